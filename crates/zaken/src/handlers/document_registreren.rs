//! `/document_registreren` of the Documenten API: a document and its place in a zaak, in one call. It is here because documents do not
//! know zaken.

use ::store::Tx;
use autorisaties::InvalidField;
use autorisaties::handlers::{Caller, Fields, Urls};
use axum::body::Body;
use axum::http::HeaderMap;
use axum::response::Response;
use diensten::Diensten;
use documenten::nieuw::{self, Gelezen, NieuwDocument};
use documenten::register::DocumentRegel;
use documenten::{DocumentenError, paths as documenten_paths};
use serde::Serialize;
use values::Id;
use web::{Created, InvalidParam, Problem, Tenant};

use super::zaakinformatieobjecten::read_gegevens;
use super::{NULLABLE, find_main, require};
use crate::access::{self, Scope};
use crate::operations::RelatieGegevens;
use crate::{Relatie, Zaak, operations, views};

const DOCUMENT: &str = "enkelvoudiginformatieobject";
const RELATIE: &str = "zaakinformatieobject";

#[derive(Serialize)]
struct RegistratieView<D, R> {
    enkelvoudiginformatieobject: D,
    zaakinformatieobject: R,
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    nieuw::require(&caller)?;
    require(&caller, &[Scope::Aanmaken, Scope::Bijwerken, Scope::GeforceerdBijwerken])?;
    let Gelezen { map, inhoud, bytes } = nieuw::read_body(&headers, body, &tenant, &[DOCUMENT, "inhoud"]).await?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let parts = (fields.object_required(DOCUMENT), fields.object_required(RELATIE));
    let (Some(document), Some(relatie)) = parts else { return Err(fields.refuse()) };

    let mut inner = Fields::new(relatie).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut inner, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[Scope::Aanmaken])?;
    }
    let gegevens = read_gegevens(&mut inner, &urls);
    fields.add_within(RELATIE, inner);
    let mut inner = Fields::new(document).strict(documenten::NULLABLE);
    let new = nieuw::read(&caller.0, &tenant.db, &urls, &mut inner, inhoud).await?;
    fields.add_within(DOCUMENT, inner);
    let (Some((zaak, _)), Some(new), true) = (zaak, new, fields.is_valid()) else { return Err(fields.refuse()) };
    if let Some(bytes) = bytes {
        // Done once without a commit, so that all rules are judged before the bytes get their name: of what is refused nothing stays.
        let mut tx = tenant.db.begin(&caller.0).await?;
        register(&mut tx, &caller, zaak.uuid, &new, gegevens.clone()).await?;
        drop(tx);
        bytes.keep().await?;
    }

    let mut tx = tenant.db.begin(&caller.0).await?;
    let (regel, relatie) = register(&mut tx, &caller, zaak.uuid, &new, gegevens).await?;
    tx.commit().await?;
    let url = urls.url(documenten_paths::ENKELVOUDIGINFORMATIEOBJECTEN, regel.document.uuid.uuid()).to_string();
    let view = RegistratieView {
        enkelvoudiginformatieobject: nieuw::view(&regel, &urls),
        zaakinformatieobject: views::relatie(&relatie, &urls),
    };
    Ok(Created(view).at(&url))
}

/// Adds the document and puts it in the zaak.
async fn register(
    tx: &mut Tx,
    caller: &Caller,
    zaak: Id<Zaak>,
    new: &NieuwDocument,
    gegevens: RelatieGegevens,
) -> Result<(DocumentRegel, Relatie), Problem> {
    let added = documenten::register_document(tx, &caller.0, &new.gegevens, &new.bestand).await;
    let regel = added.map_err(of_document)?;
    let relatie = operations::put_document(tx, &caller.0, zaak, &regel.document, gegevens).await?;
    Ok((regel, relatie))
}

/// What is wrong with the document is told by the name that it has in this body.
fn of_document(error: DocumentenError) -> Problem {
    let DocumentenError::Invalid(faults) = error else { return error.into() };
    let below = |fault: InvalidField| InvalidParam::new(format!("{DOCUMENT}.{}", fault.name), fault.code, fault.reason);
    Problem::invalid(faults.into_iter().map(below).collect())
}
