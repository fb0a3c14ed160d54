//! Catalogi and types.

use jiff::civil::Date;
use serde::Serialize;

use super::veld::{Fout, Fouten, Veld};

/// A catalogus in the list.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogusRow {
    /// The name.
    pub naam: String,
    /// Its page.
    pub href: String,
    /// Five signs at most.
    pub domein: String,
    /// Whose it is.
    pub rsin: String,
    /// How many versions of zaaktypen.
    pub zaaktypen: i64,
    /// How many versions of kinds of documents.
    pub informatieobjecttypen: i64,
    /// How many versions of kinds of decisions.
    pub besluittypen: i64,
}

/// A version of a type in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TypeRow {
    /// The name for people.
    pub omschrijving: String,
    /// What all versions share.
    pub naam: String,
    /// Its page.
    pub href: String,
    /// When it is valid.
    pub geldig: Geldig,
    /// How it stands.
    pub stand: Stand,
    /// The domein of its catalogus.
    pub catalogus: String,
    /// Whether it is the one of this page.
    pub current: bool,
}

/// How a version stands: the key of its text, and the kind of badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// The key of the text.
    pub label: &'static str,
    /// The kind of badge.
    pub kind: &'static str,
}

/// Decides how a version stands on this day.
pub(crate) fn stand(concept: bool, begin: Date, einde: Option<Date>, today: Date) -> Stand {
    let (label, kind) = if concept {
        ("catalogi-stand-concept", "warning")
    } else if begin > today {
        ("catalogi-stand-straks", "active")
    } else if einde.is_some_and(|einde| einde <= today) {
        ("catalogi-stand-voorbij", "neutral")
    } else {
        ("catalogi-stand-geldig", "success")
    };
    Stand { label, kind }
}

/// The days on which a version is valid.
#[derive(Debug, Clone, Serialize)]
pub struct Geldig {
    /// The first.
    pub begin: String,
    /// The day after the last.
    pub einde: Option<String>,
}

impl Geldig {
    pub(crate) fn new(begin: Date, einde: Option<Date>) -> Self {
        Self { begin: begin.to_string(), einde: einde.map(|einde| einde.to_string()) }
    }
}

/// A way to another list.
#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// Whether it is shown now.
    pub current: bool,
}

/// All catalogi, and the types of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogiPage {
    /// The catalogi.
    pub catalogi: Vec<CatalogusRow>,
    /// The kinds of types.
    pub tabs: Vec<Tab>,
    /// The kind that is shown.
    pub soort: &'static str,
    /// Whether that kind has an identificatie beside its name.
    pub heeft_identificatie: bool,
    /// Whether the list is a choice.
    pub is_gezocht: bool,
    /// What can be asked for.
    pub zoekvelden: Vec<Veld>,
    /// Where that is sent.
    pub action: &'static str,
    /// How many types there are.
    pub aantal: u64,
    /// The types on this page.
    pub typen: Vec<TypeRow>,
    /// The number of this page.
    pub pagina: u64,
    /// How many pages there are.
    pub paginas: u64,
    /// The link to a page, without its number.
    pub pagina_base: String,
    /// The form to make a catalogus.
    pub nieuw_catalogus_href: String,
    /// The page to import a file.
    pub import_href: &'static str,
    /// The forms to make a type of this kind, by domein.
    pub nieuw: Vec<(String, String)>,
    /// What those are called.
    pub nieuw_label: String,
}

/// A fact of a type.
#[derive(Debug, Clone, Serialize)]
pub struct Feit {
    /// What it says.
    pub term: String,
    /// The fact.
    pub text: String,
    /// Whether it is a day.
    pub is_date: bool,
}

/// Facts that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct FeitenGroep {
    /// Their name.
    pub naam: String,
    /// The facts.
    pub feiten: Vec<Feit>,
}

/// A part of a zaaktype in its table.
#[derive(Debug, Clone, Serialize)]
pub struct DeelRow {
    /// The first column.
    pub naam: String,
    /// Its page.
    pub href: String,
    /// The other columns.
    pub cellen: Vec<String>,
    /// Whether it is the eindstatus.
    pub is_eind: bool,
    /// The form to change it, of a concept.
    pub wijzig_href: Option<String>,
    /// Where it is removed, of a concept.
    pub verwijder_action: Option<String>,
}

/// The parts of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Deel {
    /// The kind.
    pub soort: &'static str,
    /// The heading.
    pub titel: String,
    /// What they are for.
    pub uitleg: String,
    /// What is said when there are none.
    pub leeg: String,
    /// The names of the columns.
    pub kolommen: Vec<String>,
    /// The parts.
    pub rijen: Vec<DeelRow>,
    /// The form to add one, of a concept.
    pub nieuw_href: Option<String>,
    /// What that is called.
    pub nieuw_label: String,
}

/// A link with what is said beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// What is said beside it.
    pub bij: String,
}

/// Types that are named.
#[derive(Debug, Clone, Serialize)]
pub struct Lijst {
    /// The id on the page.
    pub id: String,
    /// The heading.
    pub titel: String,
    /// What is said when there are none.
    pub leeg: String,
    /// The types.
    pub links: Vec<Link>,
}

/// What can be done with a type.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Knoppen {
    /// The form to change it.
    pub wijzig_href: Option<String>,
    /// The form to copy it.
    pub kopie_href: Option<String>,
    /// The form to make a new version.
    pub versie_href: Option<String>,
    /// The file to take along.
    pub export_href: Option<String>,
    /// Where it is published.
    pub publiceer_action: Option<String>,
    /// What is asked then.
    pub publiceer_velden: Vec<Veld>,
    /// Where its last day is set.
    pub einde_action: Option<String>,
    /// What is asked then.
    pub einde_velden: Vec<Veld>,
    /// Where it is removed.
    pub verwijder_action: Option<String>,
}

/// One type.
#[derive(Debug, Clone, Serialize)]
pub struct TypePage {
    /// The name.
    pub naam: String,
    /// The word for its kind.
    pub soort: String,
    /// The identificatie of a zaaktype.
    pub identificatie: String,
    /// How it stands; none of a part or a catalogus.
    pub stand: Option<Stand>,
    /// When it is valid; none of a part or a catalogus.
    pub geldig: Option<Geldig>,
    /// Whether it, or its zaaktype, is a concept.
    pub is_concept: bool,
    /// Whether it is a type with versions.
    pub is_type: bool,
    /// What is wrong.
    pub fouten: Fouten,
    /// What it lacks to be published.
    pub nodig: Vec<Fout>,
    /// What is known of it.
    pub feiten: Vec<FeitenGroep>,
    /// Its parts.
    pub delen: Vec<Deel>,
    /// What it names.
    pub lijsten: Vec<Lijst>,
    /// Its versions.
    pub versies: Vec<TypeRow>,
    /// What can be done.
    pub knoppen: Knoppen,
    /// The way back.
    pub terug_href: String,
    /// What that is called.
    pub terug_label: String,
}

/// The form of a type.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogiFormPage {
    /// The heading.
    pub title: String,
    /// What it is in or about.
    pub onder: String,
    /// What it does.
    pub lead: String,
    /// The questions.
    pub velden: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// The mark of what it was made from; empty for something new.
    pub merk: String,
    /// Where it is sent.
    pub action: String,
    /// The way back.
    pub terug_href: String,
    /// What the button says.
    pub knop: String,
}

/// Choosing a file to import.
#[derive(Debug, Clone, Serialize)]
pub struct ImportPage {
    /// The questions.
    pub velden: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// Where it is sent.
    pub action: &'static str,
    /// The way back.
    pub terug_href: &'static str,
}

/// What a file holds, and what is to be done with it.
#[derive(Debug, Clone, Serialize)]
pub struct ImportKeuzePage {
    /// How much there is of each kind.
    pub inhoud: Vec<Feit>,
    /// What a new catalogus is called; nothing when it goes into one that is there.
    pub naamvelden: Vec<Veld>,
    /// Which types here take the place of those in the file.
    pub velden: Vec<Veld>,
    /// What is wrong with the file.
    pub fouten: Fouten,
    /// The name of the file in the object store.
    pub bestand: String,
    /// Where the types come.
    pub doel: String,
    /// Where it is sent; none when the file can't be imported.
    pub action: Option<&'static str>,
    /// The way back.
    pub terug_href: &'static str,
}

/// What was imported.
#[derive(Debug, Clone, Serialize)]
pub struct ImportKlaarPage {
    /// How much was made of each kind.
    pub gemaakt: Vec<Feit>,
    /// The zaaktypen.
    pub zaaktypen: Vec<Link>,
    /// What was left out.
    pub meldingen: Vec<String>,
    /// The catalogus.
    pub catalogus_href: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_version_is_a_concept_to_come_valid_or_over() {
        let (before, today, after) = (date(2026, 1, 1), date(2026, 6, 1), date(2027, 1, 1));
        for (concept, begin, einde, expected) in [
            (true, before, None, "catalogi-stand-concept"),
            (false, after, None, "catalogi-stand-straks"),
            (false, before, None, "catalogi-stand-geldig"),
            (false, today, Some(after), "catalogi-stand-geldig"),
            (false, before, Some(today), "catalogi-stand-voorbij"),
        ] {
            assert_eq!(stand(concept, begin, einde, today).label, expected);
        }
    }
}
