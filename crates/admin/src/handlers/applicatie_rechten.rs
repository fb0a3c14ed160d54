//! The rights of an application as people see them: one row for what was given together, whatever the versions of a type.

use autorisaties::{Reikwijdte, Toekenning, TypeNaam, component_text};
use jiff::civil::Date;
use store::Reader;
use uuid::Uuid;
use values::actor::Component;
use web::{PageCall, PageError};

use super::catalogi::day_text;
use super::failed;
use crate::views::RechtRow;

/// What there is to give rights on.
pub(crate) struct Keuzelijst {
    typen: Vec<Typegroep>,
    /// Id, domein and name of each catalogus.
    pub(super) catalogi: Vec<(Uuid, String, String)>,
}

/// A type in one catalogus, with all its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typegroep {
    component: Component,
    catalogus: Uuid,
    /// What the versions share.
    naam: String,
    /// What people call the newest version.
    label: String,
    /// Its versions, the newest first.
    versies: Vec<Versie>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Versie {
    uuid: Uuid,
    begin: Date,
    concept: bool,
}

/// Groups versions of one name in one catalogus. A version that was renamed for people stays with the others.
fn groups(mut all: Vec<TypeNaam>) -> Vec<Typegroep> {
    all.sort_by_key(|one| std::cmp::Reverse(one.begin_geldigheid));
    let mut groups: Vec<Typegroep> = Vec::new();
    for one in all {
        let version = Versie { uuid: one.uuid, begin: one.begin_geldigheid, concept: one.concept };
        let same = |group: &&mut Typegroep| {
            (group.component, group.catalogus, &group.naam) == (one.component, one.catalogus, &one.naam)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.versies.push(version),
            None => groups.push(Typegroep {
                component: one.component,
                catalogus: one.catalogus,
                label: match one.component {
                    Component::Zrc => format!("{} ({})", one.omschrijving, one.naam),
                    _ => one.omschrijving,
                },
                naam: one.naam,
                versies: vec![version],
            }),
        }
    }
    groups.sort_by_key(|group| group.label.to_lowercase());
    groups
}

impl Typegroep {
    fn holds(&self, uuid: Uuid) -> bool {
        self.versies.iter().any(|own| own.uuid == uuid)
    }
}

impl Keuzelijst {
    pub(crate) async fn read(db: &mut Reader) -> Result<Self, PageError> {
        let typen = autorisaties::list_type_names(db).await.map_err(|error| failed(&error))?;
        let catalogi = autorisaties::list_catalogi(db).await.map_err(|error| failed(&error))?;
        Ok(Self { typen: groups(typen), catalogi })
    }

    fn domein(&self, catalogus: Uuid) -> String {
        let found = self.catalogi.iter().find(|(own, ..)| *own == catalogus);
        found.map_or_else(|| catalogus.to_string(), |(_, domein, _)| domein.clone())
    }

    /// Returns the types of a component to choose from: what is sent, and what is read. It names the catalogus where another one has
    /// the same name.
    pub(crate) fn choices(&self, call: &PageCall, component: Component) -> impl Iterator<Item = (String, String)> {
        let own = self.typen.iter().filter(move |group| group.component == component);
        own.map(move |group| {
            let is_double = self.typen.iter().any(|other| {
                other.component == component
                    && other.catalogus != group.catalogus
                    && (other.naam == group.naam || other.label == group.label)
            });
            let label = if is_double { self.in_catalogus(call, group) } else { group.label.clone() };
            (group.versies[0].uuid.to_string(), label)
        })
    }

    fn in_catalogus(&self, call: &PageCall, group: &Typegroep) -> String {
        let naam = group.label.as_str().into();
        call.text("beheer-type-in-catalogus", &[("naam", naam), ("catalogus", self.domein(group.catalogus).into())])
    }

    /// Returns all versions of the type that one version was chosen of.
    pub(crate) fn versions_of(&self, component: Component, chosen: Uuid) -> impl Iterator<Item = Uuid> {
        let found = self.typen.iter().find(|group| group.component == component && group.holds(chosen));
        found.into_iter().flat_map(|group| group.versies.iter().map(|own| own.uuid))
    }

    fn group_of(&self, one: &Toekenning) -> Option<&Typegroep> {
        let Reikwijdte::Type(uuid) = one.reikwijdte else { return None };
        self.typen.iter().find(|group| group.component == one.component && group.holds(uuid))
    }

    /// Puts together what differs in the version of a type only, in the order of the application.
    fn together<'a>(&self, all: &'a [Toekenning]) -> Vec<Vec<&'a Toekenning>> {
        let mut rows: Vec<Vec<&Toekenning>> = Vec::new();
        for one in all {
            let group = self.group_of(one);
            let is_same = |row: &&mut Vec<&Toekenning>| {
                let first = row[0];
                group.is_some()
                    && self.group_of(first) == group
                    && first.scopes == one.scopes
                    && first.max_vertrouwelijkheidaanduiding == one.max_vertrouwelijkheidaanduiding
            };
            match rows.iter_mut().find(is_same) {
                Some(row) => row.push(one),
                None => rows.push(vec![one]),
            }
        }
        rows
    }

    /// Returns the rights that a row stood for; none when there is no such row any more.
    pub(crate) fn find_row(&self, all: &[Toekenning], sleutel: &str) -> Option<Vec<Toekenning>> {
        let rows = self.together(all);
        let row = rows.into_iter().find(|row| sleutel_of(row) == sleutel)?;
        Some(row.into_iter().cloned().collect())
    }

    /// Returns rights as people read them.
    pub(crate) fn rows(&self, call: &PageCall, all: &[Toekenning]) -> Vec<RechtRow> {
        let row = |row: &Vec<&Toekenning>| {
            let first = row[0];
            RechtRow {
                component: call.text(&format!("beheer-component-{}", component_text(first.component)), &[]),
                scopes: first.scopes.join(", "),
                waarop: self.waarop(call, first),
                versies: self.versies(call, row),
                niveau: first
                    .max_vertrouwelijkheidaanduiding
                    .map(|level| super::applicatie_form::niveau_text(call, level.as_str()))
                    .unwrap_or_default(),
                sleutel: sleutel_of(row),
            }
        };
        self.together(all).iter().map(row).collect()
    }

    fn waarop(&self, call: &PageCall, one: &Toekenning) -> String {
        match &one.reikwijdte {
            Reikwijdte::Component => call.text("beheer-recht-component", &[]),
            Reikwijdte::Elders(url) => url.clone(),
            Reikwijdte::Type(uuid) => match self.group_of(one) {
                Some(group) => self.in_catalogus(call, group),
                None => call.text("beheer-recht-weggehaald", &[("naam", uuid.to_string().into())]),
            },
            Reikwijdte::Catalogus(uuid) => call.text("beheer-recht-catalogus", &[("naam", self.domein(*uuid).into())]),
        }
    }

    /// Says which versions a row is about; nothing where that is no question. A concept counts when it is published: then rights come along.
    fn versies(&self, call: &PageCall, row: &[&Toekenning]) -> String {
        let Some(group) = self.group_of(row[0]) else { return String::new() };
        let has = |own: &&Versie| row.iter().any(|one| one.reikwijdte == Reikwijdte::Type(own.uuid));
        if group.versies.iter().filter(|own| !own.concept).all(|own| has(&own)) {
            return call.text("beheer-recht-alle-versies", &[]);
        }
        let day = |own: &Versie| call.text("catalogi-geldig-vanaf", &[("begin", day_text(call, own.begin).into())]);
        group.versies.iter().filter(has).map(day).collect::<Vec<_>>().join(", ")
    }
}

/// Returns all that a row says, so that a page that is no longer true takes nothing else away.
fn sleutel_of(row: &[&Toekenning]) -> String {
    let first = row[0];
    let reach: Vec<String> = row
        .iter()
        .map(|one| match &one.reikwijdte {
            Reikwijdte::Component => String::new(),
            Reikwijdte::Elders(url) => url.clone(),
            Reikwijdte::Type(uuid) | Reikwijdte::Catalogus(uuid) => uuid.to_string(),
        })
        .collect();
    let level = first.max_vertrouwelijkheidaanduiding.map_or("", |level| level.as_str());
    [component_text(first.component), level, &first.scopes.join(","), &reach.join(",")].join(";")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn version(number: u128, catalogus: u128, naam: &str, omschrijving: &str, year: i16) -> TypeNaam {
        TypeNaam {
            component: Component::Zrc,
            uuid: Uuid::from_u128(number),
            catalogus: Uuid::from_u128(catalogus),
            naam: naam.into(),
            omschrijving: omschrijving.into(),
            begin_geldigheid: date(year, 1, 1),
            concept: false,
        }
    }

    #[test]
    fn versions_of_one_name_stand_together_within_a_catalogus() {
        let all = vec![
            version(1, 8, "BOOM", "Boom kappen", 2025),
            version(2, 8, "BOOM", "Boom vellen", 2026),
            version(3, 9, "BOOM", "Boom kappen", 2026),
        ];
        let found: Vec<_> =
            groups(all).into_iter().map(|group| (group.label, group.versies.len(), group.catalogus)).collect();
        let expected = [
            ("Boom kappen (BOOM)".to_owned(), 1, Uuid::from_u128(9)),
            ("Boom vellen (BOOM)".to_owned(), 2, Uuid::from_u128(8)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_takes_its_own_rights_away_and_no_others() {
        let all = groups(vec![
            version(1, 8, "BOOM", "Boom kappen", 2025),
            version(2, 8, "BOOM", "Boom kappen", 2026),
            version(3, 9, "BOOM", "Boom kappen", 2026),
        ]);
        let lijst = Keuzelijst { typen: all, catalogi: Vec::new() };
        let recht = |number| Toekenning {
            component: Component::Zrc,
            scopes: vec!["zaken.lezen".into()],
            reikwijdte: Reikwijdte::Type(Uuid::from_u128(number)),
            max_vertrouwelijkheidaanduiding: None,
        };
        let given = [recht(1), recht(3), recht(2)];
        let keys: Vec<_> = lijst.together(&given).iter().map(|row| sleutel_of(row)).collect();
        assert_eq!(keys.len(), 2);
        assert_eq!(lijst.find_row(&given, &keys[0]), Some(vec![recht(1), recht(2)]));
        assert_eq!(lijst.find_row(&given, &keys[1]), Some(vec![recht(3)]));
        // Another administrator took one of them away: the row is not what was shown.
        assert_eq!(lijst.find_row(&given[1..], &keys[0]), None);
    }
}
