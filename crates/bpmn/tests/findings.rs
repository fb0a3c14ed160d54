//! Wrong models and what is said about them.

mod support;

use bpmn::{Finding, Severity, parse};
use support::{file, flow};

fn short(finding: &Finding) -> String {
    let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
    format!("{severity} {}: {}", finding.element_id.as_deref().unwrap_or("-"), finding.message)
}

fn findings(xml: &str) -> Vec<String> {
    parse(xml).findings.iter().map(short).collect()
}

#[test]
fn every_fault_is_found_with_its_element() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("<startEvent id='s'/>", "", &[]),
        (
            "<task id='a'/>",
            "",
            &["error p: the process has no start event", "warning a: nothing leads to this element"],
        ),
        (
            "<startEvent id='s'/><startEvent id='t'/>",
            "",
            &["error p: there is more than one start event without trigger"],
        ),
        ("<startEvent id='s'/><inclusiveGateway id='g'/>", "s>g", &["error g: not supported yet: inclusive gateway"]),
        ("<startEvent id='s'/><complexGateway id='g'/>", "s>g", &["error g: not supported yet: complex gateway"]),
        ("<startEvent id='s'/><callActivity id='c'/>", "s>c", &["error c: not supported yet: call activity"]),
        ("<startEvent id='s'/><transaction id='c'/>", "s>c", &["error c: not supported yet: transaction"]),
        (
            "<startEvent id='s'><signalEventDefinition/></startEvent>",
            "",
            &["error s: not supported yet: start event with trigger signal"],
        ),
        (
            "<startEvent id='s'/><intermediateThrowEvent id='t'><escalationEventDefinition/></intermediateThrowEvent>",
            "s>t",
            &["error t: not supported yet: intermediate throw event with trigger escalation"],
        ),
        ("<startEvent id='s'/><intermediateCatchEvent id='c'/>", "s>c", &["error c: the catch event has no trigger"]),
        (
            "<startEvent id='s'/><subProcess id='u'><multiInstanceLoopCharacteristics/><startEvent id='us'/></subProcess>",
            "s>u",
            &["error u: not supported yet: multi-instance"],
        ),
        (
            "<startEvent id='s'/><subProcess id='u' triggeredByEvent='true'><startEvent id='us'/></subProcess>",
            "",
            &["error u: not supported yet: event sub-process"],
        ),
        (
            "<startEvent id='s'/><subProcess id='u'/>",
            "s>u",
            &["error u: the sub-process has no start event without trigger"],
        ),
        (
            "<startEvent id='s'/><task id='a'/><task id='a'/>",
            "s>a",
            &["error a: the id `a` is used more than once", "warning a: nothing leads to this element"],
        ),
        (
            "<startEvent id='s'/>",
            "s>weg",
            &["error s-weg: the flow must have an id and connect two elements that exist"],
        ),
        (
            "<startEvent id='s'/><endEvent id='e'/><task id='a'/>",
            "s>e e>a",
            &["error e-a: the flow starts at an end event"],
        ),
        (
            "<startEvent id='s'/><task id='a'/>",
            "s>a a>s",
            &["error a-s: the flow leads to a start event or boundary event"],
        ),
        (
            "<startEvent id='s'/><task id='a'/><subProcess id='u'><startEvent id='us'/></subProcess>",
            "s>a s>u a>us",
            &["error a-us: the flow crosses the border of a sub-process"],
        ),
        (
            "<startEvent id='s'/><task id='a' default='x'/>",
            "s>a",
            &["error a: the default flow `x` does not start here"],
        ),
        (
            "<startEvent id='s'/><userTask id='a'/>",
            "s>a",
            &["warning a: the user task has no assignee and no candidate groups"],
        ),
        (
            "<startEvent id='s'/><userTask id='a' camunda:assignee='${behandelaar}'/>",
            "s>a",
            &[
                "error a: attribute `assignee`: JUEL is not supported yet, write it in FEEL",
                "warning a: the user task has no assignee and no candidate groups",
            ],
        ),
        (
            "<startEvent id='s'/><userTask id='a' operaton:assignee='= 1 +' operaton:candidateGroups='x' operaton:dueDate='morgen'/>",
            "s>a",
            &[
                "error a: attribute `assignee`: `1 +` is not FEEL: position 3: the expression ends too early",
                "error a: attribute `dueDate`: `morgen` is not a date or moment, such as 2026-12-31T09:00:00",
            ],
        ),
        (
            "<startEvent id='s'/><serviceTask id='a' camunda:expression='${bean.doe()}'/>",
            "s>a",
            &["error a: JUEL is not supported yet, write it in FEEL"],
        ),
        (
            "<startEvent id='s'/><serviceTask id='a' camunda:class='nl.Doe'/>",
            "s>a",
            &["error a: not supported yet: attribute `class`"],
        ),
        (
            "<startEvent id='s'/><serviceTask id='a'><extensionElements><camunda:executionListener event='start'/></extensionElements></serviceTask>",
            "s>a",
            &["error a: not supported yet: execution listener"],
        ),
        (
            "<startEvent id='s'/><serviceTask id='a'><extensionElements><z:taskDefinition xmlns:z='http://camunda.org/schema/zeebe/1.0' type='x'/></extensionElements></serviceTask>",
            "s>a",
            &["error a: extensions of Camunda 8 (zeebe) are not supported, use those of Camunda 7 or Operaton"],
        ),
        (
            "<startEvent id='s'/><task id='a'><extensionElements><camunda:inputOutput><camunda:inputParameter name='x'><camunda:map/></camunda:inputParameter></camunda:inputOutput></extensionElements></task>",
            "s>a",
            &["error a: not supported yet: map in parameter `x`, write it in FEEL"],
        ),
        (
            "<startEvent id='s'/><scriptTask id='a' scriptFormat='groovy'><script>x</script></scriptTask>",
            "s>a",
            &["error a: not supported yet: a script in groovy, write it in FEEL"],
        ),
        ("<startEvent id='s'/><receiveTask id='a'/>", "s>a", &["error a: the receive task has no message with a name"]),
        (
            "<startEvent id='s'/><businessRuleTask id='a' camunda:decisionRef='d' camunda:mapDecisionResult='x'/>",
            "s>a",
            &["error a: attribute `mapDecisionResult` can't be `x`"],
        ),
        (
            "<startEvent id='s'/><intermediateCatchEvent id='t'><timerEventDefinition><timeCycle>0 0 9 ? * MON</timeCycle></timerEventDefinition></intermediateCatchEvent>",
            "s>t",
            &["error t: not supported yet: cron expression"],
        ),
        (
            "<startEvent id='s'/><intermediateCatchEvent id='t'><timerEventDefinition><timeCycle>R/PT0S</timeCycle></timerEventDefinition></intermediateCatchEvent>",
            "s>t",
            &["error t: `R/PT0S` repeats without end at once"],
        ),
        (
            "<startEvent id='s'/><boundaryEvent id='b' attachedToRef='s'><errorEventDefinition errorRef='e1'/></boundaryEvent>",
            "",
            &["error b: the boundary event is not attached to an activity in the same process or sub-process"],
        ),
        (
            "<startEvent id='s'/><task id='a'/><boundaryEvent id='b' attachedToRef='a' cancelActivity='false'><errorEventDefinition errorRef='e0'/></boundaryEvent>",
            "s>a",
            &["error b: an error always interrupts the activity", "error b: the error `e0` has no code"],
        ),
        (
            "<startEvent id='s'/><endEvent id='e'><errorEventDefinition/></endEvent>",
            "s>e",
            &["error e: the error end event has no error with a code"],
        ),
        (
            "<startEvent id='s'/><eventBasedGateway id='g'/><task id='a'/>",
            "s>g g>a",
            &["error a: a task can't follow an event-based gateway"],
        ),
    ];
    for (body, flows, expected) in cases {
        assert_eq!(findings(&file(body, flows)), *expected, "{body}");
    }
}

#[test]
fn flows_have_findings_too() {
    let body = "<startEvent id='s'/><exclusiveGateway id='g' default='g-a'/><task id='a'/><task id='b'/><task id='c'/><task id='d'/>".to_owned()
        + &flow("g>a", "x") + &flow("g>b", "") + &flow("g>c", "${x}") + &flow("g>d", "x = = 1");
    assert_eq!(
        findings(&file(&body, "s>g")),
        [
            "error g-c: JUEL is not supported yet, write it in FEEL",
            "error g-d: `x = = 1` is not FEEL: position 4: `=` was not expected here",
            "error g-a: the default flow must not have a condition",
            "warning g-b: the flow has no condition and is not the default, so it is always taken",
            "warning g-c: the flow has no condition and is not the default, so it is always taken",
            "warning g-d: the flow has no condition and is not the default, so it is always taken",
        ]
    );
}

#[test]
fn a_finding_tells_name_and_line() {
    let parsed = parse(&file("\n\n<startEvent id='s'/><callActivity id='c' name='Bel'/>", "s>c"));
    let finding = &parsed.findings[0];
    assert_eq!((finding.name.as_deref(), finding.line, parsed.models.len()), (Some("Bel"), 7, 0));
}

#[test]
fn other_files_are_refused() {
    let cases = [
        ("", "error -: this is not XML: the document does not have a root node"),
        ("<a/>", "error -: this is not BPMN 2.0: the file must start with `definitions`"),
        (
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p'/></definitions>",
            "error -: there is no executable process in the file",
        ),
    ];
    for (xml, expected) in cases {
        assert_eq!(findings(xml), [expected], "{xml}");
    }
    assert!(parse("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").findings[0].message.starts_with("this is not XML"));
}

#[test]
fn deeply_nested_sub_processes_are_refused() {
    let mut body = String::new();
    for depth in 0..40 {
        body.push_str(&format!("<subProcess id='u{depth}'>"));
    }
    body.push_str(&"</subProcess>".repeat(40));
    let found = findings(&file(&format!("<startEvent id='s'/>{body}"), "s>u0"));
    assert!(found.contains(&"error u20: the sub-processes are nested too deeply".to_owned()), "{found:#?}");
}
