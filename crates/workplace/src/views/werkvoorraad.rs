//! The work list.

use catalogi::Zaaktype;
use jiff::civil::Date;
use process::Taak;
use serde::Serialize;
use zaken::Rol;
use zaken::werkvoorraad::{WerkZaak, ZaakRegel};

use super::{betrokkene, moment, status_naam, zaak_titel};
use crate::paths;

/// Days before a deadline from which it is pressing.
const DRINGEND_DAYS: i64 = 7;

/// A part of the work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tab {
    /// The tasks that this member of staff took.
    Mijn,
    /// The tasks that nobody took.
    Vrij,
    /// The running zaken.
    Zaken,
    /// The zaken that ended.
    Afgesloten,
    /// Finding a zaak.
    Zoeken,
}

impl Tab {
    /// All parts, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Mijn, Self::Vrij, Self::Zaken, Self::Afgesloten, Self::Zoeken];

    /// Returns the key of its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mijn => "werk-mijn-taken",
            Self::Vrij => "werk-vrije-taken",
            Self::Zaken => "werk-zaken",
            Self::Afgesloten => "werk-afgesloten-zaken",
            Self::Zoeken => "werk-zoeken",
        }
    }

    /// Returns where it is.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Mijn => paths::MIJN_TAKEN,
            Self::Vrij => paths::VRIJE_TAKEN,
            Self::Zaken => paths::ZAKEN,
            Self::Afgesloten => paths::AFGESLOTEN,
            Self::Zoeken => paths::ZOEKEN,
        }
    }
}

/// A link to a part of the work list.
#[derive(Debug, Clone, Serialize)]
pub struct TabLink {
    /// The key of its name.
    pub label: &'static str,
    /// Where it is.
    pub href: &'static str,
    /// Whether it is shown now.
    pub current: bool,
    /// How many tasks wait there, `100+` when there are more than a list shows.
    pub aantal: Option<String>,
}

/// A deadline, and how pressing it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Termijn {
    /// The day.
    pub datum: String,
    /// The kind of badge: `danger` when it is past, `warning` when it is near, else `neutral`.
    pub kind: &'static str,
}

/// A task in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TaakRow {
    /// What to do.
    pub titel: String,
    /// The page of the task.
    pub href: String,
    /// Where "Pak op" posts to, for a task that nobody took.
    pub oppakken: Option<String>,
    /// What the zaak is called.
    pub zaak: String,
    /// Who applied; may be empty.
    pub aanvrager: String,
    /// The number of the zaak.
    pub nummer: String,
    /// The page of the zaak; none for who may do the task but not see the zaak.
    pub zaak_href: Option<String>,
    /// The status of the zaak.
    pub status: String,
    /// Whether the zaak waits.
    pub is_opgeschort: bool,
    /// When the task came.
    pub sinds: String,
    /// When it should be done.
    pub termijn: Option<Termijn>,
}

/// A zaak in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ZaakRow {
    /// What it is called.
    pub titel: String,
    /// The name of its type, when that differs.
    pub zaaktype: Option<String>,
    /// Who applied; may be empty.
    pub aanvrager: String,
    /// Its number.
    pub nummer: String,
    /// Its page.
    pub href: String,
    /// Its status.
    pub status: String,
    /// Whether it waits.
    pub is_opgeschort: bool,
    /// The day that it started.
    pub sinds: String,
    /// The day that it ended.
    pub einde: Option<String>,
    /// When it must end; none when it ended.
    pub termijn: Option<Termijn>,
}

/// The work list, of which one part is shown.
#[derive(Debug, Clone, Serialize)]
pub struct WerkvoorraadPage {
    /// The part that is shown.
    pub tab: Tab,
    /// The key of the name of that part.
    pub titel: &'static str,
    /// All parts.
    pub tabs: Vec<TabLink>,
    /// Today.
    pub vandaag: String,
    /// The tasks of the part.
    pub taken: Vec<TaakRow>,
    /// The zaken of the part.
    pub zaken: Vec<ZaakRow>,
    /// The page with older zaken.
    pub meer_href: Option<String>,
    /// The first page, when this is a later one.
    pub begin_href: Option<&'static str>,
}

/// Returns the links to the parts, with how many tasks wait in those that hold tasks.
pub fn tabs(current: Tab, mijn: usize, vrij: usize, most: usize) -> Vec<TabLink> {
    let text = |count: usize| if count >= most { format!("{most}+") } else { count.to_string() };
    let link = |tab: Tab| {
        let count = match tab {
            Tab::Mijn => mijn,
            Tab::Vrij => vrij,
            Tab::Zaken | Tab::Afgesloten | Tab::Zoeken => 0,
        };
        let aantal = (count > 0).then(|| text(count));
        TabLink { label: tab.label(), href: tab.href(), current: tab == current, aantal }
    };
    Tab::ALL.map(link).into()
}

/// Decides how pressing a deadline is.
pub fn termijn(deadline: Date, today: Date) -> Termijn {
    let kind = match i64::from((deadline - today).get_days()) {
        ..0 => "danger",
        0..=DRINGEND_DAYS => "warning",
        _ => "neutral",
    };
    Termijn { datum: deadline.to_string(), kind }
}

fn aanvrager(initiator: Option<&Rol>) -> String {
    initiator.map(|rol| betrokkene(rol).naam).unwrap_or_default()
}

impl TaakRow {
    /// Makes the row of a task in a zaak; `is_visible` decides whether it links to the zaak.
    pub(crate) fn from_domain(
        taak: &Taak,
        zaak: &ZaakRegel,
        zaaktype: &Zaaktype,
        initiator: Option<&Rol>,
        (today, is_visible): (Date, bool),
    ) -> Self {
        Self {
            titel: taak.titel.clone(),
            href: paths::taak(taak.uuid),
            oppakken: taak.behandelaar.is_none().then(|| paths::oppakken(taak.uuid)),
            zaak: zaak_titel(&zaak.omschrijving, zaaktype),
            aanvrager: aanvrager(initiator),
            nummer: zaak.identificatie.clone(),
            zaak_href: is_visible.then(|| paths::zaak(zaak.uuid)),
            status: status_naam(zaaktype, zaak.statustype),
            is_opgeschort: zaak.is_opgeschort,
            sinds: moment(taak.created_at),
            // A task without a deadline of its own still has that of its zaak.
            termijn: taak.verloopt_op.map(values::local_date).or(zaak.uiterlijk).map(|day| termijn(day, today)),
        }
    }
}

impl ZaakRow {
    /// Makes the row of a zaak.
    pub fn from_domain(found: &WerkZaak, zaaktype: &Zaaktype, initiator: Option<&Rol>, today: Date) -> Self {
        let zaak = &found.zaak;
        let titel = zaak_titel(&zaak.omschrijving, zaaktype);
        Self {
            zaaktype: (titel != zaaktype.omschrijving).then(|| zaaktype.omschrijving.clone()),
            titel,
            aanvrager: aanvrager(initiator),
            nummer: zaak.identificatie.clone(),
            href: paths::zaak(zaak.uuid),
            status: status_naam(zaaktype, found.statustype),
            is_opgeschort: zaak.bijzonderheden.opschorting.indicatie && zaak.einddatum.is_none(),
            sinds: zaak.startdatum.to_string(),
            einde: zaak.einddatum.map(|day| day.to_string()),
            termijn: (zaak.uiterlijke_einddatum_afdoening.or(zaak.einddatum_gepland))
                .filter(|_| zaak.einddatum.is_none())
                .map(|day| termijn(day, today)),
        }
    }
}

impl WerkvoorraadPage {
    /// The empty, the ordinary and the crowded page.
    pub fn samples() -> Vec<Self> {
        let today = jiff::civil::date(2026, 11, 25);
        let day = |days: i8| jiff::civil::date(2026, 11, days);
        let taak = |titel: &str, number: u32, termijn: Option<Termijn>, vrij: bool| TaakRow {
            titel: titel.into(),
            href: format!("/werk/taken/{number}"),
            oppakken: vrij.then(|| format!("/werk/taken/{number}/oppakken")),
            zaak: "Bezwaar tegen weigering parkeervergunning".into(),
            aanvrager: "Sanne Jansen".into(),
            nummer: format!("ZAAK-2026-{number:010}"),
            zaak_href: Some(format!("/werk/zaken/{number}")),
            status: "In behandeling".into(),
            is_opgeschort: number == 14,
            sinds: "2026-11-20T10:15:00Z".into(),
            termijn,
        };
        let taken = |vrij: bool| {
            vec![
                taak("Neem bezwaar in behandeling", 12, Some(termijn(day(20), today)), vrij),
                taak("Beslis op het bezwaar", 14, Some(termijn(day(27), today)), vrij),
                taak("Beoordeel aanvraag", 15, Some(termijn(jiff::civil::date(2026, 12, 20), today)), vrij),
                taak("Bel de inwoner terug", 16, None, vrij),
            ]
        };
        let zaak = |number: u32| ZaakRow {
            titel: if number.is_multiple_of(3) {
                "Aanvraag omgevingsvergunning meervoudige arbeidsongeschiktheidsverzekeringsmaatschappijpand".into()
            } else {
                "Parkeervergunning voor bewoners".into()
            },
            zaaktype: (number.is_multiple_of(3)).then(|| "Omgevingsvergunning".into()),
            aanvrager: if number.is_multiple_of(5) { "" } else { "Anne de Boer" }.into(),
            nummer: format!("ZAAK-2026-{number:010}"),
            href: format!("/werk/zaken/{number}"),
            status: if number.is_multiple_of(2) { "Geregistreerd" } else { "In behandeling" }.into(),
            is_opgeschort: number.is_multiple_of(7),
            sinds: "2026-11-01".into(),
            einde: None,
            termijn: Some(termijn(day(i8::try_from(number % 28).unwrap_or(0) + 1), today)),
        };
        let page = |tab: Tab, taken: Vec<TaakRow>, zaken: Vec<ZaakRow>| Self {
            tab,
            titel: tab.label(),
            tabs: tabs(tab, taken.len(), 3, 100),
            vandaag: today.to_string(),
            taken,
            zaken,
            meer_href: None,
            begin_href: None,
        };
        vec![
            page(Tab::Mijn, Vec::new(), Vec::new()),
            page(Tab::Mijn, taken(false), Vec::new()),
            page(Tab::Vrij, taken(true), Vec::new()),
            page(Tab::Zaken, Vec::new(), Vec::new()),
            page(
                Tab::Afgesloten,
                Vec::new(),
                (1..=3)
                    .map(|number| ZaakRow { einde: Some("2026-11-20".into()), termijn: None, ..zaak(number) })
                    .collect(),
            ),
            Self {
                meer_href: Some("/werk/zaken?na=25".into()),
                begin_href: Some(paths::ZAKEN),
                ..page(Tab::Zaken, Vec::new(), (1..=25).map(zaak).collect())
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_pressing_in_its_last_week_and_late_after_its_day() {
        let today = jiff::civil::date(2026, 11, 25);
        let cases = [
            ((2026, 11, 24), "danger"),
            ((2026, 11, 25), "warning"),
            ((2026, 12, 2), "warning"),
            ((2026, 12, 3), "neutral"),
            ((2027, 11, 25), "neutral"),
        ];
        for ((year, month, day), kind) in cases {
            assert_eq!(termijn(jiff::civil::date(year, month, day), today).kind, kind, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn a_tab_shows_how_many_tasks_wait_but_not_zero() {
        let counts: Vec<_> = tabs(Tab::Vrij, 0, 100, 100).into_iter().map(|tab| (tab.current, tab.aantal)).collect();
        let none = (false, None);
        assert_eq!(counts, [none.clone(), (true, Some("100+".into())), none.clone(), none.clone(), none]);
    }
}
