//! One zaak with everything in it.

use besluiten::BesluitRegel;
use catalogi::Zaaktype;
use jiff::civil::Date;
use process::{Diagram, Taak, TaakSoort, TaakStatus};
use serde::Serialize;
use values::Id;
use values::actor::Medewerker;
use zaken::{Rol, Zaak, ZaakInformatieobject, Zaaknotitie};

use super::{
    AntwoordGroep, BerichtRow, BetrokkeneRow, Blad, Regel, Termijn, betrokkene, may_do, moment, termijn, zaak_titel,
};
use crate::paths;

/// A task of the zaak.
#[derive(Debug, Clone, Serialize)]
pub struct ZaakTaak {
    /// What to do.
    pub titel: String,
    /// Its page.
    pub href: String,
    /// The key of how far it is: `werk-taak-vrij`, `werk-taak-van`, `werk-taak-bij-inwoner` and so on.
    pub staat: &'static str,
    /// Whether it can still be done.
    pub is_open: bool,
    /// The name of who took it or did it.
    pub wie: Option<String>,
    /// When it came, or was done.
    pub op: String,
    /// When it should be done.
    pub termijn: Option<Termijn>,
    /// Where "Pak op" posts to.
    pub oppakken: Option<String>,
    /// Where "Geef terug" posts to.
    pub teruggeven: Option<String>,
    /// Whether the reader may do it.
    pub mag_doen: bool,
}

/// A document of the zaak.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRow {
    /// The title.
    pub titel: String,
    /// Where it is downloaded.
    pub href: String,
    /// The format in capitals, such as `PDF`.
    pub formaat: String,
    /// The number of bytes; none while it is being made.
    pub bytes: Option<i64>,
    /// When it was added.
    pub op: String,
    /// The kind of document.
    pub soort: String,
    /// Whether it came from outside.
    pub is_ontvangen: bool,
    /// Whether the applicant sees it.
    pub is_zichtbaar: bool,
}

/// A decision.
#[derive(Debug, Clone, Serialize)]
pub struct BesluitRow {
    /// The kind of decision.
    pub soort: String,
    /// Its number.
    pub nummer: String,
    /// Why.
    pub toelichting: String,
    /// The day that it was taken.
    pub datum: String,
    /// The day from which it holds.
    pub ingang: String,
    /// The day that it ends.
    pub einde: Option<String>,
    /// The last day to object.
    pub reactie: Option<String>,
}

/// What stands still, and the button that tries it again.
#[derive(Debug, Clone, Serialize)]
pub struct Herstel {
    /// The step.
    pub stap: String,
    /// What went wrong, for the administrator.
    pub melding: String,
    /// Where the button posts to.
    pub action: String,
}

/// What staff can do with a zaak that runs.
#[derive(Debug, Clone, Serialize)]
pub struct Acties {
    /// Where its terms are moved.
    pub termijn: String,
    /// Where a document is added.
    pub document: String,
    /// Where a note is written.
    pub notitie: String,
}

/// A note about a zaak.
#[derive(Debug, Clone, Serialize)]
pub struct NotitieRow {
    /// About what.
    pub onderwerp: String,
    /// What it says, by paragraph.
    pub alineas: Vec<String>,
    /// Who wrote it.
    pub wie: String,
    /// When.
    pub op: String,
}

/// The process of the zaak.
#[derive(Debug, Clone, Serialize)]
pub struct Proces {
    /// Its name.
    pub naam: String,
    /// The drawing.
    pub xml: String,
    /// Ids of the steps that are being carried out.
    pub nu: Vec<String>,
    /// Ids of the steps that were carried out.
    pub klaar: Vec<String>,
    /// The names of the steps that are being carried out.
    pub stappen: Vec<String>,
}

/// One zaak with everything in it.
#[derive(Debug, Clone, Serialize)]
pub struct ZaakPage {
    /// What it is called.
    pub titel: String,
    /// Its number.
    pub nummer: String,
    /// The name of its type.
    pub zaaktype: String,
    /// Its status.
    pub status: String,
    /// How it ended.
    pub resultaat: Option<String>,
    /// The name of who asked for it.
    pub aanvrager: String,
    /// The day that it started.
    pub start: String,
    /// The day that it ended.
    pub einde: Option<String>,
    /// The day that it should end.
    pub streefdatum: Option<String>,
    /// The day by which it must end.
    pub termijn: Option<Termijn>,
    /// Since when it waits.
    pub opgeschort_sinds: Option<String>,
    /// Whether it waits.
    pub is_opgeschort: bool,
    /// Why it waits.
    pub opgeschort_om: String,
    /// The day on which the resident last did a task while it waits, in ISO.
    pub beantwoord_op: Option<String>,
    /// Why it takes longer.
    pub verlengd_om: Option<String>,
    /// The key of what becomes of it when it ended.
    pub archiefnominatie: Option<&'static str>,
    /// The day that it is destroyed or handed over.
    pub archiefactiedatum: Option<String>,
    /// What staff can do with it; none when it ended.
    pub acties: Option<Acties>,
    /// Today.
    pub vandaag: String,
    /// The list of zaken.
    pub zaken_href: &'static str,
    /// What stands still.
    pub herstel: Vec<Herstel>,
    /// Tasks, open ones first.
    pub taken: Vec<ZaakTaak>,
    /// What the resident answered.
    pub antwoorden: Vec<AntwoordGroep>,
    /// Documents, newest first.
    pub documenten: Vec<DocumentRow>,
    /// Who is involved.
    pub betrokkenen: Vec<BetrokkeneRow>,
    /// Decisions.
    pub besluiten: Vec<BesluitRow>,
    /// The process, if there is one.
    pub proces: Option<Proces>,
    /// What happened, newest first.
    pub geschiedenis: Vec<Regel>,
    /// The page with older lines.
    pub geschiedenis_ouder: Option<String>,
    /// The page with the newest lines, when this is another.
    pub geschiedenis_begin: Option<String>,
    /// Mails, newest first.
    pub berichten: Vec<BerichtRow>,
    /// Notes, newest first.
    pub notities: Vec<NotitieRow>,
}

impl ZaakPage {
    /// Starts the page with the facts of the zaak itself; the rest is filled in by who gathers it.
    pub fn new(zaak: &Zaak, zaaktype: &Zaaktype, today: Date) -> Self {
        let more = &zaak.bijzonderheden;
        // An ended zaak has no deadline any more.
        let deadline = zaak.uiterlijke_einddatum_afdoening.filter(|_| zaak.einddatum.is_none());
        Self {
            titel: zaak_titel(&zaak.omschrijving, zaaktype),
            nummer: zaak.identificatie.clone(),
            zaaktype: zaaktype.omschrijving.clone(),
            status: String::new(),
            resultaat: None,
            aanvrager: String::new(),
            start: zaak.startdatum.to_string(),
            einde: zaak.einddatum.map(|day| day.to_string()),
            streefdatum: zaak.einddatum_gepland.filter(|_| zaak.einddatum.is_none()).map(|day| day.to_string()),
            termijn: deadline.map(|day| termijn(day, today)),
            opgeschort_sinds: more.opschorting.sinds.filter(|_| zaak.einddatum.is_none()).map(|day| day.to_string()),
            is_opgeschort: more.opschorting.indicatie && zaak.einddatum.is_none(),
            opgeschort_om: more.opschorting.reden.clone(),
            beantwoord_op: None,
            verlengd_om: more.verlenging.as_ref().map(|verlenging| verlenging.reden.clone()),
            archiefnominatie: match zaak.archiefnominatie.as_deref() {
                Some("vernietigen") => Some("werk-archief-vernietigen"),
                Some("blijvend_bewaren") => Some("werk-archief-bewaren"),
                _ => None,
            },
            archiefactiedatum: zaak.archiefactiedatum.map(|day| day.to_string()),
            acties: zaak.einddatum.is_none().then(|| Acties {
                termijn: paths::termijn(zaak.uuid),
                document: paths::document_toevoegen(zaak.uuid),
                notitie: paths::notitie(zaak.uuid),
            }),
            vandaag: today.to_string(),
            zaken_href: paths::ZAKEN,
            herstel: Vec::new(),
            taken: Vec::new(),
            antwoorden: Vec::new(),
            documenten: Vec::new(),
            betrokkenen: Vec::new(),
            besluiten: Vec::new(),
            proces: None,
            geschiedenis: Vec::new(),
            geschiedenis_ouder: None,
            geschiedenis_begin: None,
            berichten: Vec::new(),
            notities: Vec::new(),
        }
    }

    /// Fills in who is involved, and who asked for it.
    pub fn set_rollen(&mut self, rollen: &[Rol]) {
        let initiator = rollen.iter().find(|rol| rol.omschrijving_generiek == "initiator");
        self.aanvrager = initiator.map(|rol| betrokkene(rol).naam).unwrap_or_default();
        self.betrokkenen = rollen.iter().map(betrokkene).collect();
    }

    /// Fills in a page of the history; `is_later` says that it is not the newest.
    pub fn set_geschiedenis(&mut self, zaak: Id<Zaak>, blad: Blad, is_later: bool) {
        self.geschiedenis = blad.regels;
        self.geschiedenis_ouder = blad.laatste.map(|laatste| paths::geschiedenis(zaak, Some(laatste)));
        self.geschiedenis_begin = is_later.then(|| paths::geschiedenis(zaak, None));
    }

    /// Fills in the process, and what stands still in it.
    pub fn set_diagram(&mut self, zaak: Id<Zaak>, diagram: Diagram) {
        self.herstel = diagram
            .incidents
            .iter()
            .map(|incident| Herstel {
                stap: incident.label.clone(),
                melding: incident.message.clone(),
                action: paths::herstel(zaak, incident.token),
            })
            .collect();
        self.proces = Some(Proces {
            naam: diagram.naam,
            xml: diagram.xml,
            nu: diagram.current,
            klaar: diagram.done,
            stappen: diagram.current_labels.into_iter().filter(|label| !label.is_empty()).collect(),
        });
    }
}

/// Returns the tasks of a zaak: open ones first, each half newest first. Tasks that were no longer needed are left out.
pub fn taken(all: &[Taak], medewerker: &Medewerker, today: Date) -> Vec<ZaakTaak> {
    let shown = all.iter().rev().filter(|taak| taak.status != TaakStatus::Gesloten);
    let (open, done): (Vec<_>, Vec<_>) = shown.partition(|taak| taak.status == TaakStatus::Open);
    open.into_iter().chain(done).map(|taak| zaak_taak(taak, medewerker, today)).collect()
}

fn zaak_taak(taak: &Taak, medewerker: &Medewerker, today: Date) -> ZaakTaak {
    let is_open = taak.status == TaakStatus::Open;
    let is_mine = taak.behandelaar.as_deref() == Some(&medewerker.id);
    let is_staff = taak.soort == TaakSoort::Medewerker;
    let mag_doen = may_do(medewerker, taak);
    let staat = match (is_open, is_staff, taak.behandelaar.is_some()) {
        (false, true, _) => "werk-taak-gedaan",
        (false, false, _) => "werk-taak-beantwoord",
        (true, false, _) => "werk-taak-bij-inwoner",
        (true, true, _) if is_mine => "werk-taak-van-mij",
        (true, true, true) => "werk-taak-van",
        (true, true, false) => "werk-taak-vrij",
    };
    ZaakTaak {
        titel: taak.titel.clone(),
        href: paths::taak(taak.uuid),
        staat,
        is_open,
        wie: if is_open { taak.behandelaar_naam.clone().filter(|_| !is_mine) } else { taak.afgerond_door.clone() },
        op: moment(if is_open { taak.created_at } else { taak.afgerond_op.unwrap_or(taak.created_at) }),
        termijn: taak.verloopt_op.filter(|_| is_open).map(|due| termijn(values::local_date(due), today)),
        oppakken: (is_open && is_staff && mag_doen && taak.behandelaar.is_none()).then(|| paths::oppakken(taak.uuid)),
        teruggeven: (is_open && is_mine).then(|| paths::teruggeven(taak.uuid)),
        mag_doen: is_open && mag_doen && (!is_staff || is_mine || taak.behandelaar.is_none()),
    }
}

/// Returns what the list says of a document.
pub fn document(found: &ZaakInformatieobject) -> DocumentRow {
    let extension = found.bestandsnaam.rsplit_once('.').map(|(_, extension)| extension);
    let subtype = found.formaat.rsplit_once('/').map_or(found.formaat.as_str(), |(_, subtype)| subtype);
    DocumentRow {
        titel: found.titel.clone(),
        href: paths::document(found.zaak, found.uuid),
        formaat: extension.filter(|text| text.len() <= 4).unwrap_or(subtype).to_uppercase(),
        bytes: found.bestandsomvang,
        op: moment(found.registratiedatum),
        soort: found.informatieobjecttype.clone(),
        is_ontvangen: found.is_ontvangen,
        is_zichtbaar: found.is_zichtbaar,
    }
}

/// Returns what the list says of a note.
pub fn notitie(found: Zaaknotitie) -> NotitieRow {
    NotitieRow {
        onderwerp: found.onderwerp,
        alineas: found.tekst.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        wie: found.aangemaakt_door,
        op: moment(found.aanmaakdatum),
    }
}

/// Returns what the list says of a decision.
pub fn besluit(regel: &BesluitRegel) -> BesluitRow {
    let found = &regel.besluit;
    BesluitRow {
        soort: regel.soort.clone(),
        nummer: found.identificatie.clone(),
        toelichting: found.toelichting.clone(),
        datum: found.datum.to_string(),
        ingang: found.ingangsdatum.to_string(),
        einde: found.vervaldatum.map(|day| day.to_string()),
        reactie: found.uiterlijke_reactiedatum.map(|day| day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn medewerker() -> Medewerker {
        Medewerker { id: "bram".into(), naam: "Bram de Boer".into(), rollen: vec!["behandelaars".into()] }
    }

    fn taak(soort: TaakSoort, status: TaakStatus, behandelaar: Option<&str>) -> Taak {
        let at = "2026-11-24T10:00:00Z".parse().unwrap();
        Taak {
            uuid: Id::new(Uuid::from_u128(1)),
            instantie: Id::new(Uuid::from_u128(2)),
            zaak: Id::new(Uuid::from_u128(3)),
            token: bpmn::TokenId(4),
            node: "Beoordeel".into(),
            soort,
            titel: "Beoordeel aanvraag".into(),
            toelichting: String::new(),
            formulier: None,
            groepen: vec!["behandelaars".into()],
            behandelaar: behandelaar.map(Into::into),
            behandelaar_naam: behandelaar.map(Into::into),
            status,
            verloopt_op: None,
            created_at: at,
            afgerond_op: None,
            afgerond_door: None,
            verzonden_data: None,
        }
    }

    #[test]
    fn a_task_offers_what_its_state_allows() {
        use TaakSoort::{Klant, Medewerker as Staff};
        use TaakStatus::{Afgerond, Open, Verwerkt};
        // kind, state, who has it; expected: text, take, give back, do
        let cases = [
            (Staff, Open, None, "werk-taak-vrij", true, false, true),
            (Staff, Open, Some("bram"), "werk-taak-van-mij", false, true, true),
            (Staff, Open, Some("ans"), "werk-taak-van", false, false, false),
            (Klant, Open, None, "werk-taak-bij-inwoner", false, false, true),
            (Klant, Afgerond, None, "werk-taak-beantwoord", false, false, false),
            (Staff, Verwerkt, Some("bram"), "werk-taak-gedaan", false, false, false),
        ];
        let today = jiff::civil::date(2026, 11, 25);
        for (soort, status, who, staat, take, give_back, may) in cases {
            let row = zaak_taak(&taak(soort, status, who), &medewerker(), today);
            let found = (row.staat, row.oppakken.is_some(), row.teruggeven.is_some(), row.mag_doen);
            assert_eq!(found, (staat, take, give_back, may), "{soort:?} {status:?} {who:?}");
        }
        let other = Medewerker { rollen: vec!["burgerzaken".into()], ..medewerker() };
        let row = zaak_taak(&taak(Staff, Open, None), &other, today);
        assert!(row.oppakken.is_none() && !row.mag_doen);
    }

    #[test]
    fn open_tasks_come_first_and_tasks_that_were_not_needed_are_left_out() {
        let all = [
            taak(TaakSoort::Klant, TaakStatus::Afgerond, None),
            taak(TaakSoort::Medewerker, TaakStatus::Gesloten, None),
            taak(TaakSoort::Medewerker, TaakStatus::Open, None),
        ];
        let open: Vec<_> =
            taken(&all, &medewerker(), jiff::civil::date(2026, 11, 25)).into_iter().map(|row| row.is_open).collect();
        assert_eq!(open, [true, false]);
    }
}
