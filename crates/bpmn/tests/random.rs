//! Random models and random commands: a restart makes no difference, nothing panics, and nothing is left behind.

mod support;

use bpmn::{ActionFailure, Command, State, TimerId, TokenId, Wait, step};
use proptest::prelude::*;
use serde_json::{Map, json};
use support::Instance;

/// A piece of process with one way in and one way out.
#[derive(Debug, Clone)]
enum Block {
    /// Any task or event, as XML with `ID` for its id.
    Single(&'static str),
    Sequence(Vec<Block>),
    /// Between two gateways of this tag.
    Branches(&'static str, Vec<Block>),
    /// Behind an event-based gateway.
    Race,
    /// Once more as long as `opnieuw` is true.
    Loop(Box<Block>),
    SubProcess(Box<Block>),
}

const SINGLES: &[&str] = &[
    r#"<userTask id="ID"/>"#,
    r#"<userTask id="ID"/><boundaryEvent id="IDx" attachedToRef="ID"><messageEventDefinition messageRef="m1"/></boundaryEvent>"#,
    r#"<userTask id="ID"/><boundaryEvent id="IDx" attachedToRef="ID" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>"#,
    r#"<serviceTask id="ID" camunda:topic="t"/><boundaryEvent id="IDx" attachedToRef="ID"><errorEventDefinition errorRef="e1"/></boundaryEvent>"#,
    r#"<sendTask id="ID" messageRef="m2"/>"#,
    r#"<receiveTask id="ID" messageRef="m1"/>"#,
    r#"<businessRuleTask id="ID" camunda:decisionRef="=besluit"/>"#,
    r#"<scriptTask id="ID" camunda:resultVariable="opnieuw"><script>not(opnieuw)</script></scriptTask>"#,
    r#"<task id="ID"/>"#,
    r#"<intermediateThrowEvent id="ID"/>"#,
    r#"<intermediateCatchEvent id="ID"><timerEventDefinition><timeDuration>=duur</timeDuration></timerEventDefinition></intermediateCatchEvent>"#,
];

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![6 => proptest::sample::select(SINGLES).prop_map(Block::Single), 1 => Just(Block::Race)];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let some = proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            3 => some.clone().prop_map(Block::Sequence),
            3 => some.clone().prop_map(|blocks| Block::Branches("parallelGateway", blocks)),
            2 => some.clone().prop_map(|blocks| Block::Branches("exclusiveGateway", blocks)),
            1 => some.prop_map(|blocks| Block::Branches("task", blocks)),
            1 => inner.clone().prop_map(|block| Block::Loop(Box::new(block))),
            2 => inner.prop_map(|block| Block::SubProcess(Box::new(block))),
        ]
    })
}

/// Writes blocks as XML.
#[derive(Default)]
struct Writer {
    made: usize,
}

impl Writer {
    fn id(&mut self) -> String {
        self.made += 1;
        format!("n{}", self.made)
    }

    /// Writes a block behind `from` and returns the id of its last element.
    fn write(&mut self, block: &Block, from: &str, xml: &mut String) -> String {
        match block {
            Block::Single(single) => {
                let id = self.id();
                xml.push_str(&single.replace("ID", &id));
                connect(from, &id, "", xml);
                id
            }
            Block::Sequence(blocks) => blocks.iter().fold(from.to_owned(), |from, block| self.write(block, &from, xml)),
            Block::Branches(tag, blocks) => {
                let (split, join) = (self.id(), self.id());
                xml.push_str(&format!(r#"<{tag} id="{split}"/><{tag} id="{join}"/>"#));
                connect(from, &split, "", xml);
                for block in blocks {
                    // Its first flow has a condition that may fail, so that incidents happen too.
                    let start = self.id();
                    xml.push_str(&format!(r#"<task id="{start}"/>"#));
                    connect(&split, &start, "keuze", xml);
                    let end = self.write(block, &start, xml);
                    connect(&end, &join, "", xml);
                }
                join
            }
            Block::Race => {
                let (gateway, message, timer, join) = (self.id(), self.id(), self.id(), self.id());
                xml.push_str(&format!(
                    r#"<eventBasedGateway id="{gateway}"/><receiveTask id="{message}" messageRef="m1"/><intermediateCatchEvent id="{timer}"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent><exclusiveGateway id="{join}"/>"#
                ));
                for (source, target) in
                    [(from, &gateway), (&gateway, &message), (&gateway, &timer), (&message, &join), (&timer, &join)]
                {
                    connect(source, target, "", xml);
                }
                join
            }
            Block::Loop(block) => {
                let (enter, leave, end) = (self.id(), self.id(), self.id());
                xml.push_str(&format!(r#"<exclusiveGateway id="{enter}"/><exclusiveGateway id="{leave}" default="{leave}-{end}"/><task id="{end}"/>"#));
                connect(from, &enter, "", xml);
                let last = self.write(block, &enter, xml);
                connect(&last, &leave, "", xml);
                connect(&leave, &enter, "opnieuw", xml);
                connect(&leave, &end, "", xml);
                end
            }
            Block::SubProcess(block) => {
                let (id, start) = (self.id(), self.id());
                let mut inner = format!(r#"<startEvent id="{start}"/>"#);
                let last = self.write(block, &start, &mut inner);
                let end = self.id();
                inner.push_str(&format!(r#"<endEvent id="{end}"><errorEventDefinition errorRef="e1"/></endEvent>"#));
                connect(&last, &end, "keuze = null", &mut inner);
                let done = self.id();
                inner.push_str(&format!(r#"<endEvent id="{done}"/>"#));
                connect(&last, &done, "", &mut inner);
                xml.push_str(&format!(r#"<subProcess id="{id}">{inner}</subProcess><boundaryEvent id="{id}x" attachedToRef="{id}"><errorEventDefinition/></boundaryEvent>"#));
                connect(from, &id, "", xml);
                id
            }
        }
    }
}

fn connect(source: &str, target: &str, condition: &str, xml: &mut String) {
    xml.push_str(&support::flow(&format!("{source}>{target}"), condition));
}

fn instance(block: &Block) -> Instance {
    let mut xml = String::from(r#"<startEvent id="s"/>"#);
    let last = Writer::default().write(block, "s", &mut xml);
    xml.push_str(r#"<endEvent id="e"/>"#);
    connect(&last, "e", "", &mut xml);
    Instance::new(&xml, "")
}

/// Any command, wise or not.
fn any_command() -> impl Strategy<Value = Command> {
    let token = (0u32..40).prop_map(TokenId);
    let variables = proptest::sample::select(vec![
        json!({}),
        json!({ "opnieuw": true }),
        json!({ "opnieuw": false }),
        json!({ "keuze": true }),
        json!({ "keuze": null }),
        json!({ "keuze": 3 }),
        json!({ "duur": "PT5M", "besluit": "b" }),
        json!({ "duur": 1 }),
    ])
    .prop_map(support::map);
    let fault = prop_oneof![
        Just(ActionFailure::Technical { message: "stuk".to_owned() }),
        proptest::sample::select(vec!["afgewezen", "anders"])
            .prop_map(|code| ActionFailure::Bpmn { code: code.to_owned(), message: String::new() }),
    ];
    prop_oneof![
        variables.clone().prop_map(|variables| Command::Start { variables }),
        variables.clone().prop_map(|variables| Command::StartAt { node: "s".to_owned(), variables }),
        (token.clone(), variables.clone()).prop_map(|(task, variables)| Command::CompleteTask { task, variables }),
        (token.clone(), variables.clone()).prop_map(|(token, variables)| Command::CompleteAction { token, variables }),
        (token.clone(), fault).prop_map(|(token, error)| Command::FailAction { token, error }),
        (proptest::sample::select(vec!["betaald", "ingetrokken"]), variables.clone())
            .prop_map(|(name, variables)| Command::CorrelateMessage { name: name.to_owned(), variables }),
        (0u32..20).prop_map(|timer| Command::FireTimer { timer: TimerId(timer) }),
        variables.prop_map(|variables| Command::SetVariables { variables }),
        token.prop_map(|token| Command::RetryIncident { token }),
    ]
}

/// Returns something that the instance waits for; `choice` picks which.
fn wise_command(state: &State, choice: usize) -> Option<Command> {
    let empty = Map::new;
    let mut commands: Vec<Command> = state
        .waiting()
        .map(|(token, _, wait)| match wait {
            Wait::Task => Command::CompleteTask { task: token, variables: empty() },
            Wait::Action => Command::CompleteAction { token, variables: empty() },
        })
        .collect();
    commands.extend(state.timers().map(|(timer, _)| Command::FireTimer { timer }));
    let names = state.subscriptions().map(|(_, subscription)| subscription.name.clone());
    commands.extend(names.map(|name| Command::CorrelateMessage { name, variables: empty() }));
    commands.extend(state.incidents().map(|(token, ..)| Command::RetryIncident { token }));
    (!commands.is_empty()).then(|| commands.swap_remove(choice % commands.len()))
}

fn check_nothing_dangles(state: &State) -> Result<(), TestCaseError> {
    let token_exists = |token: TokenId| state.token(token).is_some();
    prop_assert!(state.timers().all(|(_, timer)| token_exists(timer.token)));
    prop_assert!(state.subscriptions().all(|(_, subscription)| token_exists(subscription.token)));
    prop_assert_eq!(state.is_ended(), state.active_nodes().is_empty());
    for (id, _) in state.active_nodes() {
        let scope = state.token(id).and_then(|token| token.scope);
        prop_assert!(scope.is_none_or(token_exists));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn restarting_after_each_event_makes_no_difference(
        block in block(),
        steps in proptest::collection::vec((any_command(), any::<proptest::sample::Index>(), 0..4), 1..25),
    ) {
        // `Instance` restarts from its snapshot after each event, and compares.
        let mut instance = instance(&block);
        let variables = support::map(json!({ "keuze": true, "duur": "P1D", "besluit": "leges", "opnieuw": false }));
        instance.send(&Command::Start { variables }).unwrap();
        for (any, choice, luck) in steps {
            let wise = wise_command(&instance.state, choice.index(1000));
            let command = if luck == 0 { any } else { wise.unwrap_or(any) };
            let again = step(&instance.model, &instance.state, &command, support::now());
            let before = instance.state.clone();
            let outcome = instance.send(&command);
            prop_assert_eq!(&outcome, &again);
            match outcome {
                Ok(_) => check_nothing_dangles(&instance.state)?,
                Err(rejection) => {
                    prop_assert!(!matches!(rejection, bpmn::Rejection::BrokenLifecycle { .. }), "{}", rejection);
                    prop_assert_eq!(&instance.state, &before);
                }
            }
        }
        if !instance.state.is_ended() {
            instance.send(&Command::Cancel { reason: String::new() }).unwrap();
            check_nothing_dangles(&instance.state)?;
        }
    }

    #[test]
    fn no_snapshot_makes_it_panic(
        block in block(),
        tokens in proptest::collection::vec((0u32..12, 1usize..12, proptest::option::of(0u32..12), 0usize..7, any::<bool>()), 0..8),
        others in proptest::collection::vec((0u32..12, 1usize..12, 0u32..12), 0..6),
        commands in proptest::collection::vec(any_command(), 1..8),
    ) {
        let instance = instance(&block);
        let ids: Vec<&str> = instance.model.nodes().map(|node| node.id.as_str()).collect();
        let node = |index: usize| ids[index % ids.len()];
        let lifecycles = ["activating", "activated", "completing", "completed", "terminating", "terminated", "merged"];
        let tokens: Map<_, _> = tokens.into_iter().map(|(id, at, scope, lifecycle, waits)| {
            let waits = if waits { json!("task") } else { json!(null) };
            let incident = if lifecycle == 2 { json!("stuk") } else { json!(null) };
            (id.to_string(), json!({ "node": node(at), "scope": scope, "lifecycle": lifecycles[lifecycle], "waitsFor": waits, "incident": incident }))
        }).collect();
        let timers: Map<_, _> = others.iter().map(|(id, at, token)| {
            (id.to_string(), json!({ "node": node(*at), "token": token, "due": "2026-01-01T00:00:00Z", "repeat": { "every": "P1D" } }))
        }).collect();
        let subscriptions: Map<_, _> = others.iter().map(|(id, at, token)| {
            (id.to_string(), json!({ "node": node(*at), "token": token, "name": "betaald" }))
        }).collect();
        let state = json!({ "phase": "running", "variables": {}, "tokens": tokens, "timers": timers, "subscriptions": subscriptions });
        let state: State = serde_json::from_value(state).unwrap();
        for command in &commands {
            let _ = step(&instance.model, &state, command, support::now());
        }
        let _ = step(&instance.model, &state, &Command::Cancel { reason: String::new() }, support::now());
    }
}
