//! What is asked of the registers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::seed::{CLIENT, CLIENT_NARROW, Facts, Sample};
use super::{BASE, RSIN};

/// A request.
pub struct Ask {
    pub method: &'static str,
    pub path: String,
    pub body: Option<Value>,
}

/// Makes the next request; each call another one.
pub type Next = Arc<dyn Fn() -> Ask + Send + Sync>;

/// One thing that is measured.
pub struct Case {
    pub name: String,
    /// Who asks.
    pub client_id: &'static str,
    /// The status code of the answer.
    pub expected: u16,
    pub next: Next,
}

/// Every order that the standard offers.
const ORDERS: [&str; 12] = [
    "startdatum",
    "-startdatum",
    "einddatum",
    "-einddatum",
    "publicatiedatum",
    "-publicatiedatum",
    "archiefactiedatum",
    "-archiefactiedatum",
    "registratiedatum",
    "-registratiedatum",
    "identificatie",
    "-identificatie",
];

fn case(name: &str, expected: u16, next: impl Fn() -> Ask + Send + Sync + 'static) -> Case {
    Case { name: name.to_owned(), client_id: CLIENT, expected, next: Arc::new(next) }
}

fn get(path: String) -> Ask {
    Ask { method: "GET", path, body: None }
}

/// A list that is asked the same way every time.
fn list(name: &str, query: &str) -> Case {
    let path = match query {
        "" => "/zaken/api/v1/zaken".to_owned(),
        query => format!("/zaken/api/v1/zaken?{query}"),
    };
    case(name, 200, move || get(path.clone()))
}

/// Hands out samples by turns.
struct Turns {
    samples: Vec<Sample>,
    next: AtomicUsize,
}

impl Turns {
    fn of(facts: &Facts, keep: impl Fn(&Sample) -> bool) -> Arc<Self> {
        let samples = facts.samples.iter().filter(|sample| keep(sample)).cloned().collect();
        Arc::new(Self { samples, next: AtomicUsize::new(0) })
    }

    /// The number of the turn, and its sample. Steps of a prime length keep neighbours apart.
    fn take(&self) -> (usize, &Sample) {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        (turn, &self.samples[turn.wrapping_mul(7919) % self.samples.len()])
    }
}

fn each(name: &str, turns: &Arc<Turns>, path: fn(&Sample) -> String) -> Case {
    let turns = Arc::clone(turns);
    case(name, 200, move || get(path(turns.take().1)))
}

/// What is read.
pub fn reading(facts: &Facts, now: Timestamp) -> Vec<Case> {
    let all = Turns::of(facts, |_| true);
    let zaaktypen: Vec<String> =
        facts.zaaktypen.iter().map(|uuid| format!("{BASE}/catalogi/api/v1/zaaktypen/{uuid}")).collect();
    let (common, rare) = (&zaaktypen[0], &zaaktypen[zaaktypen.len() - 1]);
    let (size, page) = deep_page(facts.reached);
    let day = |days: i64| {
        let moment = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
        values::local_date(moment)
    };
    let bsn = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn";
    let mut cases = vec![
        each("zaak by uuid", &all, |one| format!("/zaken/api/v1/zaken/{}", one.uuid)),
        list("zaken: first page of 100", ""),
        list(&format!("zaken: page {page} of {size}"), &format!("page={page}&pageSize={size}")),
        each("zaken by identificatie", &all, |one| format!("/zaken/api/v1/zaken?identificatie={}", one.identificatie)),
        list("zaken by zaaktype, open", &format!("zaaktype={common}&einddatum__isnull=true")),
        list("zaken by a rare zaaktype", &format!("zaaktype={rare}")),
    ];
    let turns = Arc::clone(&all);
    cases.push(case("zaken by rol BSN", 200, move || get(format!("/zaken/api/v1/zaken?{bsn}={}", turns.take().1.bsn))));
    cases.extend(ORDERS.iter().map(|order| list(&format!("zaken, ordering {order}"), &format!("ordering={order}"))));
    cases.extend([
        list("zaken, ordering by two fields", "ordering=-startdatum,identificatie"),
        list("zaken by zaaktype, ordering", &format!("zaaktype={rare}&ordering=-startdatum")),
        list("zaken from a day on", &format!("startdatum__gte={}", day(2000))),
        list("zaken up to a day", &format!("startdatum__lte={}", day(2000))),
        list("zaken that are open", "einddatum__isnull=true"),
        list("zaken that ended", "einddatum__isnull=false"),
        list("zaken up to a level", "maximaleVertrouwelijkheidaanduiding=openbaar"),
        Case { client_id: CLIENT_NARROW, ..list("zaken of who reaches few", "") },
        Case { client_id: CLIENT_NARROW, ..list("zaken of who reaches few, ordering", "ordering=-startdatum") },
        each("statussen of a zaak", &all, |one| {
            format!("/zaken/api/v1/statussen?zaak={BASE}/zaken/api/v1/zaken/{}", one.uuid)
        }),
        case("statussen: first page", 200, || get("/zaken/api/v1/statussen".to_owned())),
        case("rollen: first page", 200, || get("/zaken/api/v1/rollen".to_owned())),
        each("rollen by BSN", &all, |one| {
            format!("/zaken/api/v1/rollen?betrokkeneIdentificatie__natuurlijkPersoon__inpBsn={}", one.bsn)
        }),
    ]);
    cases
}

/// Page 5,000, of 100 zaken or as many as there are.
fn deep_page(reached: usize) -> (usize, usize) {
    ((reached / 5_001).clamp(1, 100), 5_000.min(reached.max(1)))
}

/// Making a zaak.
pub fn make_zaak(facts: &Facts, now: Timestamp) -> Case {
    let zaaktype = format!("{BASE}/catalogi/api/v1/zaaktypen/{}", facts.zaaktypen[0]);
    let today = values::local_date(now).to_string();
    case("POST zaak", 201, move || Ask {
        method: "POST",
        path: "/zaken/api/v1/zaken".to_owned(),
        body: Some(json!({
            "bronorganisatie": RSIN,
            "verantwoordelijkeOrganisatie": RSIN,
            "zaaktype": zaaktype,
            "startdatum": today,
            "omschrijving": "Bezwaar tegen aanslag",
        })),
    })
}

/// Setting a status on zaken that run.
pub fn set_status(facts: &Facts, now: Timestamp) -> Case {
    let open = Turns::of(facts, |one| one.is_open);
    // Two statussen of a zaak never have the same moment.
    let from = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
    case("POST status", 201, move || {
        let (turn, zaak) = open.take();
        let micros = SignedDuration::from_micros(i64::try_from(turn).unwrap_or(0));
        Ask {
            method: "POST",
            path: "/zaken/api/v1/statussen".to_owned(),
            body: Some(json!({
                "zaak": format!("{BASE}/zaken/api/v1/zaken/{}", zaak.uuid),
                "statustype": format!("{BASE}/catalogi/api/v1/statustypen/{}", zaak.statustype),
                "datumStatusGezet": from.checked_add(micros).unwrap_or(from).to_string(),
            })),
        }
    })
}

const DOCUMENT_BYTES: usize = 20 * 1024;

/// Putting a document of 20 kB in; each another one, for equal bytes are stored once.
pub fn put_document(facts: &Facts) -> Case {
    let informatieobjecttype = format!("{BASE}/catalogi/api/v1/informatieobjecttypen/{}", facts.informatieobjecttype);
    let turn = AtomicUsize::new(0);
    case("POST document of 20 kB", 201, move || {
        let mut bytes = vec![b'.'; DOCUMENT_BYTES];
        let name = format!("{}-{}", std::process::id(), turn.fetch_add(1, Ordering::Relaxed));
        bytes[..name.len()].copy_from_slice(name.as_bytes());
        Ask {
            method: "POST",
            path: "/documenten/api/v1/enkelvoudiginformatieobjecten".to_owned(),
            body: Some(json!({
                "bronorganisatie": RSIN,
                "creatiedatum": "2026-01-01",
                "titel": "Bijlage",
                "auteur": "Bench",
                "taal": "nld",
                "formaat": "text/plain",
                "bestandsnaam": "bijlage.txt",
                "bestandsomvang": DOCUMENT_BYTES,
                "inhoud": STANDARD.encode(&bytes),
                "informatieobjecttype": informatieobjecttype,
            })),
        }
    })
}

/// Getting documents out.
pub fn get_document(urls: Vec<String>) -> Case {
    let turn = AtomicUsize::new(0);
    case("GET document of 20 kB", 200, move || {
        let url = &urls[turn.fetch_add(1, Ordering::Relaxed) % urls.len()];
        get(format!("{}/download", url.strip_prefix(BASE).unwrap_or(url)))
    })
}
