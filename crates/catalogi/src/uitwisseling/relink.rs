//! Tying imported types together: the URLs of the file become the paths of what was made of them here.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use uuid::Uuid;

use super::{Bundel, DELEN};
use crate::beheer::Velden;
use crate::register::Soort;

/// What the URLs of a file have become.
#[derive(Debug, Default)]
pub(super) struct Koppeling {
    paths: HashMap<String, String>,
    /// Types that could not be made: their parts are not told as well.
    failed: HashSet<String>,
    /// The names that there are here already, by kind.
    namen: HashSet<(&'static str, String)>,
}

/// A URL of the file, as it is compared.
fn key(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

/// Returns the text of a field, empty when there is none.
pub(super) fn text<'a>(velden: &'a Velden, name: &str) -> &'a str {
    velden.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(velden: &'a Velden, name: &str) -> &'a [Value] {
    velden.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl Koppeling {
    pub(super) fn add(&mut self, url: &str, soort: Soort, uuid: Uuid) {
        if !url.is_empty() {
            self.paths.insert(key(url), format!("{}{uuid}", soort.path()));
        }
    }

    pub(super) fn add_naam(&mut self, soort: Soort, naam: &str) {
        self.namen.insert((soort.resource(), naam.to_owned()));
    }

    pub(super) fn fail(&mut self, url: &str) {
        self.failed.insert(key(url));
    }

    pub(super) fn has_failed(&self, url: &str) -> bool {
        self.failed.contains(&key(url))
    }

    pub(super) fn find(&self, url: &str) -> Option<&str> {
        self.paths.get(&key(url)).map(String::as_str)
    }

    /// Returns how a type is named here: by its path when it came along, else by its name when there is one of that name.
    fn find_or_naam(&self, soort: Soort, url: &str, naam: Option<&str>) -> Option<String> {
        let by_naam = |naam: &str| self.namen.contains(&(soort.resource(), naam.to_owned())).then(|| naam.to_owned());
        // A file may also name a type by its name, as the API allows.
        self.find(url).map(str::to_owned).or_else(|| naam.and_then(by_naam)).or_else(|| by_naam(url))
    }

    /// Rewrites a list of types; `names` is the field with their names, in the same order. Returns what is not known here.
    pub(super) fn relink_list(&self, velden: &mut Velden, name: &str, names: &str, soort: Soort) -> Vec<String> {
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        let urls = list(velden, name);
        let namen = list(velden, names);
        // The API answers every version once and every name once, so places only agree when there are as many.
        let namen = if namen.len() == urls.len() { namen } else { &[] };
        for (place, url) in urls.iter().filter_map(Value::as_str).enumerate() {
            let naam = namen.get(place).and_then(Value::as_str);
            match self.find_or_naam(soort, url, naam) {
                Some(one) if found.contains(&one) => {}
                Some(one) => found.push(one),
                None => lost.push(naam.unwrap_or(url).to_owned()),
            }
        }
        velden.insert(name.to_owned(), found.into());
        lost
    }

    /// Rewrites the related zaaktypen. Returns what is not known here.
    pub(super) fn relink_gerelateerd(&self, velden: &mut Velden) -> Vec<String> {
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for one in list(velden, "gerelateerdeZaaktypen") {
            let Some(map) = one.as_object() else { continue };
            let (url, naam) = (text(map, "zaaktype"), text(map, "zaaktypeIdentificatie"));
            match self.find_or_naam(Soort::Zaaktype, url, Some(naam)) {
                Some(zaaktype) => {
                    let mut map = map.clone();
                    map.insert("zaaktype".to_owned(), zaaktype.into());
                    found.push(Value::Object(map));
                }
                None => lost.push(if naam.is_empty() { url.to_owned() } else { naam.to_owned() }),
            }
        }
        velden.insert("gerelateerdeZaaktypen".to_owned(), found.into());
        lost
    }
}

/// Relations that a file may tell on either side, brought to the side on which they are read.
pub(super) fn gather(bundel: &mut Bundel) {
    // besluittype.zaaktypen says the same as zaaktype.besluittypen.
    let mut besluittypen: HashMap<String, Vec<Value>> = HashMap::new();
    for besluittype in bundel.of(Soort::Besluittype) {
        for zaaktype in list(besluittype, "zaaktypen").iter().filter_map(Value::as_str) {
            besluittypen.entry(key(zaaktype)).or_default().push(text(besluittype, "url").into());
        }
    }
    // statustype.eigenschappen says the same as eigenschap.statustype.
    let mut statustypen: HashMap<String, String> = HashMap::new();
    for statustype in bundel.of(Soort::Statustype) {
        for eigenschap in list(statustype, "eigenschappen").iter().filter_map(Value::as_str) {
            statustypen.insert(key(eigenschap), text(statustype, "url").to_owned());
        }
    }
    for (soort, records) in &mut bundel.delen {
        for velden in records {
            let url = key(text(velden, "url"));
            match soort {
                Soort::Zaaktype => {
                    let Some(more) = besluittypen.get(&url) else { continue };
                    let own = list(velden, "besluittypen");
                    let new: Vec<Value> = more.iter().filter(|one| !own.contains(one)).cloned().collect();
                    if !new.is_empty() {
                        // Names no longer stand at the same places; these types are all in the file.
                        velden.insert("besluittypen".to_owned(), [own, &new].concat().into());
                    }
                }
                Soort::Eigenschap if text(velden, "statustype").is_empty() => {
                    if let Some(statustype) = statustypen.get(&url) {
                        velden.insert("statustype".to_owned(), statustype.clone().into());
                    }
                }
                _ => {}
            }
        }
    }
    // The order of the files is that of the import, whatever order the archive has.
    bundel.delen.sort_by_key(|(soort, _)| super::BESTANDEN.iter().position(|(own, _)| own == soort));
}

/// Decides whether a kind belongs to a zaaktype.
pub(super) fn is_deel(soort: Soort) -> bool {
    DELEN.contains(&soort)
}
