//! Measures time and memory of many renders: `cargo run --release -p pdf --example measure`.

use std::fs;
use std::time::Instant;

use pdf::{Document, Typesetter};
use serde_json::json;

const TEMPLATE: &str = include_str!("../tests/templates/aanvraag.typ");
const RENDERS: u32 = 2_000;

fn main() {
    let started = Instant::now();
    let typesetter = Typesetter::new();
    println!("start: {:?}, {} MB", started.elapsed(), resident_mb());

    let mut times_us = Vec::new();
    for round in 0..=RENDERS {
        let data = json!({
            "gemeente": { "naam": "Gemeente Voorbeeldstad" },
            "titel": "Aanvraag parkeervergunning bewoner",
            "kenmerk": format!("Z2026-{round:06}"),
            "ontvangen": "2026-11-10",
            "stappen": [
                { "titel": "Uw gegevens", "velden": [
                    { "label": "Naam", "waarde": format!("Zoë van den Bíjenkorf {round}") },
                    { "label": "Adres", "waarde": format!("Dorpsstraat {round}\n1234 AB Voorbeeldstad") },
                    { "label": "Telefoonnummer", "waarde": null },
                ] },
                { "titel": "Uw auto", "velden": [
                    { "label": "Kenteken", "waarde": format!("XX-{round:03}-Y") },
                    { "label": "Is het een auto van uw werk?", "waarde": round % 2 == 0 },
                    { "label": "Wilt u nog iets kwijt?", "waarde": format!("Ik gebruik de auto {round} keer per jaar, ook in het weekend.") },
                ] },
            ],
            "bestanden": [{ "naam": format!("verklaring-{round}.pdf"), "grootte": "214 kB" }],
        });
        let created = jiff::Timestamp::from_second(1_800_000_000 + i64::from(round)).expect("a date in 2027");
        let document = Document { template: TEMPLATE, data: &data, title: "Aanvraag", language: "nl", created };
        let started = Instant::now();
        let pdf = typesetter.render(&document).expect("the sample fits the template");
        let elapsed = started.elapsed();
        if round == 0 {
            println!("first render: {elapsed:?}, {} kB", pdf.len() / 1024);
            continue;
        }
        times_us.push(elapsed.as_micros());
        if round.is_power_of_two() || round == RENDERS {
            println!("after {round:>4} renders: {} MB", resident_mb());
        }
    }
    times_us.sort_unstable();
    let at = |percent: usize| times_us[(times_us.len() - 1) * percent / 100];
    println!("render in µs: median {}, p95 {}, max {}", at(50), at(95), at(100));
}

/// Returns the memory in use, where the system tells (Linux).
fn resident_mb() -> u64 {
    let pages =
        fs::read_to_string("/proc/self/statm").ok().and_then(|line| line.split(' ').nth(1)?.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096 / 1024 / 1024
}
