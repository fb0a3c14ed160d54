//! Finding all faults of a package at once, before anything is installed.

use catalogi::ZaaktypePackage;
use serde_json::Value;

use crate::{Bouwsteen, producten};

/// Returns every fault, each starting with the file that it is in.
pub fn check(bouwsteen: &Bouwsteen) -> Vec<String> {
    let mut faults = bouwsteen.manifest.faults();
    let zaaktype = check_zaaktype(bouwsteen, &mut faults);
    for (name, xml, koppelingen) in bouwsteen.processes() {
        let found = process::check_process(xml, koppelingen);
        faults.extend(found.into_iter().map(|fault| format!("processen/{name}: {fault}")));
        if let Some(zaaktype) = &zaaktype {
            check_relations(bouwsteen, zaaktype, name, koppelingen, &mut faults);
        }
    }
    for (name, xml) in bouwsteen.folder("beslistabellen") {
        let parsed = dmn::parse(xml);
        let found = parsed.findings.iter().filter(|finding| finding.severity == dmn::Severity::Error);
        faults
            .extend(found.map(|finding| format!("beslistabellen/{name}: line {}: {}", finding.line, finding.message)));
    }
    for form in bouwsteen.forms() {
        let found = forms::check_form(&form);
        faults.extend(found.into_iter().map(|fault| format!("formulieren/{}: {fault}", form.slug)));
    }
    faults.extend(producten::products(bouwsteen).1);
    let templates = message_files(bouwsteen);
    faults.extend(messages::check_templates(&templates).into_iter().map(|fault| format!("berichten/{fault}")));
    faults
}

fn check_zaaktype(bouwsteen: &Bouwsteen, faults: &mut Vec<String>) -> Option<ZaaktypePackage> {
    let text = bouwsteen.file("zaaktype.json")?;
    match serde_json::from_str::<ZaaktypePackage>(text) {
        Ok(zaaktype) => {
            faults.extend(zaaktype.faults().into_iter().map(|fault| format!("zaaktype.json: {fault}")));
            Some(zaaktype)
        }
        Err(error) => {
            faults.push(format!("zaaktype.json: {error}"));
            None
        }
    }
}

/// Names in the koppelingen must exist in the package: a typing error must not wait for a resident's case to come out.
fn check_relations(
    bouwsteen: &Bouwsteen,
    zaaktype: &ZaaktypePackage,
    name: &str,
    koppelingen: &str,
    faults: &mut Vec<String>,
) {
    let Ok(Value::Array(entries)) = serde_json::from_str::<Value>(koppelingen) else { return };
    let mut require = |holds: bool, activity: &str, what: &str, value: &str| {
        if !holds {
            faults.push(format!("processen/{name}: {activity} names the {what} `{value}`, which the package lacks"));
        }
    };
    for entry in &entries {
        let activity = entry["activityId"].as_str().unwrap_or_default();
        if let Some(slug) = entry["formulier"].as_str() {
            let exists = bouwsteen.file(&format!("formulieren/{slug}/forms.json")).is_some();
            require(exists, activity, "formulier", slug);
        }
        let literal = |field: &str| entry["eigenschappen"][field].as_str().filter(|text| !text.starts_with('='));
        if let Some(value) = literal("statustype") {
            require(zaaktype.statustypen.iter().any(|own| own.omschrijving == value), activity, "statustype", value);
        }
        if let Some(value) = literal("resultaattype") {
            let exists = zaaktype.resultaattypen.iter().any(|own| own.omschrijving == value);
            require(exists, activity, "resultaattype", value);
        }
        if let Some(value) = literal("besluittype") {
            require(zaaktype.besluittypen.iter().any(|own| own.omschrijving == value), activity, "besluittype", value);
        }
        if let Some(value) = literal("informatieobjecttype") {
            let exists = zaaktype.informatieobjecttypen.iter().any(|own| own.omschrijving == value);
            require(exists, activity, "informatieobjecttype", value);
        }
    }
}

/// The files of the messages, as the messages module takes them.
pub(crate) fn message_files(bouwsteen: &Bouwsteen) -> Vec<(String, String)> {
    bouwsteen.folder("berichten").map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}
