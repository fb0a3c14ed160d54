//! Each kind of element: a process, commands, and what happens.

mod support;

use bpmn::{ActionFailure, Command, TokenId};
use serde_json::json;
use support::{Instance, done, flow, message, result, start};

fn fail(token: u32, code: &str) -> Command {
    let error = ActionFailure::Bpmn { code: code.to_owned(), message: "nee".to_owned() };
    Command::FailAction { token: TokenId(token), error }
}

fn retry(token: u32) -> Command {
    Command::RetryIncident { token: TokenId(token) }
}

#[test]
fn a_user_task_waits_for_a_person() {
    let body = r#"<startEvent id="s"/><userTask id="a" name="Beoordelen" camunda:candidateGroups="vergunningen, =groep"
        operaton:assignee="=behandelaar" camunda:dueDate="P14D"/><endEvent id="e"/>"#;
    let mut instance = Instance::new(body, "s>a a>e");
    instance.check(&[
        (done(1, json!({})), "rejected: the instance has not started"),
        (
            start(json!({ "behandelaar": "jan" })),
            "started s, set {\"behandelaar\":\"jan\"}, +s#1, -s, +a#2, task a 'Beoordelen' for jan \
             [\"vergunningen\", \"=groep\"] due 2026-04-11T07:00:00Z",
        ),
        (start(json!({})), "rejected: the instance has started already"),
        (done(1, json!({})), "rejected: token 1 does not wait for this"),
        (result(2, json!({})), "rejected: token 2 does not wait for this"),
        (done(2, json!({ "ok": true })), "done a, set {\"ok\":true}, -a, +e#3, -e, completed"),
        (done(2, json!({})), "rejected: the instance has ended"),
    ]);
    assert!(instance.state.is_ended());
    assert_eq!(instance.state.variables()["ok"], true);
}

#[test]
fn a_user_task_with_a_wrong_assignee_is_an_incident_until_it_is_put_right() {
    let body = r#"<startEvent id="s"/><userTask id="a" camunda:assignee="=wie" camunda:candidateGroups="=groepen" camunda:dueDate="=datum"/>"#;
    let mut instance = Instance::new(body, "s>a");
    let set = |variables| Command::SetVariables { variables: support::map(variables) };
    instance.check(&[
        (
            start(json!({ "wie": 1 })),
            "started s, set {\"wie\":1}, +s#1, -s, +a#2, incident a: the assignee must be text, but it is 1",
        ),
        (done(2, json!({})), "rejected: token 2 does not wait for this"),
        (
            set(json!({ "wie": "piet", "groepen": ["x", "y"], "datum": "2026-04-01" })),
            "set {\"wie\":\"piet\",\"groepen\":[\"x\",\"y\"],\"datum\":\"2026-04-01\"}",
        ),
        (retry(2), "resolved a, task a for piet [\"x\", \"y\"] due 2026-04-01T21:59:59Z"),
        (retry(2), "rejected: token 2 has no incident"),
        (done(2, json!({})), "done a, -a, completed"),
    ]);
}

#[test]
fn service_and_send_tasks_ask_for_actions() {
    let body = r#"<startEvent id="s"/>
        <serviceTask id="a" camunda:type="external" camunda:topic="brief"><extensionElements><camunda:inputOutput>
            <camunda:inputParameter name="aan">=naam</camunda:inputParameter>
            <camunda:inputParameter name="tekst">="Beste " + aan</camunda:inputParameter>
            <camunda:inputParameter name="sjabloon">standaard</camunda:inputParameter>
            <camunda:outputParameter name="nummer">=kenmerk + 1</camunda:outputParameter>
        </camunda:inputOutput></extensionElements></serviceTask>
        <sendTask id="b"/><endEvent id="e"/>"#;
    let technical = ActionFailure::Technical { message: "geen verbinding".to_owned() };
    Instance::new(body, "s>a a>b b>e").check(&[
        (
            start(json!({ "naam": "Jan" })),
            "started s, set {\"naam\":\"Jan\"}, +s#1, -s, set a {\"aan\":\"Jan\",\"tekst\":\"Beste Jan\",\"sjabloon\":\"standaard\"}, +a#2, \
             service a topic brief {\"aan\":\"Jan\",\"tekst\":\"Beste Jan\",\"sjabloon\":\"standaard\"}",
        ),
        (
            Command::FailAction { token: TokenId(2), error: technical },
            "incident a: geen verbinding",
        ),
        (result(2, json!({})), "rejected: token 2 does not wait for this"),
        (retry(2), "resolved a, service a topic brief {\"aan\":\"Jan\",\"tekst\":\"Beste Jan\",\"sjabloon\":\"standaard\"}"),
        (
            result(2, json!({ "kenmerk": 4, "aan": "Piet" })),
            "done a, set a {\"aan\":\"Piet\"}, set {\"kenmerk\":4}, set {\"nummer\":5}, -a, +b#3, send b",
        ),
        (fail(3, "x"), "incident b: nothing catches error `x`: nee"),
        (retry(3), "resolved b, send b"),
        (result(3, json!({})), "done b, -b, +e#4, -e, completed"),
    ]);
}

#[test]
fn business_rule_script_and_plain_tasks() {
    let body = r#"<startEvent id="s"/>
        <businessRuleTask id="r" camunda:decisionRef="leges" camunda:resultVariable="bedrag" camunda:mapDecisionResult="singleEntry"/>
        <scriptTask id="c" scriptFormat="feel" camunda:resultVariable="totaal"><script>= bedrag * 2</script></scriptTask>
        <task id="t"/><manualTask id="m"/><intermediateThrowEvent id="n"/><endEvent id="e"/>"#;
    Instance::new(body, "s>r r>c c>t t>m m>n n>e").check(&[
        (start(json!({})), "started s, +s#1, -s, +r#2, businessRule r \"leges\" \"bedrag\" \"singleEntry\""),
        (
            result(2, json!({ "bedrag": 10.5 })),
            "done r, set {\"bedrag\":10.5}, -r, +c#3, set {\"totaal\":21}, -c, +t#4, -t, +m#5, -m, +n#6, -n, +e#7, -e, completed",
        ),
    ]);
}

#[test]
fn an_exclusive_gateway_takes_the_first_true_flow() {
    let body =
        r#"<startEvent id="s"/><exclusiveGateway id="g" default="g-c"/><task id="a"/><task id="b"/><task id="c"/>"#
            .to_owned()
            + &flow("g>a", "bedrag < 10")
            + &flow("g>b", "= bedrag < 100")
            + &flow("g>c", "");
    for (amount, taken) in [("5", "a"), ("50", "b"), ("500", "c"), ("null", "c")] {
        let amount: serde_json::Value = serde_json::from_str(amount).unwrap();
        let text = Instance::new(&body, "s>g").short(&start(json!({ "bedrag": amount })));
        assert!(text.ends_with(&format!("+g#2, -g, +{taken}#3, -{taken}, completed")), "{text}");
    }
}

#[test]
fn no_open_flow_is_an_incident() {
    let body = r#"<startEvent id="s"/><exclusiveGateway id="g"/><task id="a"/><task id="b"/>"#.to_owned()
        + &flow("g>a", "keuze = 1")
        + &flow("g>b", "keuze");
    let set = |value| Command::SetVariables { variables: support::map(json!({ "keuze": value })) };
    Instance::new(&body, "s>g").check(&[
        (start(json!({})), "started s, +s#1, -s, +g#2, incident g: no condition is true and there is no default flow"),
        (set(2), "set {\"keuze\":2}"),
        (retry(2), "resolved g, incident g: the condition of flow `g-b` failed: the condition gave number instead of true or false"),
        (set(1), "set {\"keuze\":1}"),
        (retry(2), "resolved g, -g, +a#3, -a, completed"),
    ]);
}

#[test]
fn an_activity_takes_every_open_flow() {
    let body =
        r#"<startEvent id="s"/><task id="t" default="t-c"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>"#
            .to_owned()
            + &flow("t>a", "x > 1")
            + &flow("t>b", "x > 2")
            + &flow("t>c", "");
    for (x, taken) in [(0, "+c#3, task c"), (2, "+a#3, task a"), (3, "+a#3, task a, +b#4, task b")] {
        let text = Instance::new(&body, "s>t").short(&start(json!({ "x": x })));
        assert!(text.ends_with(&format!("+t#2, -t, {taken}")), "{text}");
    }
}

#[test]
fn a_parallel_join_waits_for_each_flow() {
    let body = r#"<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><endEvent id="e"/>"#;
    Instance::new(body, "s>f f>a f>b a>j b>j j>e").check(&[
        (start(json!({})), "started s, +s#1, -s, +f#2, -f, +a#3, task a, +b#4, task b"),
        (done(4, json!({})), "done b, -b"),
        (done(3, json!({})), "done a, -a, merge #5 into #6, +j#6, -j, +e#7, -e, completed"),
    ]);
}

#[test]
fn a_second_token_over_the_same_flow_waits_for_the_next_round() {
    // `x` lets both tokens through one by one, so flow x-j delivers twice before y-j delivers once.
    let body = r#"<startEvent id="s"/><parallelGateway id="f"/><task id="a"/><task id="b"/><exclusiveGateway id="x"/>
        <userTask id="y"/><parallelGateway id="j"/><endEvent id="e"/>"#;
    let mut instance = Instance::new(body, "s>f f>a f>b f>y a>x b>x x>j y>j j>e");
    instance.check(&[(
        start(json!({})),
        "started s, +s#1, -s, +f#2, -f, +a#3, -a, +x#6, -x, +b#4, -b, +x#8, -x, +y#5, task y",
    )]);
    assert_eq!(instance.short(&done(5, json!({}))), "done y, -y, merge #7 into #10, +j#10, -j, +e#11, -e");
    assert_eq!(instance.state.active_nodes(), [(TokenId(9), "j")]);
}

const SUB_PROCESS: &str = r#"<startEvent id="s"/><subProcess id="p1">
        <extensionElements><camunda:inputOutput><camunda:inputParameter name="x">=y + 1</camunda:inputParameter>
            <camunda:outputParameter name="z">=x * 10</camunda:outputParameter></camunda:inputOutput></extensionElements>
        <startEvent id="s1"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>
        <exclusiveGateway id="g" default="g-n"/><endEvent id="n"/><endEvent id="t"><terminateEventDefinition/></endEvent>
        <endEvent id="x"><errorEventDefinition errorRef="e1"/></endEvent>
        <sequenceFlow id="g-t" sourceRef="g" targetRef="t"><conditionExpression>hoe = "stop"</conditionExpression></sequenceFlow>
        <sequenceFlow id="g-x" sourceRef="g" targetRef="x"><conditionExpression>hoe = "fout"</conditionExpression></sequenceFlow>
        <sequenceFlow id="g-n" sourceRef="g" targetRef="n"/>
        <sequenceFlow id="s1-f" sourceRef="s1" targetRef="f"/><sequenceFlow id="f-a" sourceRef="f" targetRef="a"/>
        <sequenceFlow id="f-b" sourceRef="f" targetRef="b"/><sequenceFlow id="a-g" sourceRef="a" targetRef="g"/>
    </subProcess>
    <boundaryEvent id="err" attachedToRef="p1"><errorEventDefinition errorRef="e1"/></boundaryEvent>
    <boundaryEvent id="msg" attachedToRef="p1"><messageEventDefinition messageRef="m2"/></boundaryEvent>
    <endEvent id="e"/>"#;

#[test]
fn a_sub_process_is_a_scope_of_its_own() {
    let begun = "started s, set {\"y\":1}, +s#1, -s, set p1 {\"x\":2}, sub1 msg ingetrokken, +p1#2, +s1#3, -s1, +f#4, -f, \
                 +a#5, task a, +b#6, task b";
    let cases: [(Command, &str); 4] = [
        (
            done(5, json!({ "hoe": "stop" })),
            "done a, set {\"hoe\":\"stop\"}, -a, +g#7, -g, +t#8, cancel b, !b, -t, set {\"z\":20}, cancel sub1, -p1, +e#9, -e, completed",
        ),
        (
            done(5, json!({ "hoe": "fout" })),
            "done a, set {\"hoe\":\"fout\"}, -a, +g#7, -g, +x#8, caught err afgewezen, cancel b, !b, !x, cancel sub1, !p1, +err#9, -err, +e#10, -e, completed",
        ),
        (
            message("ingetrokken"),
            "receive sub1, cancel a, !a, cancel b, !b, cancel sub1, !p1, +msg#7, -msg, +e#8, -e, completed",
        ),
        (
            Command::Cancel { reason: "vergissing".to_owned() },
            "cancel a, !a, cancel b, !b, cancel sub1, !p1, cancelled: vergissing",
        ),
    ];
    for (command, expected) in cases {
        let mut instance = Instance::new(SUB_PROCESS, "s>p1 p1>e err>e msg>e");
        instance.check(&[(start(json!({ "y": 1 })), begun), (command, expected)]);
        assert!(instance.state.is_ended());
    }
    Instance::new(SUB_PROCESS, "s>p1 p1>e err>e msg>e").check(&[
        (start(json!({ "y": 1 })), begun),
        (done(5, json!({ "x": 7 })), "done a, set p1 {\"x\":7}, -a, +g#7, -g, +n#8, -n"),
        (done(6, json!({})), "done b, -b, set {\"z\":70}, cancel sub1, -p1, +e#9, -e, completed"),
    ]);
}

#[test]
fn an_endless_loop_is_an_incident_and_not_a_hang() {
    let body = r#"<startEvent id="s"/><exclusiveGateway id="g" default="g-a"/><task id="a"/><endEvent id="e"/>"#
        .to_owned()
        + &flow("g>e", "klaar")
        + &flow("g>a", "");
    let mut instance = Instance::new(&body, "s>g a>g");
    let events = bpmn::step(&instance.model, &instance.state, &start(json!({})), support::now()).unwrap();
    events.iter().for_each(|event| bpmn::apply(&mut instance.state, event));
    let incidents: Vec<_> = instance.state.incidents().map(|(token, _, message)| (token, message.to_owned())).collect();
    assert!(incidents[0].1.starts_with("stopped after 10000 steps"), "{incidents:?}");
    instance.send(&Command::SetVariables { variables: support::map(json!({ "klaar": true })) }).unwrap();
    instance.send(&Command::RetryIncident { token: incidents[0].0 }).unwrap();
    assert!(instance.state.is_ended());
}

#[test]
fn a_state_of_another_model_is_refused() {
    let mut one = Instance::new(r#"<startEvent id="s"/><userTask id="a"/>"#, "s>a");
    one.send(&start(json!({}))).unwrap();
    one.model = support::model(r#"<startEvent id="s"/><userTask id="b"/>"#, "s>b");
    assert_eq!(one.short(&done(2, json!({}))), "rejected: the model has no element `a`");
}

#[test]
fn models_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<bpmn::Model>();
    shared::<bpmn::State>();
    let model = support::model(
        r#"<startEvent id="s"/><userTask id="a" name="Beoordelen" camunda:formKey="f1"><documentation>Zo.</documentation></userTask>"#,
        "s>a",
    );
    assert_eq!(
        (model.id(), model.name(), model.version_tag(), model.documentation()),
        ("p", Some("Proces"), Some("1.0"), Some("Uitleg"))
    );
    let node = model.node("a").unwrap();
    assert_eq!(
        (node.kind.as_str(), node.label(), node.form_key.as_deref(), node.documentation.as_deref()),
        ("userTask", "Beoordelen", Some("f1"), Some("Zo."))
    );
}
