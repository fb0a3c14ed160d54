//! What happened in a zaak: the history of its process and the lines of its audit trail, as one list.

use ::store::AuditEntry;
use jiff::Timestamp;
use process::HistoryLine;
use serde::Serialize;
use uuid::Uuid;

use super::moment;

/// The key of a fact that was filled in.
const KENMERK: &str = "werk-audit-kenmerk";
/// The program itself, as the audit trail names it.
const SYSTEEM: &str = "systeem";

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

/// A page of the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blad {
    /// The lines, newest first.
    pub regels: Vec<Regel>,
    /// The last audit line of this page, when there are older ones.
    pub laatste: Option<Uuid>,
}

impl Blad {
    /// Makes a page of `max` audit lines, with what the process did meanwhile. `audit` is newest first: from `voor`, the last line of the page
    /// before, with two more than the page holds. What happened at one moment stays on one page, unless that alone is more than a page.
    pub fn new(
        kenmerk: impl Fn(&str) -> String,
        process: &[HistoryLine],
        mut audit: Vec<AuditEntry>,
        (voor, max): (Option<Uuid>, usize),
    ) -> Self {
        let before = audit.first().filter(|first| Some(first.id) == voor).map(|first| first.at);
        if before.is_some() {
            audit.remove(0);
        }
        let mut since = None;
        if let Some(next) = audit.get(max).map(|entry| entry.at) {
            let whole = audit.iter().position(|entry| entry.at == next).filter(|kept| *kept > 0);
            audit.truncate(whole.unwrap_or(max).min(max));
            since = audit.last().map(|last| (last.at, last.id));
        }
        let is_here = |line: &&HistoryLine| {
            before.is_none_or(|before| line.at < before) && since.is_none_or(|(since, _)| line.at >= since)
        };
        let process: Vec<_> = process.iter().filter(is_here).collect();
        Self { regels: merge(kenmerk, &process, &audit), laatste: since.map(|(_, id)| id) }
    }
}

/// Returns both histories as one, newest first, in the order in which it happened. A step that the audit trail tells better is left out, and
/// facts that were filled in at the same moment are one line.
fn merge(kenmerk: impl Fn(&str) -> String, process: &[&HistoryLine], audit: &[AuditEntry]) -> Vec<Regel> {
    // All of one transaction has one moment: there the place among its audit lines tells what came first.
    let mut lines: Vec<((Timestamp, usize, bool), Regel)> = Vec::with_capacity(process.len() + audit.len());
    let mut place = (Timestamp::MIN, 0);
    for entry in audit.iter().rev() {
        place = if place.0 == entry.at { (entry.at, place.1 + 1) } else { (entry.at, 1) };
        // That a zaak has a besluit is told by the line of the besluit itself.
        if entry.resource == "zaakbesluit" {
            continue;
        }
        let key = audit_key(entry);
        let wie = if entry.actor_kind == SYSTEEM { String::new() } else { entry.actor_naam.clone() };
        let wat = match key {
            KENMERK => kenmerk(&entry.weergave),
            _ => reden(key, entry).unwrap_or_else(|| entry.weergave.clone()),
        };
        lines.push(((entry.at, place.1, false), Regel { op: moment(entry.at), key, wat, wie }));
    }
    for line in process.iter().rev() {
        // A task that somebody did stands in the audit trail too, with its own title and at the same moment.
        let is_told = line.what == "activity"
            && audit
                .iter()
                .any(|entry| entry.at == line.at && entry.resource == "taak" && entry.weergave == line.label);
        if is_told {
            continue;
        }
        // Where the place was not kept, the process began after what set it off.
        let set_off = || audit.iter().filter(|entry| entry.at == line.at && entry.actor_kind != SYSTEEM).count();
        let regel = Regel {
            op: moment(line.at),
            key: process_key(line.what),
            wat: line.label.clone(),
            wie: if is_person(&line.actor) { line.actor.clone() } else { String::new() },
        };
        lines.push(((line.at, line.place.unwrap_or_else(set_off), true), regel));
    }
    lines.sort_by_key(|(place, _)| *place);
    let mut regels: Vec<((Timestamp, usize, bool), Regel)> = Vec::with_capacity(lines.len());
    for (place, regel) in lines {
        match regels.last_mut() {
            Some((before, last))
                if regel.key == KENMERK && last.key == KENMERK && before.0 == place.0 && last.wie == regel.wie =>
            {
                last.wat = format!("{}, {}", last.wat, regel.wat);
            }
            _ => regels.push((place, regel)),
        }
    }
    regels.into_iter().rev().map(|(_, regel)| regel).collect()
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
    use serde_json::{Value, json};

    use super::*;

    fn audit(at: &str, resource: &str, actie: &str, weergave: &str, nieuw: Value) -> AuditEntry {
        AuditEntry {
            id: Uuid::nil(),
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

    fn step(moment: &str, what: &'static str, label: &str, actor: &str, place: Option<usize>) -> HistoryLine {
        HistoryLine { at: moment.parse().unwrap(), what, label: label.into(), actor: actor.into(), place }
    }

    fn told(process: &[HistoryLine], audit: &[AuditEntry]) -> Vec<(&'static str, String, String)> {
        let process: Vec<_> = process.iter().collect();
        merge(str::to_uppercase, &process, audit).into_iter().map(|line| (line.key, line.wat, line.wie)).collect()
    }

    #[test]
    fn the_two_histories_become_one_and_a_task_is_told_once() {
        let process = [
            step("2026-11-25T10:00:00Z", "activity", "Beoordeel", "Bram de Boer", None),
            step("2026-11-25T09:00:00Z", "activity", "Toets", "taken", None),
            step("2026-11-25T08:00:00Z", "started", "", "Sanne Jansen", None),
        ];
        let audit = [
            audit("2026-11-25T10:00:00Z", "taak", "partial_update", "Beoordeel", json!({"status": "verwerkt"})),
            audit("2026-11-25T08:30:00Z", "status", "create", "In behandeling", json!({})),
            audit("2026-11-25T08:20:00Z", "zaakeigenschap", "create", "spoed", json!({})),
            audit("2026-11-25T08:20:00Z", "zaakeigenschap", "create", "kenmerk", json!({})),
        ];
        let expected = [
            ("werk-audit-taak-klaar", "Beoordeel", "Bram de Boer"),
            ("werk-proces-stap", "Toets", ""),
            ("werk-audit-status", "In behandeling", "Bram de Boer"),
            ("werk-audit-kenmerk", "KENMERK, SPOED", "Bram de Boer"),
            ("werk-proces-begonnen", "", "Sanne Jansen"),
        ]
        .map(|(key, wat, wie)| (key, wat.to_owned(), wie.to_owned()));
        assert_eq!(told(&process, &audit), expected);
    }

    #[test]
    fn what_happened_at_one_moment_stands_in_its_order() {
        const AT: &str = "2026-11-25T08:00:00Z";
        let by_process = |entry: AuditEntry| AuditEntry { actor_kind: SYSTEEM.into(), ..entry };
        let audit = [
            by_process(audit(AT, "taak", "create", "Beoordeel", json!({"status": "open"}))),
            by_process(audit(AT, "status", "create", "Geregistreerd", json!({}))),
            audit(AT, "inzending", "create", "Bezwaar maken", json!({})),
            audit(AT, "zaak", "create", "ZAAK-1", json!({})),
        ];
        let keys = |places: [Option<usize>; 2]| {
            let process =
                [step(AT, "activity", "Zet de status", "", places[1]), step(AT, "started", "", "Sanne", places[0])];
            told(&process, &audit).into_iter().map(|(key, ..)| key.trim_start_matches("werk-")).collect::<Vec<_>>()
        };
        let kept = ["audit-taak", "proces-stap", "audit-status", "proces-begonnen", "audit-formulier", "audit-zaak"];
        assert_eq!(keys([Some(2), Some(3)]), kept);
        let not_kept =
            ["audit-taak", "audit-status", "proces-stap", "proces-begonnen", "audit-formulier", "audit-zaak"];
        assert_eq!(keys([None, None]), not_kept);
    }

    #[test]
    fn a_page_ends_between_two_moments_and_the_next_begins_there() {
        let entry = |id: u128, minute: u128| AuditEntry {
            id: Uuid::from_u128(id),
            ..audit(&format!("2026-11-25T08:{minute:02}:00Z"), "status", "create", &id.to_string(), json!({}))
        };
        // Newest first; 4 and 3 are of one moment.
        let all = [entry(6, 50), entry(5, 40), entry(4, 30), entry(3, 30), entry(2, 20), entry(1, 10)];
        let process = [
            step("2026-11-25T08:45:00Z", "activity", "b", "", None),
            step("2026-11-25T08:25:00Z", "activity", "a", "", None),
            step("2026-11-25T08:05:00Z", "started", "", "", None),
        ];
        let mut pages = Vec::new();
        let mut voor = None;
        loop {
            let read = all.iter().filter(|entry| voor.is_none_or(|voor| entry.id <= voor)).take(5).cloned().collect();
            let blad = Blad::new(str::to_owned, &process, read, (voor, 3));
            pages.push(blad.regels.iter().map(|regel| regel.wat.clone()).collect::<Vec<_>>().join(" "));
            voor = blad.laatste;
            if voor.is_none() {
                break;
            }
        }
        assert_eq!(pages, ["6 b 5", "4 3 a 2", "1 "]);
        let one_moment = (1..=6).rev().map(|id| entry(id, 10)).collect();
        assert_eq!(Blad::new(str::to_owned, &[], one_moment, (None, 3)).regels.len(), 3);
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
