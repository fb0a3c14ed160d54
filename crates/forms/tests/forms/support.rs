//! Databases with the bouwsteen bezwaarschrift, and people who fill in its forms.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use form_logic::{IdentifierRole, PrefillKey, Strictness};
use forms::{
    Eigenaar, FormContext, FormFiles, FormsError, Formulier, Inzending, NextStep, PostedFiles, Prefill, Saved,
    StepErrors, StepOutcome, StepPost, StepView, Submitted, Upload, Verzending,
};
use serde_json::{Value, json};
use store::{Db, Sql, Tx, sql};
use test_kit::{bouwstenen, people, still_clock, voorbeeldstad};
use values::actor::{Betrouwbaarheidsniveau, Burger, Grond, Medewerker, Vertegenwoordiging};
use values::{Actor, Rsin};

pub use test_kit::bouwstenen::text;
pub use test_kit::{Database, SYSTEEM};

pub fn form_files(bouwsteen: &str, slug: &str) -> FormFiles {
    let file = |name: &str| text(&format!("{bouwsteen}/formulieren/{slug}/{name}.json"));
    FormFiles {
        slug: slug.to_owned(),
        forms: file("forms"),
        form_steps: file("formSteps"),
        form_definitions: file("formDefinitions"),
        form_logic: file("formLogic"),
        form_variables: file("formVariables"),
        loket: file("loket"),
    }
}

pub async fn databases() -> Vec<Database> {
    databases_with(|_| {}).await
}

/// Opens a fresh database of each kind; `change` may spoil the zaaktype before it is installed.
pub async fn databases_with(change: impl Fn(&mut Value)) -> Vec<Database> {
    let databases = test_kit::databases(&voorbeeldstad(), still_clock).await;
    for Database { db, .. } in &databases {
        let mut tx = db.begin(&SYSTEEM).await.unwrap();
        install(&mut tx, &db.gemeente().rsin, &change).await;
        tx.commit().await.unwrap();
    }
    databases
}

async fn install(tx: &mut Tx, rsin: &Rsin, change: &impl Fn(&mut Value)) {
    let catalogus = catalogi::ensure_catalogus(tx, "LOKET", rsin, "Test").await.unwrap();
    let mut zaaktype = bouwstenen::json("bezwaarschrift/zaaktype.json");
    change(&mut zaaktype);
    let package = serde_json::from_value(zaaktype).unwrap();
    catalogi::import_zaaktype(tx, &catalogus, &package).await.unwrap();
    let xml = text("bezwaarschrift/processen/bezwaarschrift.bpmn");
    let koppelingen = text("bezwaarschrift/processen/bezwaarschrift.koppelingen.json");
    process::install_proces(tx, &xml, &koppelingen).await.unwrap();
    process::install_sjabloon(tx, "", "aanvraag", &text("basis/sjablonen/aanvraag.typ")).await.unwrap();
    process::install_sjabloon(tx, "", "besluit", &text("basis/sjablonen/besluit.typ")).await.unwrap();
    for slug in [
        "bezwaar-maken",
        "bezwaar-aanvulling",
        "medewerker-intake",
        "medewerker-aanvulling-beoordelen",
        "medewerker-beslissing",
    ] {
        forms::install_form(tx, &form_files("bezwaarschrift", slug)).await.unwrap();
    }
}

pub fn anne() -> Burger {
    people::burger("999993653", "Anne de Boer")
}

/// Piet, who acts for Anne.
pub fn piet_for_anne(grond: Grond, zaaktypen: &[&str]) -> Burger {
    Burger {
        bsn: "999990019".parse().unwrap(),
        naam: "Piet Pietersen".into(),
        loa: Betrouwbaarheidsniveau::Substantieel,
        vertegenwoordigt: Some(Vertegenwoordiging {
            bsn: anne().bsn,
            naam: anne().naam,
            grond,
            zaaktypen: zaaktypen.iter().map(|zaaktype| (*zaaktype).to_owned()).collect(),
        }),
    }
}

pub fn fatima() -> Medewerker {
    Medewerker { id: "fatima".into(), naam: "Fatima Yilmaz".into(), rollen: vec!["behandelaars".into()] }
}

pub fn facts() -> Prefill {
    let fact = |attribute: &str, role: IdentifierRole, value: &str| {
        (PrefillKey { plugin: "haalcentraal".into(), attribute: attribute.into(), role }, json!(value))
    };
    let address =
        |part: &str, value: &str| fact(&format!("verblijfplaats.verblijfadres.{part}"), IdentifierRole::Main, value);
    HashMap::from([
        fact("naam.volledigeNaam", IdentifierRole::Main, "Anne de Boer"),
        fact("naam.volledigeNaam", IdentifierRole::Authorizee, "Piet Pietersen"),
        address("officieleStraatnaam", "Kerkstraat"),
        address("huisnummer", "12"),
        address("huisletter", "a"),
        address("postcode", "1234AB"),
        address("woonplaats", "Voorbeeldstad"),
    ])
}

/// Somebody at a form, who does what the portal does.
pub struct Person {
    pub db: Db,
    pub eigenaar: Eigenaar,
    pub actor: Actor,
    pub formulier: Arc<Formulier>,
    pub inzending: Inzending,
}

impl Person {
    /// Starts the aanvraag bezwaar.
    pub async fn start(db: &Db, eigenaar: Eigenaar, prefill: Prefill) -> Self {
        Self::start_form(db, eigenaar, "bezwaar-maken", None, prefill).await
    }

    pub async fn start_form(
        db: &Db,
        eigenaar: Eigenaar,
        slug: &str,
        taak: Option<values::Id<process::Taak>>,
        prefill: Prefill,
    ) -> Self {
        let actor = match &eigenaar {
            Eigenaar::Burger(burger) => Actor::Burger(burger.clone()),
            Eigenaar::Medewerker(medewerker) => Actor::Medewerker(medewerker.clone()),
            Eigenaar::Anoniem(_) => Actor::Systeem("portaal"),
        };
        let formulier = forms::find_formulier(&mut db.reader(), slug).await.unwrap().unwrap();
        let mut tx = db.begin(&actor).await.unwrap();
        let mut inzending = forms::start(&mut tx, &eigenaar, &formulier, taak).await.unwrap();
        forms::save_prefill(&mut tx, &mut inzending, prefill).await.unwrap();
        tx.commit().await.unwrap();
        Self { db: db.clone(), eigenaar, actor, formulier, inzending }
    }

    /// Reads the submission again, as every request does.
    pub async fn reload(&mut self) {
        let found = forms::find_inzending(&mut self.db.reader(), &self.eigenaar, self.inzending.uuid).await.unwrap();
        self.inzending = found.expect("the owner finds her own submission");
    }

    pub fn ctx(&self) -> FormContext {
        FormContext::of(self.db.clock().now(), &self.eigenaar, &self.inzending)
    }

    pub fn see(&self, step: &str) -> StepView {
        forms::step_view(&self.formulier, &self.inzending, step, None, &self.ctx()).unwrap()
    }

    pub fn open_step(&self) -> NextStep {
        forms::next_open_step(&self.formulier, &self.inzending, &self.ctx())
    }

    pub async fn post_full(
        &mut self,
        step: &str,
        pairs: &[(&str, &str)],
        uploads: &[Upload],
        strictness: Strictness,
    ) -> Result<StepOutcome, FormsError> {
        let files = PostedFiles { uploads: uploads.to_vec(), ..PostedFiles::default() };
        self.post_files(step, pairs, &files, strictness).await
    }

    pub async fn post_files(
        &mut self,
        step: &str,
        pairs: &[(&str, &str)],
        files: &PostedFiles,
        strictness: Strictness,
    ) -> Result<StepOutcome, FormsError> {
        let mut pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut tx = self.db.begin(&self.actor).await?;
        // As the page of this moment says, unless the test says otherwise.
        if pairs.iter().all(|(name, _)| name != "_versie") {
            let now = forms::find_inzending(&mut tx, &self.eigenaar, self.inzending.uuid).await?;
            let versie = now.and_then(|now| Some(now.stappen.get(step)?.versie));
            pairs.extend(versie.map(|versie| ("_versie".to_owned(), versie.to_string())));
        }
        let post = StepPost { step, pairs: &pairs, files, strictness };
        let outcome = forms::save_step(&mut tx, &self.inzending, &post, &self.ctx()).await?;
        tx.commit().await?;
        self.reload().await;
        Ok(outcome)
    }

    /// Posts "volgende" and expects it to be taken.
    pub async fn next(&mut self, step: &str, pairs: &[(&str, &str)]) -> NextStep {
        match self.post_full(step, pairs, &[], Strictness::Next).await.unwrap() {
            StepOutcome::Saved(Saved { next }) => next,
            StepOutcome::Refused(refused) => panic!("{step}: {:?}", refused.errors),
        }
    }

    /// Posts "volgende" and expects it to be refused.
    pub async fn refused(&mut self, step: &str, pairs: &[(&str, &str)], uploads: &[Upload]) -> StepErrors {
        match self.post_full(step, pairs, uploads, Strictness::Next).await.unwrap() {
            StepOutcome::Refused(refused) => refused,
            StepOutcome::Saved(_) => panic!("{step}: it was taken"),
        }
    }

    /// Fills in the whole bezwaar of somebody who logged in.
    pub async fn fill_in(&mut self) {
        assert_eq!(self.next("uw-gegevens", CONTACT).await, NextStep::Step("besluit".into()));
        assert_eq!(self.next("besluit", BESLUIT).await, NextStep::Step("reden".into()));
        assert_eq!(self.next("reden", REDEN).await, NextStep::Overzicht);
    }

    pub async fn submit(&self) -> Result<Submitted, FormsError> {
        self.submit_with(&Verzending { accepts_privacy: true, declares_truth: true, ..Verzending::default() }).await
    }

    pub async fn submit_with(&self, verzending: &Verzending) -> Result<Submitted, FormsError> {
        let ctx = self.ctx();
        forms::submit_aanvraag(&self.db, &self.actor, &self.eigenaar, &self.inzending, &ctx, verzending).await
    }

    pub async fn submit_taak(&self) -> Result<(), FormsError> {
        forms::submit_taak(&self.db, &self.actor, &self.eigenaar, &self.inzending, &self.ctx()).await
    }
}

pub const CONTACT: &[(&str, &str)] =
    &[("email", "anne@example.nl"), ("telefoonnummer", "06 12345678"), ("namensWie", "mijzelf")];
pub const BESLUIT: &[(&str, &str)] = &[
    ("kenmerkBesluit", "B-2026-17"),
    ("datumBesluit-day", "10"),
    ("datumBesluit-month", "11"),
    ("datumBesluit-year", "2026"),
    ("onderwerpBesluit", "Weigering parkeervergunning"),
];
pub const REDEN: &[(&str, &str)] = &[("gronden", "Het besluit klopt niet."), ("hoorzitting", "nee"), ("spoed", "nee")];

/// Stores bytes and returns them as a file that came in.
pub async fn upload(db: &Db, key: &str, name: &str, content_type: &str, bytes: &[u8]) -> Upload {
    let stored = db.files().put(Bytes::copy_from_slice(bytes)).await.unwrap();
    Upload {
        key: key.to_owned(),
        name: name.to_owned(),
        content_type: content_type.to_owned(),
        stored,
        first_bytes: bytes.iter().copied().take(4096).collect(),
    }
}

/// Returns the faults as "key code".
pub fn codes(refused: &StepErrors) -> Vec<String> {
    refused.errors.iter().map(|error| format!("{} {}", error.key, error.code)).collect()
}

/// Returns the keys of all visible fields, in the order of the page.
pub fn keys(fields: &[form_logic::Field]) -> Vec<String> {
    let mut keys = Vec::new();
    for field in fields {
        if !field.key.is_empty() {
            keys.push(field.key.clone());
        }
        keys.extend(self::keys(&field.children));
    }
    keys
}

macro_rules! count {
    ($db:expr, $table:literal) => {{
        static COUNT: store::Sql = store::sql("test.count", concat!("SELECT count(*) FROM ", $table));
        $crate::support::count_rows($db, &COUNT).await
    }};
}
pub(crate) use count;

pub async fn count_rows(db: &Db, sql: &'static Sql) -> i64 {
    db.reader().query_one(sql, &[], |row| row.get(0)).await.unwrap()
}

/// Counts the rows of everything that a submission leaves behind.
pub async fn counts(db: &Db) -> Vec<(&'static str, i64)> {
    vec![
        ("zaak", count!(db, "zaak")),
        ("rol", count!(db, "rol")),
        ("status", count!(db, "status")),
        ("zaakeigenschap", count!(db, "zaakeigenschap")),
        ("document", count!(db, "enkelvoudiginformatieobject")),
        ("zaakinformatieobject", count!(db, "zaakinformatieobject")),
        ("procesinstantie", count!(db, "procesinstantie")),
        ("taak", count!(db, "taak")),
        ("job", count!(db, "job")),
        ("event", count!(db, "event")),
        ("audit", count!(db, "audit")),
    ]
}

/// Returns what events there are, as "resource actie", oldest first.
pub async fn events(db: &Db) -> Vec<String> {
    static EVENTS: Sql = sql("test.events", "SELECT resource, actie FROM event ORDER BY id");
    let rows = db.reader().query(&EVENTS, &[], |row| Ok(format!("{} {}", row.text(0)?, row.text(1)?))).await;
    rows.unwrap()
}
