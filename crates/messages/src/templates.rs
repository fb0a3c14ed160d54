//! Installing the messages of a package.

use ::store::{Actie, AuditLine, Tx};
use serde_json::json;

use crate::rules::links;
use crate::template::{self, Part};
use crate::{MessagesError, Scenario, personalisation, store, teksten};

/// The file with short texts.
const TEKSTEN: &str = "teksten.json";

/// Installs the folder `berichten` of a package: those of a zaaktype (by its identificatie), or the basis that all fall back on.
///
/// It is the whole set: what an earlier version of the package had and this one lacks, falls back on the basis from now on.
/// Messages that were made keep the version that they were made from. Files are named without a folder.
///
/// # Errors
/// [`MessagesError::Invalid`] with every fault; then nothing is installed.
pub async fn install_templates(
    tx: &mut Tx,
    zaaktype: Option<&str>,
    files: &[(String, String)],
) -> Result<(), MessagesError> {
    let findings = check_templates(files);
    if !findings.is_empty() {
        return Err(MessagesError::Invalid(findings));
    }
    let zaaktype = zaaktype.unwrap_or_default();
    store::withdraw_sjablonen(tx, zaaktype).await?;
    store::delete_teksten(tx, zaaktype).await?;
    for (name, text) in files {
        if name == TEKSTEN {
            store::insert_teksten(tx, zaaktype, text).await?;
        } else if let (Some(scenario), Some((onderwerp, tekst))) = (scenario_of(name), template::split_subject(text)) {
            store::save_sjabloon(tx, zaaktype, scenario, onderwerp, tekst).await?;
        }
    }
    let resource_id = tx.new_uuid();
    tx.audit(AuditLine {
        bron: "loket",
        actie: Actie::Update,
        resource: "berichtsjablonen",
        resource_id,
        hoofd_object: resource_id,
        weergave: if zaaktype.is_empty() { "basis".to_owned() } else { zaaktype.to_owned() },
        oud: serde_json::Value::Null,
        nieuw: json!({ "bestanden": files.iter().map(|(name, _)| name).collect::<Vec<_>>() }),
    });
    Ok(())
}

fn scenario_of(name: &str) -> Option<Scenario> {
    Scenario::find(name.strip_suffix(".md")?)
}

/// Returns every fault of the files of a folder `berichten`, in Dutch, with the file in front.
pub fn check_templates(files: &[(String, String)]) -> Vec<String> {
    let mut findings = Vec::new();
    for (name, text) in files {
        let faults = match scenario_of(name) {
            _ if name == TEKSTEN => teksten::check(text),
            Some(scenario) => check_template(scenario, text),
            None => vec!["dit is geen bericht dat wij kennen".to_owned()],
        };
        findings.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    findings
}

fn check_template(scenario: Scenario, text: &str) -> Vec<String> {
    let Some((onderwerp, tekst)) = template::split_subject(text) else {
        return vec!["de eerste regel is 'Onderwerp: …', daarna volgt de tekst".to_owned()];
    };
    let mut faults = Vec::new();
    for text in [onderwerp, tekst] {
        match template::parse(text) {
            Ok(parts) => check_parts(scenario, &parts, false, &mut faults),
            Err(fault) => faults.push(fault),
        }
        // Markdown links, and pieces of HTML that somebody hopes to be a link.
        let lower = text.to_lowercase();
        if text.contains("](") || lower.contains("<a ") || lower.contains("href") {
            faults.push("een link mag niet".to_owned());
        }
    }
    faults.dedup();
    faults
}

fn check_parts(scenario: Scenario, parts: &[Part], in_plural: bool, faults: &mut Vec<String>) {
    for part in parts {
        let (name, is_known) = match part {
            Part::Text(text) => {
                if let Some(word) = text.split_whitespace().find(|word| links::has_link(word)) {
                    faults.push(format!("een link mag niet: '{word}'"));
                }
                continue;
            }
            Part::Value(name) => {
                // "nog 1 dagen" is no Dutch: a text with the number also says what stands there when it is one.
                if !in_plural && personalisation::is_same(name, "taak.dagen") {
                    faults.push(format!(
                        "'(({name}))' hoort in '((taak.meer_dagen??…))', naast '((taak.een_dag??1 dag))'"
                    ));
                }
                (name, personalisation::is_known(scenario, name))
            }
            Part::If(name, parts) => {
                let in_plural = in_plural || personalisation::is_same(name, "taak.meer_dagen");
                check_parts(scenario, parts, in_plural, faults);
                (name, personalisation::is_known_question(scenario, name))
            }
        };
        if !is_known {
            faults.push(format!("onbekende waarde '(({name}))'"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn every_fault_is_found_at_once() {
        let files = [
            file("ontvangen.md", "Onderwerp: Zie ((code))\n\nKijk op https://evil.example, of [hier](x).\n\n((x"),
            file("taak.md", "Beste lezer"),
            file("nieuwsbrief.md", "Onderwerp: a\n\nb"),
            file("teksten.json", "[]"),
            file(
                "afgesloten.md",
                "Onderwerp: Klaar\n\nBeste ((klant.aanhef)), ((zaak.omschrijving)) (((gemeente.telefoon)))",
            ),
        ];
        let expected = [
            "ontvangen.md: onbekende waarde '((code))'",
            "ontvangen.md: '((' zonder '))': '((x'",
            "ontvangen.md: een link mag niet",
            "taak.md: de eerste regel is 'Onderwerp: …', daarna volgt de tekst",
            "nieuwsbrief.md: dit is geen bericht dat wij kennen",
            "teksten.json: dit is geen JSON-object",
        ];
        assert_eq!(check_templates(&files), expected);
        let plural = [file(
            "taak-herinnering.md",
            "Onderwerp: nog ((taak.dagen)) dagen\n\nNog ((taak.een_dag??1 dag))((taak.meer_dagen??((taak.dagen)) dagen))",
        )];
        let expected =
            "taak-herinnering.md: '((taak.dagen))' hoort in '((taak.meer_dagen??…))', naast '((taak.een_dag??1 dag))'";
        assert_eq!(check_templates(&plural), [expected]);
        let link = [file(
            "taak.md",
            "Onderwerp: a\n\nGa naar www.((gemeente.naam)).nl of ((taak.heeft_verloopdatum??naar evil.nl))",
        )];
        let expected = ["taak.md: een link mag niet: 'www.'", "taak.md: een link mag niet: 'evil.nl'"];
        assert_eq!(check_templates(&link), expected);
    }
}
