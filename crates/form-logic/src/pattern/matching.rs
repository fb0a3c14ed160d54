//! Running the instructions over a text.

use super::compile::Instruction;

/// The most (instruction, position) pairs that one match may visit; a text that needs more does not match.
const VISITS_MAX: usize = 2_000_000;

pub(super) fn matches(program: &[Instruction], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut visits_left = VISITS_MAX;
    run(program, 0, &text, 0, &mut visits_left)
}

/// Walks all ways through the program from one place. Nothing but the place and the position decides what can follow, so a pair
/// that was tried before is never tried again.
fn run(program: &[Instruction], start: usize, text: &[char], from: usize, visits_left: &mut usize) -> bool {
    let mut visited = std::collections::HashSet::new();
    let mut open = vec![(start, from)];
    while let Some((place, at)) = open.pop() {
        if !visited.insert((place, at)) {
            continue;
        }
        let Some(left) = visits_left.checked_sub(1) else { return false };
        *visits_left = left;
        match &program[place] {
            Instruction::Class(class) => {
                if text.get(at).is_some_and(|c| class.contains(*c)) {
                    open.push((place + 1, at + 1));
                }
            }
            Instruction::Start if at == 0 => open.push((place + 1, at)),
            Instruction::End if at == text.len() => open.push((place + 1, at)),
            Instruction::Start | Instruction::End => {}
            Instruction::WordBoundary { negated } => {
                let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_');
                let before = at.checked_sub(1).and_then(|before| text.get(before));
                if (is_word(before) != is_word(text.get(at))) != *negated {
                    open.push((place + 1, at));
                }
            }
            Instruction::Look { negated, then } => {
                if run(program, place + 1, text, at, visits_left) != *negated {
                    open.push((*then, at));
                }
            }
            Instruction::Split(first, second) => open.extend([(*second, at), (*first, at)]),
            Instruction::Jump(target) => open.push((*target, at)),
            Instruction::LookEnd => return true,
            Instruction::Match if at == text.len() => return true,
            Instruction::Match => {}
        }
    }
    false
}
