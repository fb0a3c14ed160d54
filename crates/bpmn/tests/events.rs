//! Each kind of event: a process, commands, and what happens.

mod support;

use bpmn::{ActionFailure, Command, TokenId};
use serde_json::{Map, json};
use support::{Instance, done, message, start, timer};

fn fail(token: u32, code: &str) -> Command {
    let error = ActionFailure::Bpmn { code: code.to_owned(), message: "nee".to_owned() };
    Command::FailAction { token: TokenId(token), error }
}

#[test]
fn messages_are_waited_for_and_go_out() {
    let body = r#"<startEvent id="s"/><receiveTask id="r" messageRef="m1"/>
        <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m2"/></intermediateCatchEvent>
        <intermediateThrowEvent id="t"><extensionElements><camunda:inputOutput><camunda:inputParameter name="x">=1</camunda:inputParameter></camunda:inputOutput></extensionElements>
            <messageEventDefinition messageRef="m1"/></intermediateThrowEvent>
        <sendTask id="d" messageRef="m2"/>
        <endEvent id="e"><messageEventDefinition messageRef="m2"/></endEvent>"#;
    let paid =
        Command::CorrelateMessage { name: "betaald".to_owned(), variables: support::map(json!({ "bedrag": 5 })) };
    Instance::new(body, "s>r r>c c>t t>d d>e").check(&[
        (start(json!({})), "started s, +s#1, -s, +r#2, sub1 r betaald"),
        (message("ingetrokken"), "rejected: nothing waits for message `ingetrokken`"),
        (paid, "receive sub1, set {\"bedrag\":5}, cancel sub1, -r, +c#3, sub2 c ingetrokken"),
        (
            message("ingetrokken"),
            "receive sub2, cancel sub2, -c, set t {\"x\":1}, +t#4, throw t betaald {\"x\":1}, -t, +d#5, throw d ingetrokken, -d, \
             +e#6, throw e ingetrokken, -e, completed",
        ),
    ]);
}

#[test]
fn timers_count_on_the_dutch_calendar() {
    // The clock goes forward in the night after `now`, so a day later is 23 hours later.
    let cases = [
        ("timeDuration", "P1D", "2026-03-29T07:00:00Z"),
        ("timeDuration", "PT24H", "2026-03-29T08:00:00Z"),
        ("timeDuration", "P1M", "2026-04-28T07:00:00Z"),
        ("timeDuration", "=duration(\"P\" + string(n) + \"D\")", "2026-03-31T07:00:00Z"),
        ("timeDate", "2026-12-31", "2026-12-30T23:00:00Z"),
        ("timeDate", "2026-06-01T12:00:00", "2026-06-01T10:00:00Z"),
        ("timeDate", "2026-06-01T12:00:00+01:00", "2026-06-01T11:00:00Z"),
        ("timeDate", "=today() + duration(\"P7D\")", "2026-04-03T22:00:00Z"),
        ("timeDate", "=now()", "2026-03-28T08:00:00Z"),
        ("timeCycle", "R3/PT10M", "2026-03-28T08:10:00Z"),
        ("timeCycle", "R/2026-05-01T00:00:00Z/P1D", "2026-05-01T00:00:00Z"),
    ];
    for (kind, text, due) in cases {
        let body = format!(
            r#"<startEvent id="s"/><intermediateCatchEvent id="w"><timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition></intermediateCatchEvent>"#
        );
        Instance::new(&body, "s>w").check(&[
            (start(json!({ "n": 3 })), &format!("started s, set {{\"n\":3}}, +s#1, -s, +w#2, timer1 w {due}")),
            (timer(2), "rejected: there is no timer 2"),
            (timer(1), "fire timer1, -w, completed"),
        ]);
    }
}

#[test]
fn a_wrong_timer_is_an_incident() {
    let body = r#"<startEvent id="s"/><intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>=lang</timeDuration></timerEventDefinition></intermediateCatchEvent>"#;
    let cases = [
        ("null", "the timer must be text, a date or a duration, but it is null"),
        ("\"morgen\"", "`morgen` is not a duration, such as P14D"),
        ("\"P9999Y\"", "`P9999Y` is too long"),
    ];
    for (value, message) in cases {
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        let mut instance = Instance::new(body, "s>w");
        let text = instance.short(&start(json!({ "lang": value })));
        assert!(text.ends_with(&format!("+w#2, incident w: {message}")), "{text}");
    }
}

#[test]
fn the_first_event_behind_an_event_gateway_wins() {
    let body = r#"<startEvent id="s"/><eventBasedGateway id="g"/>
        <intermediateCatchEvent id="m"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
        <receiveTask id="r" messageRef="m2"/>
        <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <endEvent id="e"/>"#;
    let flows = "s>g g>m g>r g>t m>e r>e t>e";
    let begun = "started s, +s#1, -s, +g#2, sub1 m betaald, sub2 r ingetrokken, timer1 t 2026-03-28T09:00:00Z";
    Instance::new(body, flows).check(&[
        (start(json!({})), begun),
        (
            message("ingetrokken"),
            "receive sub2, cancel timer1, cancel sub1, cancel sub2, -g, +r#3, -r, +e#4, -e, completed",
        ),
        (timer(1), "rejected: the instance has ended"),
    ]);
    Instance::new(body, flows).check(&[
        (start(json!({})), begun),
        (timer(1), "fire timer1, cancel sub1, cancel sub2, -g, +t#3, -t, +e#4, -e, completed"),
    ]);
}

#[test]
fn interrupting_boundary_events_stop_the_activity() {
    let body = r#"<startEvent id="s"/><userTask id="a"/>
        <boundaryEvent id="m" attachedToRef="a"><messageEventDefinition messageRef="m2"/></boundaryEvent>
        <boundaryEvent id="t" attachedToRef="a"><timerEventDefinition><timeCycle>R5/P1D</timeCycle></timerEventDefinition></boundaryEvent>
        <endEvent id="e"/><endEvent id="f"/>"#;
    let begun = "started s, +s#1, -s, timer1 t 2026-03-29T07:00:00Z, sub1 m ingetrokken, +a#2, task a";
    let steps = [
        (
            message("ingetrokken"),
            "receive sub1, cancel a, cancel timer1, cancel sub1, !a, +m#3, -m, +f#4, -f, completed",
        ),
        (timer(1), "fire timer1, cancel a, cancel sub1, !a, +t#3, -t, +f#4, -f, completed"),
        (done(2, json!({})), "done a, cancel timer1, cancel sub1, -a, +e#3, -e, completed"),
    ];
    for step in steps {
        let mut instance = Instance::new(body, "s>a a>e m>f t>f");
        instance.check(&[(start(json!({})), begun), step]);
    }
}

#[test]
fn other_boundary_events_go_beside_the_activity() {
    let body = r#"<startEvent id="s"/><userTask id="a"/>
        <boundaryEvent id="m" attachedToRef="a" cancelActivity="false"><messageEventDefinition messageRef="m2"/></boundaryEvent>
        <boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>R2/P1D</timeCycle></timerEventDefinition></boundaryEvent>
        <endEvent id="e"/><endEvent id="f"/>"#;
    Instance::new(body, "s>a a>e m>f t>f").check(&[
        (
            start(json!({})),
            "started s, +s#1, -s, timer1 t 2026-03-29T07:00:00Z 1 left, sub1 m ingetrokken, +a#2, task a",
        ),
        (message("ingetrokken"), "receive sub1, +m#3, -m, +f#4, -f"),
        (message("ingetrokken"), "receive sub1, +m#5, -m, +f#6, -f"),
        (timer(1), "fire timer1, timer2 t 2026-03-30T07:00:00Z 0 left, +t#7, -t, +f#8, -f"),
        (timer(1), "rejected: there is no timer 1"),
        (timer(2), "fire timer2, +t#9, -t, +f#10, -f"),
        (done(2, json!({})), "done a, cancel sub1, -a, +e#11, -e, completed"),
    ]);
}

#[test]
fn errors_go_to_the_nearest_boundary_event_that_catches_them() {
    let body = r#"<startEvent id="s"/><serviceTask id="a"/>
        <boundaryEvent id="all" attachedToRef="a"><errorEventDefinition/></boundaryEvent>
        <boundaryEvent id="one" attachedToRef="a"><errorEventDefinition errorRef="e1" camunda:errorCodeVariable="code" camunda:errorMessageVariable="uitleg"/></boundaryEvent>
        <endEvent id="e"/>"#;
    let cases = [
        (
            "afgewezen",
            "caught one afgewezen, set {\"code\":\"afgewezen\",\"uitleg\":\"nee\"}, cancel a, !a, +one#3, -one, +e#4, -e, completed",
        ),
        ("iets", "caught all iets, cancel a, !a, +all#3, -all, +e#4, -e, completed"),
    ];
    for (code, expected) in cases {
        Instance::new(body, "s>a a>e all>e one>e")
            .check(&[(start(json!({})), "started s, +s#1, -s, +a#2, service a"), (fail(2, code), expected)]);
    }
}

#[test]
fn terminate_ends_the_instance_and_an_uncaught_error_does_not() {
    let body = r#"<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>
        <endEvent id="t"><terminateEventDefinition/></endEvent><endEvent id="x"><errorEventDefinition errorRef="e1"/></endEvent>"#;
    Instance::new(body, "s>f f>a f>b a>t b>x").check(&[
        (start(json!({})), "started s, +s#1, -s, +f#2, -f, +a#3, task a, +b#4, task b"),
        (done(4, json!({})), "done b, -b, +x#5, incident x: nothing catches error `afgewezen`"),
        (done(3, json!({})), "done a, -a, +t#6, resolved x, !x, -t, completed"),
    ]);
}

#[test]
fn start_events_with_a_trigger_are_chosen_by_whoever_embeds_the_engine() {
    let body = r#"<startEvent id="m"><messageEventDefinition messageRef="m1"/></startEvent><startEvent id="s"/>
        <startEvent id="t"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent><endEvent id="e"/>"#;
    let at = |node: &str| Command::StartAt { node: node.to_owned(), variables: Map::new() };
    let flows = "m>e s>e t>e";
    Instance::new(body, flows).check(&[(start(json!({})), "started s, +s#1, -s, +e#2, -e, completed")]);
    Instance::new(body, flows).check(&[
        (at("e"), "rejected: there is no start event `e`"),
        (at("t"), "started t, +t#1, -t, +e#2, -e, completed"),
    ]);
    let model = support::model(body, flows);
    let empty = Map::new();
    let scope = feel::Scope { variables: &empty, now: support::now() };
    let starts: Vec<String> = model
        .start_events()
        .map(|(node, trigger)| match trigger {
            bpmn::StartTrigger::None => node.id.clone(),
            bpmn::StartTrigger::Message(name) => format!("{} {name}", node.id),
            bpmn::StartTrigger::Timer(timer) => {
                let (due, repeat) = timer.first_due(&scope).unwrap();
                format!("{} {due} {}", node.id, repeat.unwrap().next(due).unwrap().0)
            }
        })
        .collect();
    assert_eq!(starts, ["m betaald", "s", "t 2026-03-29T07:00:00Z 2026-03-30T07:00:00Z"]);
}
