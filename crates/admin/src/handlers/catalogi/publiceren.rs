//! Publishing a type: what it lacks, what becomes of the version before it, and doing it.

use ::catalogi::beheer::{self, Document, TypeRij};
use ::catalogi::register::Soort;
use ::catalogi::{Klassen, Opvolging};
use ::diensten::Diensten;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use identity::StaffForm;
use jiff::civil::Date;
use store::Reader;
use uuid::Uuid;
use web::{InvalidParam, PageCall, PageError};

use super::super::BEHEERDERS;
use super::{day_text, find, invalid, is_deel, refused, typen};
use crate::paths;
use crate::views::{Fout, Fouten, Veld};

/// What stands at the button to publish.
#[derive(Default)]
pub(super) struct Publicatie {
    /// What is lacking.
    pub(super) nodig: Vec<Fout>,
    /// What is asked.
    pub(super) velden: Vec<Veld>,
}

impl Publicatie {
    /// Reads what a concept lacks; nothing of what is none.
    pub(super) async fn read(
        call: &PageCall,
        db: &mut Reader,
        document: &Document,
        versies: &[TypeRij],
    ) -> Result<Self, PageError> {
        let soort = document.soort;
        if is_deel(soort) || soort == Soort::Catalogus || !document.rond.concept {
            return Ok(Self::default());
        }
        let faults = beheer::publish_faults(db, soort, document.uuid).await.map_err(|error| refused(&error))?;
        let opvolging = beheer::follow(document, versies, today(call));
        // That an earlier version runs on is no lack: publishing can end it.
        let is_lack = |fault: &&InvalidParam| {
            fault.code != "overlap" || !matches!(opvolging, Opvolging::Vrij | Opvolging::Eindigt(_))
        };
        let nodig = faults.iter().filter(is_lack).map(|fault| lack(call, document, &opvolging, fault)).collect();
        let velden = match &opvolging {
            Opvolging::Eindigt(earlier) => vec![end_earlier_question(call, document, earlier, versies)],
            _ => Vec::new(),
        };
        Ok(Self { nodig, velden })
    }
}

fn today(call: &PageCall) -> Date {
    values::local_date(call.tenant.db.clock().now())
}

/// Asks to end the version before it, and says which one that is and when it ends. Nothing is ticked beforehand.
fn end_earlier_question(call: &PageCall, document: &Document, earlier: &[Uuid], versies: &[TypeRij]) -> Veld {
    let begin = versies.iter().find(|one| earlier.contains(&one.uuid)).map(|one| one.begin_geldigheid);
    let begin = begin.unwrap_or(document.rond.begin_geldigheid);
    let dag = day_text(call, document.rond.begin_geldigheid);
    let label = call.text("catalogi-eindig-vorige", &[("begin", day_text(call, begin).into()), ("dag", dag.into())]);
    Veld {
        required: true,
        description: call.text("catalogi-eindig-vorige-uitleg", &[]),
        ..Veld::new("checkbox", "vorige", label)
    }
}

/// Says what a concept lacks, with the part of the page where it is put right.
fn lack(call: &PageCall, document: &Document, opvolging: &Opvolging<Uuid>, fault: &InvalidParam) -> Fout {
    let place = match fault.name.as_str() {
        "statustypen" => "statustype",
        "resultaattypen" => "resultaattype",
        "roltypen" => "roltype",
        "informatieobjecttypen" => "zaaktypeinformatieobjecttype",
        "besluittypen" => "besluittypen",
        "deelzaaktypen" => "deelzaaktypen",
        _ => "gegevens",
    };
    if fault.code == "overlap" {
        let begin = document.rond.begin_geldigheid;
        let (key, dag, place) = match opvolging {
            Opvolging::Vrij => ("catalogi-nodig-beginGeldigheid-overlap", begin, place),
            Opvolging::Eindigt(_) => ("catalogi-opvolging-eindigt", begin, "vorige"),
            Opvolging::Voorbij => ("catalogi-opvolging-voorbij", begin, place),
            Opvolging::Einde(dag) => ("catalogi-opvolging-einde", *dag, place),
            Opvolging::ZelfdeDag => ("catalogi-opvolging-zelfde-dag", begin, place),
        };
        let text = call.text(key, &[("dag", day_text(call, dag).into())]);
        return Fout { text, href: format!("#{place}") };
    }
    let key = format!("catalogi-nodig-{}-{}", fault.name, fault.code);
    let text = call.app.pages().texts().find_text(&call.lang.0, &key, &[]);
    Fout { text: text.unwrap_or_else(|| fault.reason.clone()), href: format!("#{place}") }
}

/// `POST /beheer/catalogi/{soort}/{id}/publiceer`
pub(crate) async fn publish(
    call: PageCall,
    diensten: Diensten,
    Path((soort, id)): Path<(String, String)>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let document = find(&mut call.tenant.db.reader(), &soort, &id).await?;
    let (soort, uuid) = (document.soort, document.uuid);
    let klassen = Klassen::ask(&diensten, &call.tenant.db, soort, uuid).await;
    let klassen = klassen.map_err(|fault| PageError::internal(&fault))?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let end_earlier = pairs.find("vorige").is_some();
    match beheer::publish(&mut tx, soort, uuid, end_earlier, &klassen).await {
        Ok(ended) => {
            tx.commit().await?;
            let vorige = ended.map(|day| format!("&vorige={day}")).unwrap_or_default();
            let to = paths::type_of(soort.resource(), uuid, "");
            Ok(Redirect::to(&format!("{to}?gedaan=gepubliceerd{vorige}")).into_response())
        }
        Err(error) => {
            let faults = invalid(error)?;
            drop(tx);
            let mut db = call.tenant.db.reader();
            let versies = beheer::list_versies(&mut db, &document).await.map_err(|error| refused(&error))?;
            let opvolging = beheer::follow(&document, &versies, today(&call));
            let lijst = faults.iter().map(|fault| lack(&call, &document, &opvolging, fault)).collect();
            let fouten = Fouten { lijst, ..Fouten::default() };
            Ok(typen::page(&call, &session, &document, None, fouten, &pairs).await?.into_response())
        }
    }
}
