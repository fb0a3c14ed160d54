//! One task: who has it, what the zaak is about, and its form.

use catalogi::Zaaktype;
use process::{Taak, TaakSoort, TaakStatus};
use serde::Serialize;
use values::actor::Medewerker;
use zaken::Zaak;

use super::{AntwoordGroep, FormView, Termijn, moment, zaak_titel};
use crate::paths;

/// What the reader can do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaakStaat {
    /// Nobody took it: take it first.
    Vrij,
    /// It is the reader's: fill in the form.
    Mijn,
    /// It is the resident's; the reader may fill in the form for her, after a call or a letter.
    VoorInwoner,
    /// A colleague took it.
    VanCollega,
    /// It was done.
    Gedaan,
    /// It was no longer needed.
    Vervallen,
    /// The reader sees the zaak, but the task is for another group.
    AndereGroep,
}

/// Decides whether this member of staff belongs to who may do the task.
pub fn may_do(medewerker: &Medewerker, taak: &Taak) -> bool {
    taak.groepen.iter().any(|groep| medewerker.has_rol(groep)) || taak.behandelaar.as_deref() == Some(&medewerker.id)
}

/// Decides what this member of staff can do with a task.
pub fn staat(medewerker: &Medewerker, taak: &Taak) -> TaakStaat {
    match taak.status {
        TaakStatus::Afgerond | TaakStatus::Verwerkt => return TaakStaat::Gedaan,
        TaakStatus::Gesloten => return TaakStaat::Vervallen,
        TaakStatus::Open => {}
    }
    match (&taak.behandelaar, taak.soort) {
        (Some(own), _) if *own == medewerker.id => TaakStaat::Mijn,
        (Some(_), _) => TaakStaat::VanCollega,
        (None, _) if !may_do(medewerker, taak) => TaakStaat::AndereGroep,
        (None, TaakSoort::Klant) => TaakStaat::VoorInwoner,
        (None, TaakSoort::Medewerker) => TaakStaat::Vrij,
    }
}

/// What the page says of the zaak.
#[derive(Debug, Clone, Serialize)]
pub struct Zaakkop {
    /// What it is called.
    pub titel: String,
    /// Its number.
    pub nummer: String,
    /// The name of its type.
    pub zaaktype: String,
    /// Its status.
    pub status: String,
    /// The name of who asked for it.
    pub aanvrager: String,
    /// The day that it started.
    pub start: String,
    /// Its page; none for who may do the task but not see the zaak.
    pub href: Option<String>,
    /// That it stands still.
    pub opgeschort: Option<Opgeschort>,
}

/// Why a zaak stands still. Its tasks can be done all the same: staff is warned.
#[derive(Debug, Clone, Serialize)]
pub struct Opgeschort {
    /// Since which day, when it is known.
    pub sinds: Option<String>,
    /// Why.
    pub reden: String,
}

/// One task.
#[derive(Debug, Clone, Serialize)]
pub struct TaakPage {
    /// What to do.
    pub titel: String,
    /// More about it.
    pub toelichting: String,
    /// What the reader can do with it.
    pub staat: TaakStaat,
    /// The name of who has it or did it.
    pub wie: String,
    /// When it was done.
    pub gedaan_op: Option<String>,
    /// When it should be done.
    pub termijn: Option<Termijn>,
    /// Today.
    pub vandaag: String,
    /// The list of zaken.
    pub zaken_href: &'static str,
    /// What the zaak is about.
    pub zaak: Zaakkop,
    /// What the resident answered.
    pub antwoorden: Vec<AntwoordGroep>,
    /// Its address; the form posts there too.
    pub href: String,
    /// Where "Pak op" posts to.
    pub oppakken: String,
    /// Where "Geef terug" posts to.
    pub teruggeven: String,
    /// The form; none when the reader can't fill it in, or when the task has none.
    pub form: Option<FormView>,
    /// Whether the task has a form at all.
    pub has_form: bool,
}

impl Zaakkop {
    /// Makes the head; `is_visible` decides whether it links to the zaak.
    pub fn new(zaak: &Zaak, zaaktype: &Zaaktype, status: String, aanvrager: String, is_visible: bool) -> Self {
        let opschorting = &zaak.bijzonderheden.opschorting;
        Self {
            titel: zaak_titel(&zaak.omschrijving, zaaktype),
            nummer: zaak.identificatie.clone(),
            zaaktype: zaaktype.omschrijving.clone(),
            status,
            aanvrager,
            start: zaak.startdatum.to_string(),
            href: is_visible.then(|| paths::zaak(zaak.uuid)),
            opgeschort: opschorting.indicatie.then(|| Opgeschort {
                sinds: opschorting.sinds.map(|day| day.to_string()),
                reden: opschorting.reden.clone(),
            }),
        }
    }
}

impl TaakPage {
    /// Makes the page without its form.
    pub fn new(taak: &Taak, medewerker: &Medewerker, zaak: Zaakkop, today: jiff::civil::Date) -> Self {
        let staat = staat(medewerker, taak);
        let wie = if staat == TaakStaat::Gedaan { &taak.afgerond_door } else { &taak.behandelaar_naam };
        let is_open = taak.status == TaakStatus::Open;
        Self {
            titel: taak.titel.clone(),
            toelichting: taak.toelichting.clone(),
            staat,
            wie: wie.clone().unwrap_or_default(),
            gedaan_op: taak.afgerond_op.map(moment),
            termijn: taak.verloopt_op.filter(|_| is_open).map(|due| super::termijn(values::local_date(due), today)),
            vandaag: today.to_string(),
            zaken_href: paths::ZAKEN,
            zaak,
            antwoorden: Vec::new(),
            href: paths::taak(taak.uuid),
            oppakken: paths::oppakken(taak.uuid),
            teruggeven: paths::teruggeven(taak.uuid),
            form: None,
            has_form: taak.formulier.is_some(),
        }
    }

    /// Whether the reader may fill in the form now.
    pub fn wants_form(&self) -> bool {
        self.has_form && matches!(self.staat, TaakStaat::Mijn | TaakStaat::VoorInwoner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use values::Id;

    use super::*;

    #[test]
    fn what_one_can_do_follows_from_the_task_and_the_roles() {
        let bram = Medewerker { id: "bram".into(), naam: "Bram".into(), rollen: vec!["behandelaars".into()] };
        let ans = Medewerker { id: "ans".into(), naam: "Ans".into(), rollen: vec!["burgerzaken".into()] };
        let taak = |soort, status, behandelaar: Option<&str>| Taak {
            uuid: Id::new(Uuid::from_u128(1)),
            instantie: Id::new(Uuid::from_u128(2)),
            zaak: Id::new(Uuid::from_u128(3)),
            token: bpmn::TokenId(4),
            node: "Beoordeel".into(),
            soort,
            titel: "Beoordeel".into(),
            toelichting: String::new(),
            formulier: Some("beoordeling".into()),
            groepen: vec!["behandelaars".into()],
            behandelaar: behandelaar.map(Into::into),
            behandelaar_naam: behandelaar.map(Into::into),
            status,
            verloopt_op: None,
            created_at: "2026-11-24T10:00:00Z".parse().unwrap(),
            afgerond_op: None,
            afgerond_door: None,
            verzonden_data: None,
        };
        use TaakSoort::{Klant, Medewerker as Staff};
        use TaakStatus::{Afgerond, Gesloten, Open, Verwerkt};
        let cases = [
            (&bram, Staff, Open, None, TaakStaat::Vrij),
            (&bram, Staff, Open, Some("bram"), TaakStaat::Mijn),
            (&bram, Staff, Open, Some("ans"), TaakStaat::VanCollega),
            (&bram, Klant, Open, None, TaakStaat::VoorInwoner),
            (&bram, Klant, Afgerond, None, TaakStaat::Gedaan),
            (&bram, Staff, Verwerkt, Some("ans"), TaakStaat::Gedaan),
            (&bram, Staff, Gesloten, None, TaakStaat::Vervallen),
            (&ans, Staff, Open, None, TaakStaat::AndereGroep),
            (&ans, Staff, Open, Some("ans"), TaakStaat::Mijn),
        ];
        for (who, soort, status, behandelaar, expected) in cases {
            assert_eq!(staat(who, &taak(soort, status, behandelaar)), expected, "{} {soort:?} {status:?}", who.id);
        }
    }
}
