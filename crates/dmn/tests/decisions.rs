//! Decision tables, variables, and what is decided.

use dmn::{Decision, DmnError, Outcome, evaluate, parse};
use feel::Scope;
use serde_json::{Value, json};

fn file(decisions: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="D">{decisions}</definitions>"#
    )
}

/// Writes a table with inputs `a` and `b` and output `uit`. A rule is like `"> 1 | - | 10"`.
fn table(attributes: &str, output: &str, rules: &[&str]) -> String {
    let entry = |tag: &str, text: &str| format!("<{tag}><text>{}</text></{tag}>", text.trim().replace('<', "&lt;"));
    let rules: String = rules
        .iter()
        .map(|rule| {
            let mut cells = rule.split('|');
            let inputs: String = cells.by_ref().take(2).map(|cell| entry("inputEntry", cell)).collect();
            let outputs: String = cells.map(|cell| entry("outputEntry", cell)).collect();
            format!("<rule>{inputs}{outputs}</rule>")
        })
        .collect();
    format!(
        r#"<decision id="besluit" name="Het besluit"><decisionTable id="t" {attributes}>
        <input id="i1" label="A"><inputExpression typeRef="number"><text>a</text></inputExpression></input>
        <input id="i2"><inputExpression typeRef="string"><text>b</text></inputExpression></input>
        {output}{rules}</decisionTable></decision>"#
    )
}

const PLAIN: &str = r#"<output id="o" name="uit"/>"#;
const ORDERED: &str =
    r#"<output id="o" name="uit"><outputValues><text>"hoog", "midden", "laag"</text></outputValues></output>"#;
const WITH_DEFAULT: &str =
    r#"<output id="o" name="uit"><defaultOutputEntry><text>"geen"</text></defaultOutputEntry></output>"#;
const TWO: &str = r#"<output id="o" name="uit"/><output id="p" name="reden"/>"#;

fn read(xml: &str) -> Decision {
    let mut parsed = parse(xml);
    assert!(!parsed.decisions.is_empty(), "{:#?}", parsed.findings);
    parsed.decisions.pop().unwrap()
}

fn decide(decision: &Decision, variables: Value) -> Result<Outcome, DmnError> {
    let variables = variables.as_object().unwrap().clone();
    evaluate(decision, &Scope { variables: &variables, now: "2026-06-15T10:00:00Z".parse().unwrap() })
}

/// Hit policy, output, rules, value of `a`, results, rules that matched from 0.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], i32, Value, &'a [usize]);

#[test]
fn hit_policies_choose_among_the_rules_that_match() {
    let rules = ["> 1 | - | \"laag\"", "> 2 | - | \"hoog\"", "> 3 | \"x\" | \"midden\""];
    let numbers = ["> 1 | - | 1.1", "> 2 | - | 2.2", "> 3 | \"x\" | 3"];
    let same = ["> 1 | - | 5", "> 2 | - | 2 + 3", "> 3 | \"x\" | 6"];
    let cases: [Case<'_>; 16] = [
        ("", PLAIN, &rules, 2, json!(["laag"]), &[0]),
        ("", PLAIN, &rules, 0, json!([]), &[]),
        ("", WITH_DEFAULT, &rules, 0, json!(["geen"]), &[]),
        ("FIRST", PLAIN, &rules, 9, json!(["laag"]), &[0]),
        ("ANY", PLAIN, &same, 3, json!([5]), &[0, 1]),
        ("RULE ORDER", PLAIN, &rules, 9, json!(["laag", "hoog", "midden"]), &[0, 1, 2]),
        ("OUTPUT ORDER", ORDERED, &rules, 9, json!(["hoog", "midden", "laag"]), &[1, 2, 0]),
        ("PRIORITY", ORDERED, &rules, 9, json!(["hoog"]), &[1]),
        ("PRIORITY", ORDERED, &rules, 2, json!(["laag"]), &[0]),
        ("COLLECT", PLAIN, &rules, 3, json!(["laag", "hoog"]), &[0, 1]),
        ("COLLECT\" aggregation=\"SUM", PLAIN, &numbers, 9, json!([6.3]), &[0, 1, 2]),
        ("COLLECT\" aggregation=\"MIN", PLAIN, &numbers, 9, json!([1.1]), &[0, 1, 2]),
        ("COLLECT\" aggregation=\"MAX", PLAIN, &numbers, 9, json!([3]), &[0, 1, 2]),
        ("COLLECT\" aggregation=\"COUNT", PLAIN, &numbers, 9, json!([3]), &[0, 1, 2]),
        ("COLLECT\" aggregation=\"COUNT", PLAIN, &numbers, 0, json!([0]), &[]),
        ("COLLECT\" aggregation=\"SUM", PLAIN, &numbers, 0, json!([]), &[]),
    ];
    for (policy, output, rules, a, results, matched) in cases {
        let attributes = if policy.is_empty() { String::new() } else { format!("hitPolicy=\"{policy}\"") };
        let outcome = decide(&read(&file(&table(&attributes, output, rules))), json!({ "a": a, "b": "x" })).unwrap();
        assert_eq!(outcome.collect_entries(), results, "{policy} with {a}");
        assert_eq!(outcome.matched_rules, matched, "{policy} with {a}");
    }
}

#[test]
fn rules_that_break_the_hit_policy_are_errors() {
    let cases = [
        ("UNIQUE", "decision `besluit`: rules [1, 2] match at once, but the hit policy is UNIQUE"),
        ("ANY", "decision `besluit`: rules [1, 2] match with different results, but the hit policy is ANY"),
    ];
    for (policy, expected) in cases {
        let xml = file(&table(&format!("hitPolicy='{policy}'"), PLAIN, &["- | - | 1", "> 1 | - | 2"]));
        assert_eq!(decide(&read(&xml), json!({ "a": 2 })).unwrap_err().to_string(), expected);
    }
}

#[test]
fn cells_are_tests_and_expressions() {
    let xml = file(&table(
        "hitPolicy='FIRST'",
        TWO,
        &[
            "[21..50] | \"bsn\", \"kvk\" | a * 2 | \"binnen\"",
            "< 21 | not(\"bsn\") | null | ",
            "null | - | -1 | -",
            "- | contains(?, \"z\") | today() | b + \"!\"",
        ],
    ));
    let decision = read(&xml);
    let cases = [
        (json!({ "a": 30, "b": "kvk" }), json!({ "uit": 60, "reden": "binnen" })),
        (json!({ "a": "30", "b": "kvk" }), json!({ "uit": null, "reden": "binnen" })),
        (json!({ "a": 5, "b": "kvk" }), json!({ "uit": null, "reden": null })),
        (json!({ "b": "kvk" }), json!({ "uit": -1, "reden": null })),
        (json!({ "a": 99, "b": "zz" }), json!({ "uit": "2026-06-15", "reden": "zz!" })),
        (json!({ "a": 99, "b": "y" }), json!(null)),
    ];
    for (variables, expected) in cases {
        assert_eq!(decide(&decision, variables.clone()).unwrap().single_result(), expected, "{variables}");
    }
}

#[test]
fn an_input_outside_its_values_is_an_error() {
    let xml = file(&table("", PLAIN, &["- | - | 1"])).replace(
        "</inputExpression></input>\n        <input id=\"i2\">",
        "</inputExpression><inputValues><text>[0..10]</text></inputValues></input><input id=\"i2\">",
    );
    let decision = read(&xml);
    assert_eq!(
        decide(&decision, json!({ "a": 11 })).unwrap_err().to_string(),
        "decision `besluit`: input `A` can't be 11"
    );
    assert_eq!(decide(&decision, json!({})).unwrap().single_entry(), json!(1));
}

#[test]
fn required_decisions_come_first_and_once() {
    let xml = file(
        r##"
        <decision id="totaal" name="Totaal"><variable name="bedrag"/>
            <informationRequirement><requiredDecision href="#leges"/></informationRequirement>
            <informationRequirement><requiredDecision href="#korting"/></informationRequirement>
            <informationRequirement><requiredInput href="#invoer"/></informationRequirement>
            <literalExpression><text>leges - `Korting in euro`</text></literalExpression></decision>
        <decision id="korting" name="Korting in euro">
            <informationRequirement><requiredDecision href="#leges"/></informationRequirement>
            <literalExpression><text>if leges &gt; 100 then 25 else 0</text></literalExpression></decision>
        <decision id="leges" name="Leges"><decisionTable><input><inputExpression><text>soort</text></inputExpression></input><output/>
            <rule><inputEntry><text>"groot"</text></inputEntry><outputEntry><text>250.50</text></outputEntry></rule>
            <rule><inputEntry><text>"klein"</text></inputEntry><outputEntry><text>50</text></outputEntry></rule></decisionTable></decision>"##,
    );
    let parsed = parse(&xml);
    assert_eq!(parsed.findings, []);
    let ids: Vec<&str> = parsed.decisions.iter().map(|decision| decision.id.as_str()).collect();
    assert_eq!(ids, ["totaal", "korting", "leges"]);
    for (kind, expected) in [("groot", json!(225.5)), ("klein", json!(50)), ("anders", json!(null))] {
        let outcome = decide(&parsed.decisions[0], json!({ "soort": kind })).unwrap();
        assert_eq!(outcome.single_result(), json!({ "bedrag": expected }), "{kind}");
    }
}

#[test]
fn a_required_decision_gives_a_value_a_context_or_a_list() {
    let needs = r##"<decision id="na"><informationRequirement><requiredDecision href="#besluit"/></informationRequirement>
        <literalExpression><text>besluit</text></literalExpression></decision>"##;
    let cases = [
        ("", PLAIN, vec!["- | - | 1"], json!(1)),
        ("", TWO, vec!["- | - | 1 | 2"], json!({ "uit": 1, "reden": 2 })),
        ("hitPolicy='COLLECT'", PLAIN, vec!["- | - | 1", "- | - | 2"], json!([1, 2])),
        ("hitPolicy='RULE ORDER'", TWO, vec!["- | - | 1 | 2"], json!([{ "uit": 1, "reden": 2 }])),
        ("hitPolicy='COLLECT' aggregation='SUM'", PLAIN, vec!["- | - | 1", "- | - | 2"], json!(3)),
    ];
    for (attributes, output, rules, expected) in cases {
        let decision = read(&file(&(table(attributes, output, &rules) + needs)));
        assert_eq!(decide(&decision, json!({})).unwrap().single_entry(), expected, "{attributes}");
    }
}

#[test]
fn every_fault_is_found_with_its_element() {
    let cases = [
        ("".to_owned(), vec!["d: there is no decision in the file"]),
        ("<decision id='a'/>".to_owned(), vec!["a: the decision has no decision table or expression"]),
        ("<decision id='a'><context/></decision>".to_owned(), vec!["a: not supported yet: context"]),
        ("<decision id='a'><functionDefinition/></decision>".to_owned(), vec!["a: not supported yet: function definition"]),
        ("<decision id='a'><literalExpression><text>1 +</text></literalExpression></decision>".to_owned(), vec!["a: `1 +` is not FEEL: position 3: the expression ends too early"]),
        ("<decision id='a'><literalExpression><text>${x}</text></literalExpression></decision>".to_owned(), vec!["a: JUEL is not supported yet, write it in FEEL"]),
        ("<decision id='a'><literalExpression expressionLanguage='juel'><text>x</text></literalExpression></decision>".to_owned(), vec!["a: not supported yet: an expression in juel, write it in FEEL"]),
        (
            "<decision id='a'><informationRequirement><requiredDecision href='#b'/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>\
             <decision id='b'><informationRequirement><requiredDecision href='#a'/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>".to_owned(),
            vec!["b: the decision requires itself, by way of `a`"],
        ),
        (
            "<decision id='a'><informationRequirement><requiredDecision href='#weg'/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>".to_owned(),
            vec!["a: the required decision is not in this file"],
        ),
        (table("hitPolicy='BEST'", PLAIN, &["- | - | 1"]), vec!["t: there is no hit policy `BEST`"]),
        (table("hitPolicy='PRIORITY'", PLAIN, &["- | - | 1"]), vec!["t: this hit policy orders by the values of the outputs, but no output lists its values"]),
        (table("", PLAIN, &["- | -"]), vec!["t: the rule does not have one cell for each column", "t: the decision table has no rules"]),
        (table("", PLAIN, &["> | - | 1", "- | && | x y z +"]), vec![
            "t: `>` is not FEEL: position 1: the expression ends too early",
            "t: `&&` is not FEEL: position 0: FEEL writes `and` and `or`",
            "t: `x y z +` is not FEEL: position 7: the expression ends too early",
            "t: the decision table has no rules",
        ]),
        (table("", "", &[]), vec!["t: the decision table has no output", "t: the decision table has no rules"]),
    ];
    for (decisions, expected) in cases {
        let xml = file(&decisions).replace("&&", "&amp;&amp;");
        let parsed = parse(&xml);
        let found: Vec<String> = parsed
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.element_id.as_deref().unwrap_or("-"), finding.message))
            .collect();
        assert_eq!(found, expected, "{decisions}");
        assert!(parsed.decisions.is_empty(), "{decisions}");
    }
}

#[test]
fn all_versions_of_the_standard_are_read_and_other_files_are_not() {
    let decision = "<decision id='a'><literalExpression><text>1</text></literalExpression></decision>";
    let versions = [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ];
    for version in versions {
        assert_eq!(
            parse(&format!("<definitions xmlns='{version}'>{decision}</definitions>")).decisions.len(),
            1,
            "{version}"
        );
    }
    assert_eq!(parse(&format!("<definitions>{decision}</definitions>")).decisions.len(), 0);
    assert_eq!(parse("geen xml").findings[0].line, 1);
}

#[test]
fn a_long_chain_of_decisions_is_refused() {
    let chain: String = (0..200)
        .map(|n| format!("<decision id='n{n}'><informationRequirement><requiredDecision href='#n{}'/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>", n + 1))
        .collect();
    let parsed = parse(&file(&chain));
    assert!(parsed.findings.iter().any(|finding| finding.message == "the chain of required decisions is too long"));
}

#[test]
fn decisions_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Decision>();
}
