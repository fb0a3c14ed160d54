//! From a pattern to instructions; repetitions are written out.

use super::PatternError;
use super::syntax::{Class, Node};

/// The most instructions of a pattern.
const INSTRUCTIONS_MAX: usize = 5_000;

/// One step of a match.
#[derive(Debug, Clone)]
pub(super) enum Instruction {
    /// One character of a set.
    Class(Class),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// A place between a word and something else.
    WordBoundary { negated: bool },
    /// Goes on at `then` if what follows this instruction matches from here (or doesn't).
    Look { negated: bool, then: usize },
    /// Goes on at both places.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// The end of a lookahead.
    LookEnd,
    /// The pattern is complete; the text must be too.
    Match,
}

pub(super) fn compile(node: &Node) -> Result<Vec<Instruction>, PatternError> {
    let mut program = Vec::new();
    emit(node, &mut program)?;
    program.push(Instruction::Match);
    Ok(program)
}

fn emit(node: &Node, program: &mut Vec<Instruction>) -> Result<(), PatternError> {
    if program.len() > INSTRUCTIONS_MAX {
        return Err(PatternError::TooLarge);
    }
    match node {
        Node::Empty => {}
        Node::Class(class) => program.push(Instruction::Class(class.clone())),
        Node::Start => program.push(Instruction::Start),
        Node::End => program.push(Instruction::End),
        Node::WordBoundary { negated } => program.push(Instruction::WordBoundary { negated: *negated }),
        Node::Look { negated, inner } => {
            let look = reserve(program);
            emit(inner, program)?;
            program.push(Instruction::LookEnd);
            program[look] = Instruction::Look { negated: *negated, then: program.len() };
        }
        Node::Sequence(nodes) => nodes.iter().try_for_each(|node| emit(node, program))?,
        Node::Choice(branches) => {
            let mut ends = Vec::new();
            for (index, branch) in branches.iter().enumerate() {
                let is_last = index + 1 == branches.len();
                let split = (!is_last).then(|| reserve(program));
                emit(branch, program)?;
                if let Some(split) = split {
                    ends.push(reserve(program));
                    program[split] = Instruction::Split(split + 1, program.len());
                }
            }
            for end in ends {
                program[end] = Instruction::Jump(program.len());
            }
        }
        Node::Repeat { inner, min, max } => repeat(inner, *min, *max, program)?,
    }
    Ok(())
}

fn repeat(inner: &Node, min: u32, max: Option<u32>, program: &mut Vec<Instruction>) -> Result<(), PatternError> {
    for _ in 0..min {
        let before = program.len();
        emit(inner, program)?;
        if program.len() == before {
            // Nothing, however often, is nothing; writing it out would take time without taking room.
            return Ok(());
        }
    }
    let Some(max) = max else {
        let split = reserve(program);
        emit(inner, program)?;
        program.push(Instruction::Jump(split));
        program[split] = Instruction::Split(split + 1, program.len());
        return Ok(());
    };
    let mut splits = Vec::new();
    for _ in min..max {
        splits.push(reserve(program));
        emit(inner, program)?;
    }
    for split in splits {
        program[split] = Instruction::Split(split + 1, program.len());
    }
    Ok(())
}

/// Leaves a place for an instruction whose target is not known yet.
fn reserve(program: &mut Vec<Instruction>) -> usize {
    program.push(Instruction::Match);
    program.len() - 1
}
