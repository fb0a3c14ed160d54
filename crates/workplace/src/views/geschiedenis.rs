//! What happened in a zaak: the history of its process and the lines of its audit trail, as one list.

use std::cmp::Reverse;

use ::store::AuditEntry;
use process::HistoryLine;
use serde::Serialize;

use super::moment;

/// The key of a fact that was filled in.
const KENMERK: &str = "werk-audit-kenmerk";

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regel {
    /// When.
    pub op: String,
    /// The key of what happened; its text may name `wat`.
    pub key: &'static str,
    /// What it happened to, in words of the zaaktype or the process.
    pub wat: String,
    /// Who did it; empty for the program itself.
    pub wie: String,
}

/// Returns both histories as one, newest first. A step that the audit trail tells better is left out, and facts that were filled in
/// at the same moment are one line.
pub fn merge(kenmerk: impl Fn(&str) -> String, process: &[HistoryLine], audit: &[AuditEntry]) -> Vec<Regel> {
    let mut lines = Vec::with_capacity(process.len() + audit.len());
    for line in process {
        // A task that somebody did stands in the audit trail too, with its own title and at the same moment.
        let is_told = line.what == "activity"
            && audit
                .iter()
                .any(|entry| entry.at == line.at && entry.resource == "taak" && entry.weergave == line.label);
        if !is_told {
            lines.push((
                line.at,
                Regel {
                    op: moment(line.at),
                    key: process_key(line.what),
                    wat: line.label.clone(),
                    wie: if is_person(&line.actor) { line.actor.clone() } else { String::new() },
                },
            ));
        }
    }
    // That a zaak has a besluit is told by the line of the besluit itself.
    for entry in audit.iter().filter(|entry| entry.resource != "zaakbesluit") {
        let key = audit_key(entry);
        let wie = if entry.actor_kind == "systeem" { String::new() } else { entry.actor_naam.clone() };
        let wat = match key {
            KENMERK => kenmerk(&entry.weergave),
            _ => reden(key, entry).unwrap_or_else(|| entry.weergave.clone()),
        };
        match lines.last_mut() {
            Some((at, last)) if key == KENMERK && last.key == KENMERK && *at == entry.at && last.wie == wie => {
                last.wat = format!("{wat}, {}", last.wat);
            }
            _ => lines.push((entry.at, Regel { op: moment(entry.at), key, wat, wie })),
        }
    }
    // Both lists are newest first already; lines of one moment keep their order.
    lines.sort_by_key(|(at, _)| Reverse(*at));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The history of a process does not say what kind of actor set it off; parts of the program are one word in small letters.
fn is_person(actor: &str) -> bool {
    actor.chars().any(char::is_uppercase)
}

fn process_key(what: &str) -> &'static str {
    match what {
        "started" => "werk-proces-begonnen",
        "ended" => "werk-proces-klaar",
        "cancelled" => "werk-proces-gestopt",
        "incident" => "werk-proces-storing",
        _ => "werk-proces-stap",
    }
}

fn audit_key(entry: &AuditEntry) -> &'static str {
    let taak_status = || entry.nieuw.as_ref().and_then(|nieuw| nieuw.get("status")?.as_str());
    let has_behandelaar =
        || entry.nieuw.as_ref().is_some_and(|nieuw| nieuw.get("behandelaar").is_some_and(|b| b.is_string()));
    match (entry.resource.as_str(), entry.actie.as_str()) {
        ("zaak", "create") => "werk-audit-zaak",
        ("zaak", _) => zaak_key(entry),
        ("zaaknotitie", "create") => "werk-audit-notitie",
        ("status", _) => "werk-audit-status",
        ("resultaat", _) => "werk-audit-resultaat",
        ("rol", _) => "werk-audit-rol",
        ("zaakeigenschap", _) => KENMERK,
        ("inzending", _) => "werk-audit-formulier",
        ("zaakinformatieobject", _) => "werk-audit-document",
        ("besluit", "create") => "werk-audit-besluit",
        ("besluit", "destroy") => "werk-audit-besluit-verwijderd",
        ("besluit", _) => "werk-audit-besluit-gewijzigd",
        ("besluitinformatieobject", "destroy") => "werk-audit-besluit-document-weg",
        ("besluitinformatieobject", _) => "werk-audit-besluit-document",
        ("taak", "create") => "werk-audit-taak",
        ("taak", _) => match taak_status() {
            Some("afgerond" | "verwerkt") => "werk-audit-taak-klaar",
            Some("gesloten") => "werk-audit-taak-gesloten",
            Some("open") if has_behandelaar() => "werk-audit-taak-opgepakt",
            Some("open") => "werk-audit-taak-terug",
            _ => "werk-audit-taak-gewijzigd",
        },
        _ => "werk-audit-anders",
    }
}

/// Says what changed of a zaak, when the line tells.
fn zaak_key(entry: &AuditEntry) -> &'static str {
    let flag = |state: &Option<serde_json::Value>, path: &str| {
        state.as_ref().and_then(|state| state.pointer(path)).is_some_and(|found| match found {
            serde_json::Value::Bool(is_set) => *is_set,
            found => !found.is_null(),
        })
    };
    let change = |path: &str| (flag(&entry.oud, path), flag(&entry.nieuw, path));
    match (change("/opschorting/indicatie"), change("/verlenging/duur")) {
        ((false, true), _) => "werk-audit-opgeschort",
        ((true, false), _) => "werk-audit-hervat",
        (_, (false, true)) => "werk-audit-verlengd",
        _ => "werk-audit-zaak-gewijzigd",
    }
}

/// Returns why the terms of a zaak moved.
fn reden(key: &str, entry: &AuditEntry) -> Option<String> {
    let (state, path) = match key {
        "werk-audit-opgeschort" => (&entry.nieuw, "/opschorting/reden"),
        "werk-audit-hervat" => (&entry.oud, "/opschorting/reden"),
        "werk-audit-verlengd" => (&entry.nieuw, "/verlenging/reden"),
        _ => return None,
    };
    state.as_ref()?.pointer(path)?.as_str().map(str::to_owned)
}

impl Regel {
    pub(super) fn samples() -> Vec<Self> {
        let line = |op: &str, key, wat: &str, wie: &str| Self { op: op.into(), key, wat: wat.into(), wie: wie.into() };
        vec![
            line("2026-11-24T13:20:00Z", "werk-audit-taak-klaar", "Vul uw bezwaar aan", "Sanne Jansen"),
            line("2026-11-23T09:02:00Z", "werk-audit-document", "Ontvangstbevestiging", ""),
            line("2026-11-23T09:01:00Z", "werk-audit-status", "In behandeling", "Bram de Boer"),
            line("2026-11-23T09:00:00Z", "werk-audit-taak-opgepakt", "Neem bezwaar in behandeling", "Bram de Boer"),
            line("2026-11-20T10:15:00Z", "werk-proces-begonnen", "", "Sanne Jansen"),
            line("2026-11-20T10:15:00Z", "werk-audit-zaak", "ZAAK-2026-0000000012", "Sanne Jansen"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    fn audit(at: &str, resource: &str, actie: &str, weergave: &str, nieuw: Value) -> AuditEntry {
        AuditEntry {
            at: at.parse().unwrap(),
            actor_kind: "medewerker".into(),
            actor_naam: "Bram de Boer".into(),
            bron: "loket".into(),
            actie: actie.into(),
            resource: resource.into(),
            resource_id: Uuid::nil(),
            weergave: weergave.into(),
            oud: None,
            nieuw: Some(nieuw),
        }
    }

    #[test]
    fn the_two_histories_become_one_and_a_task_is_told_once() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let step = |moment: &str, what, label: &str, actor: &str| HistoryLine {
            at: at(moment),
            what,
            label: label.into(),
            actor: actor.into(),
        };
        let process = [
            step("2026-11-25T10:00:00Z", "activity", "Beoordeel", "Bram de Boer"),
            step("2026-11-25T09:00:00Z", "activity", "Toets", "taken"),
            step("2026-11-25T08:00:00Z", "started", "", "Sanne Jansen"),
        ];
        let audit = [
            audit("2026-11-25T10:00:00Z", "taak", "partial_update", "Beoordeel", json!({"status": "verwerkt"})),
            audit("2026-11-25T08:30:00Z", "status", "create", "In behandeling", json!({})),
            audit("2026-11-25T08:20:00Z", "zaakeigenschap", "create", "spoed", json!({})),
            audit("2026-11-25T08:20:00Z", "zaakeigenschap", "create", "kenmerk", json!({})),
        ];
        let lines: Vec<_> =
            merge(str::to_uppercase, &process, &audit).into_iter().map(|line| (line.key, line.wat, line.wie)).collect();
        let expected = [
            ("werk-audit-taak-klaar", "Beoordeel", "Bram de Boer"),
            ("werk-proces-stap", "Toets", ""),
            ("werk-audit-status", "In behandeling", "Bram de Boer"),
            ("werk-audit-kenmerk", "KENMERK, SPOED", "Bram de Boer"),
            ("werk-proces-begonnen", "", "Sanne Jansen"),
        ]
        .map(|(key, wat, wie)| (key, wat.to_owned(), wie.to_owned()));
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_changed_of_a_zaak_is_told_when_the_line_says_it() {
        let state = |waits: bool, duur: Option<&str>| json!({"opschorting": {"indicatie": waits}, "verlenging": {"duur": duur}});
        let cases = [
            (state(false, None), state(true, None), "werk-audit-opgeschort"),
            (state(true, None), state(false, None), "werk-audit-hervat"),
            (state(false, None), state(false, Some("P14D")), "werk-audit-verlengd"),
            (state(true, None), state(true, None), "werk-audit-zaak-gewijzigd"),
            (Value::Null, json!({}), "werk-audit-zaak-gewijzigd"),
        ];
        for (oud, nieuw, key) in cases {
            let line = audit("2026-11-25T10:00:00Z", "zaak", "partial_update", "x", nieuw);
            assert_eq!(audit_key(&AuditEntry { oud: Some(oud), ..line }), key);
        }
    }

    #[test]
    fn a_task_is_taken_given_back_or_done() {
        let cases = [
            ("create", json!({"status": "open", "behandelaar": null}), "werk-audit-taak"),
            ("partial_update", json!({"status": "open", "behandelaar": "Bram"}), "werk-audit-taak-opgepakt"),
            ("partial_update", json!({"status": "open", "behandelaar": null}), "werk-audit-taak-terug"),
            ("partial_update", json!({"status": "verwerkt", "behandelaar": "Bram"}), "werk-audit-taak-klaar"),
            ("partial_update", json!({"status": "afgerond", "behandelaar": null}), "werk-audit-taak-klaar"),
        ];
        for (actie, nieuw, key) in cases {
            assert_eq!(audit_key(&audit("2026-11-25T10:00:00Z", "taak", actie, "x", nieuw)), key);
        }
    }
}
