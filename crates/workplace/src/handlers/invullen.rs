//! What staff does with a zaak besides its tasks: a note, a document, its terms. Only while it runs.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use documenten::{Content, DocumentStatus, NewDocument};
use forms::Doel;
use identity::{StaffForm, StaffSession};
use serde_json::json;
use values::Id;
use web::{FileHead, Megabytes, Multipart, Page, PageCall, PageError, Pairs};
use zaken::portaal;
use zaken::rules::termijnen;
use zaken::{Zaak, Zaaknotitie, ZakenError};

use crate::load::{self, internal};
use crate::paths;
use crate::surroundings::{self, Melding};
use crate::views::{Ingevuld, Invul, Invullen, NOTITIE_MAX, ONDERWERP_MAX, TITEL_MAX, Tab};

/// A running zaak that this member of staff may change.
struct Running {
    zaak: Zaak,
    zaaktype: Arc<catalogi::Zaaktype>,
}

impl Running {
    async fn find(call: &PageCall, session: &StaffSession, uuid: &str) -> Result<Self, PageError> {
        let mut db = call.tenant.db.reader();
        let zaak = load::zaak::find(&mut db, &session.medewerker, uuid).await?;
        let zaaktype = catalogi::read_zaaktype(&mut db, zaak.zaaktype).await.map_err(internal)?;
        Ok(Self { zaak, zaaktype })
    }

    fn page(
        &self,
        call: &PageCall,
        session: &StaffSession,
        ingevuld: &Ingevuld,
        invul: Invul,
    ) -> Result<Page, PageError> {
        let (texts, lang) = (call.app.pages().texts(), &call.lang.0);
        let page = invul.page(Invullen { zaak: &self.zaak, zaaktype: &self.zaaktype, ingevuld, texts, lang });
        let title = format!("{} {}", call.text(page.titel, &[]), page.nummer);
        let chrome = surroundings::chrome(call, session, &title, Some(Tab::Zaken), None);
        call.page("workplace/invullen.html", page, &chrome)
    }

    fn refuse(
        &self,
        call: &PageCall,
        session: &StaffSession,
        ingevuld: &Ingevuld,
        invul: Invul,
    ) -> Result<Response, PageError> {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.page(call, session, ingevuld, invul)?).into_response())
    }

    fn done(&self, melding: Melding) -> Response {
        Redirect::to(&melding.on(&paths::zaak(self.zaak.uuid))).into_response()
    }
}

async fn show(call: &PageCall, session: &StaffSession, uuid: &str, invul: Invul) -> Result<Page, PageError> {
    Running::find(call, session, uuid).await?.page(call, session, &Ingevuld::default(), invul)
}

/// `GET /werk/zaken/{uuid}/notitie`
pub(crate) async fn ask_notitie(
    call: PageCall,
    session: StaffSession,
    Path(uuid): Path<String>,
) -> Result<Page, PageError> {
    show(&call, &session, &uuid, Invul::Notitie).await
}

/// `GET /werk/zaken/{uuid}/document`
pub(crate) async fn ask_document(
    call: PageCall,
    session: StaffSession,
    Path(uuid): Path<String>,
) -> Result<Page, PageError> {
    show(&call, &session, &uuid, Invul::Document).await
}

/// `GET /werk/zaken/{uuid}/termijn`
pub(crate) async fn ask_termijn(
    call: PageCall,
    session: StaffSession,
    Path(uuid): Path<String>,
) -> Result<Page, PageError> {
    show(&call, &session, &uuid, Invul::Termijn).await
}

/// `POST /werk/zaken/{uuid}/notitie`
pub(crate) async fn add_notitie(
    call: PageCall,
    Path(uuid): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    let running = Running::find(&call, &session, &uuid).await?;
    let mut typed = read(&pairs, &["onderwerp", "tekst"]);
    typed.judge_text("onderwerp", ONDERWERP_MAX);
    typed.judge_text("tekst", NOTITIE_MAX);
    if !typed.fouten.is_empty() {
        return running.refuse(&call, &session, &typed, Invul::Notitie);
    }
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let new = Zaaknotitie {
        uuid: Id::new(uuid::Uuid::nil()),
        zaak: running.zaak.uuid,
        onderwerp: typed.text("onderwerp").to_owned(),
        tekst: typed.text("tekst").to_owned(),
        aangemaakt_door: session.medewerker.naam.clone(),
        notitie_type: "intern".to_owned(),
        status: "definitief".to_owned(),
        aanmaakdatum: tx.now(),
        wijzigingsdatum: tx.now(),
    };
    zaken::operations::add_notitie(&mut tx, &session.actor, new).await.map_err(refused)?;
    tx.commit().await?;
    Ok(running.done(Melding::NotitieBewaard))
}

/// `POST /werk/zaken/{uuid}/termijn`: makes the zaak take longer, wait, or go on.
pub(crate) async fn change_termijn(
    call: PageCall,
    Path(uuid): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    let running = Running::find(&call, &session, &uuid).await?;
    let mut typed = read(&pairs, &["duur", "reden"]);
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let (actor, zaak, reden) = (&session.actor, running.zaak.uuid, typed.text("reden"));
    let (outcome, melding) = match typed.actie.as_str() {
        // What is no number of days is no days.
        "verleng" => {
            let dagen = typed.text("duur").parse().unwrap_or(0);
            (zaken::operations::verleng_zaak(&mut tx, actor, zaak, dagen, reden).await, Melding::Verlengd)
        }
        "schort-op" => (zaken::operations::schort_zaak_op(&mut tx, actor, zaak, reden).await, Melding::Opgeschort),
        "hervat" => (zaken::operations::hervat_zaak(&mut tx, actor, zaak).await, Melding::Hervat),
        _ => return Err(PageError::BadRequest),
    };
    let faults = match outcome {
        Ok(_) => {
            tx.commit().await?;
            return Ok(running.done(melding));
        }
        Err(ZakenError::Invalid(faults)) => faults,
        Err(error) => return Err(refused(error)),
    };
    drop(tx);
    for fault in faults {
        match (&*fault.name, fault.code) {
            ("reden", "max_length") => typed.add_fault("reden", "maxLength", &json!({ "limit": 200 })),
            ("reden", _) => typed.add_fault("reden", "required", &json!({})),
            ("duur", _) => {
                let most = termijnen::verlenging_max(&running.zaak, &running.zaaktype).unwrap_or_default();
                let is_more = typed.text("duur").parse::<i32>().is_ok_and(|days| days > most);
                let (code, limit) = if is_more { ("max", most) } else { ("min", 1) };
                typed.add_fault("duur", code, &json!({ "limit": limit }));
            }
            // A colleague did it in the meantime: the page shows how it stands.
            _ => return Err(PageError::Conflict),
        }
    }
    running.refuse(&call, &session, &typed, Invul::Termijn)
}

/// `POST /werk/zaken/{uuid}/document`: a file is judged, with all answers, before a byte is stored.
pub(crate) async fn add_document(
    call: PageCall,
    session: StaffSession,
    Path(uuid): Path<String>,
    size: Megabytes,
    body: Multipart,
) -> Result<Response, PageError> {
    forms::spend(&call, &session.medewerker.id, &Doel::default(), size)?;
    let running = Running::find(&call, &session, &uuid).await?;
    if running.zaak.einddatum.is_some() {
        return Err(PageError::Conflict);
    }
    let mut known = None;
    let mut wrong_kind = None;
    let let_in = |pairs: &Pairs, file: FileHead<'_>| {
        if file.field != "bestand" {
            return Err(PageError::BadRequest);
        }
        match forms::known_file(&file) {
            Ok(found) if known.is_none() && judge(pairs, &running.zaaktype).fouten.is_empty() => {
                known = Some(found);
                Ok(Some(forms::FILE_BYTES_MAX))
            }
            Ok(_) => Ok(None),
            Err(code) => {
                wrong_kind = Some((code, file.file_name.to_owned()));
                Ok(None)
            }
        }
    };
    let sent = body.read(&call.tenant, |pairs| session.check_csrf(pairs), let_in).await?;
    let mut typed = judge(&sent.pairs, &running.zaaktype);
    match (wrong_kind, sent.too_large.is_empty(), sent.files.first()) {
        (Some((code, name)), ..) => {
            typed.add_fault("bestand", code, &json!({ "name": name, "types": forms::known_types() }));
        }
        (_, false, _) => {
            typed.add_fault("bestand", "fileMaxSize", &json!({ "limit": forms::FILE_BYTES_MAX / (1024 * 1024) }));
        }
        // Also of a file that was not kept because of another answer: a browser can't choose it again.
        (_, _, None) => typed.add_fault("bestand", "required", &json!({})),
        _ => {}
    }
    let (Some(file), Some(known), true) = (sent.files.first(), known, typed.fouten.is_empty()) else {
        return running.refuse(&call, &session, &typed, Invul::Document);
    };
    let soort = running.zaaktype.informatieobjecttype(typed.text("soort")).ok_or(PageError::BadRequest)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let (today, gemeente) = (tx.today(), tx.db().gemeente());
    let new = NewDocument {
        informatieobjecttype: soort,
        vertrouwelijkheidaanduiding: Some(portaal::level(
            soort.vertrouwelijkheidaanduiding,
            typed.text("zichtbaar") == "ja",
        )),
        bronorganisatie: &gemeente.rsin,
        titel: typed.text("titel"),
        auteur: &session.medewerker.naam,
        status: DocumentStatus::Definitief,
        formaat: known.media_type,
        bestandsnaam: &known.naam,
        beschrijving: "",
        ontvangstdatum: (typed.text("herkomst") == "ontvangen").then_some(today),
        verzenddatum: None,
        content: Content::Stored(&store::files::Stored { hash: file.hash.clone(), size: file.size }),
    };
    let document = documenten::create(&mut tx, &new).await.map_err(internal)?;
    let zaak = running.zaak.uuid;
    let relatie = zaken::operations::link_document(&mut tx, &session.actor, zaak, &document).await.map_err(refused)?;
    if typed.text("zichtbaar") == "ja" {
        zaken::operations::tell_document(&mut tx, zaak, relatie).await.map_err(refused)?;
    }
    tx.commit().await?;
    Ok(running.done(Melding::DocumentToegevoegd))
}

fn judge(pairs: &Pairs, zaaktype: &catalogi::Zaaktype) -> Ingevuld {
    let mut typed = read(pairs, &["titel", "soort", "herkomst", "zichtbaar"]);
    typed.judge_text("titel", TITEL_MAX);
    let soorten = zaaktype.informatieobjecttypen.iter().map(|one| one.informatieobjecttype.omschrijving.as_str());
    typed.judge_choice("soort", soorten);
    typed.judge_choice("herkomst", ["ontvangen", "gemeente"].into_iter());
    typed.judge_choice("zichtbaar", ["ja", "nee"].into_iter());
    typed
}

fn read(pairs: &Pairs, fields: &[&'static str]) -> Ingevuld {
    let text = |field: &str| pairs.find(field).unwrap_or_default().to_owned();
    let waarden = fields.iter().map(|field| (*field, text(field))).collect();
    Ingevuld { actie: text("_actie"), waarden, ..Ingevuld::default() }
}

/// A zaak that ended in the meantime, or was archived, lets nothing be done.
fn refused(error: ZakenError) -> PageError {
    match error {
        ZakenError::Forbidden(_) | ZakenError::Invalid(_) => PageError::Conflict,
        ZakenError::ZaakNotFound => PageError::NotFound,
        error => internal(error),
    }
}
