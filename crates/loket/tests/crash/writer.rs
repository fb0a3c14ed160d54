//! What a writer makes: forms that residents send, whole: a bezwaar with an upload, and a parkeervergunning that is granted at once, with
//! its letter.

use bytes::Bytes;
use form_logic::{IdentifierRole, PrefillKey, Strictness};
use forms::{Eigenaar, FormContext, PostedFiles, Prefill, StepOutcome, StepPost, Upload, Verzending};
use store::Db;
use test_kit::people::burger;
use values::Actor;

/// A step of a form and the answers to it.
type Step = (&'static str, &'static [(&'static str, &'static str)]);

/// A form as it is filled in, and what must stand when it was sent.
pub struct Aanvraag {
    pub slug: &'static str,
    /// Of the number of its zaken; the other kinds have another.
    pub zaaktype: &'static str,
    pub steps: &'static [Step],
    /// The question that a file is added to, and its step.
    pub upload: Option<(&'static str, &'static str)>,
    pub stands: Stands,
}

/// What one zaak has, whole or not at all.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stands {
    pub statussen: i64,
    pub rollen: i64,
    pub eigenschappen: i64,
    pub documenten: i64,
    pub besluiten: i64,
    pub processen: i64,
    pub taken: i64,
    pub antwoorden: i64,
    /// The subjects of the mails, in alphabetical order.
    pub mails: &'static [&'static str],
}

pub const AANVRAGEN: [Aanvraag; 2] = [
    Aanvraag {
        slug: "bezwaar-maken",
        zaaktype: "BEZWAAR",
        steps: &[
            ("uw-gegevens", &[("namensWie", "mijzelf")]),
            ("besluit", &[("kenmerkBesluit", "M-1"), ("datumBesluit", "2026-11-01"), ("onderwerpBesluit", "Parkeren")]),
            ("reden", &[("gronden", "Ik had betaald."), ("hoorzitting", "nee"), ("spoed", "nee")]),
        ],
        upload: Some(("reden", "bijlagen")),
        stands: Stands {
            statussen: 1,
            rollen: 1,
            eigenschappen: 6,
            documenten: 2,
            besluiten: 0,
            processen: 1,
            taken: 1,
            antwoorden: 1,
            mails: &["Wij hebben uw bezwaar ontvangen"],
        },
    },
    Aanvraag {
        slug: "parkeervergunning-aanvragen",
        zaaktype: "PARKEERVERGUNNING-BEWONERS",
        steps: &[
            ("uw-gegevens", &[("ingeschreven", "ja")]),
            ("uw-auto", &[("kenteken", "GZ-892-K"), ("kentekenOpNaam", "ja"), ("aantalVoertuigen", "1")]),
            ("parkeren", &[("eigenParkeerplaats", "nee"), ("ingangsdatum", "2099-01-01")]),
        ],
        upload: None,
        stands: Stands {
            statussen: 3,
            rollen: 1,
            eigenschappen: 5,
            documenten: 2,
            besluiten: 1,
            processen: 1,
            taken: 0,
            antwoorden: 1,
            mails: &[
                "Er staat een bericht voor u klaar",
                "Uw zaak Parkeervergunning voor bewoners is klaar",
                "Wij hebben uw aanvraag Parkeervergunning voor bewoners ontvangen",
            ],
        },
    },
];

/// The step that asks where to mail to. Each submission has an address of its own, because not every mail names its zaak.
const MAILED: &str = "uw-gegevens";

/// Fills in and sends a form; the zaak and all that belongs to it stand when this returns. Returns the number of the zaak.
pub async fn send(db: &Db, aanvraag: &Aanvraag, bsn: &str) -> String {
    let burger = burger(bsn, "Anne de Boer");
    let eigenaar = Eigenaar::Burger(burger.clone());
    let actor = Actor::Burger(burger);
    let mut tx = db.begin(&actor).await.unwrap();
    let formulier = forms::find_formulier(&mut tx, aanvraag.slug).await.unwrap().unwrap();
    let mut inzending = forms::start(&mut tx, &eigenaar, &formulier, None).await.unwrap();
    forms::save_prefill(&mut tx, &mut inzending, brp()).await.unwrap();
    let uuid = inzending.uuid;
    tx.commit().await.unwrap();
    for (step, answers) in aanvraag.steps {
        let mut pairs: Vec<(String, String)> =
            answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if *step == MAILED {
            pairs.push(("email".to_owned(), format!("anne.{:x}@example.nl", db.clock().random())));
        }
        let mut tx = db.begin(&actor).await.unwrap();
        let inzending = forms::find_inzending(&mut tx, &eigenaar, uuid).await.unwrap().unwrap();
        // A draft of a writer that was killed goes on, with what its page would show and with its file.
        pairs.extend(inzending.stappen.get(*step).map(|stap| ("_versie".to_owned(), stap.versie.to_string())));
        let uploads = match aanvraag.upload {
            Some((of, key)) if of == *step && inzending.bestanden.is_empty() => vec![upload(db, key).await],
            _ => Vec::new(),
        };
        let ctx = FormContext::of(tx.now(), &eigenaar, &inzending);
        let post = StepPost {
            step,
            pairs: &pairs,
            files: &PostedFiles { uploads, ..PostedFiles::default() },
            strictness: Strictness::Next,
        };
        if let StepOutcome::Refused(errors) = forms::save_step(&mut tx, &inzending, &post, &ctx).await.unwrap() {
            panic!("step {step} was refused: {:?}", errors.errors);
        }
        tx.commit().await.unwrap();
    }
    let verzending = Verzending { accepts_privacy: true, declares_truth: true, ..Verzending::default() };
    let inzending = forms::find_inzending(&mut db.reader(), &eigenaar, uuid).await.unwrap().unwrap();
    let ctx = FormContext::of(db.clock().now(), &eigenaar, &inzending);
    let sent = forms::submit_aanvraag(db, &actor, &eigenaar, &inzending, &ctx, &verzending).await.unwrap();
    sent.identificatie
}

/// What the register of persons says of everybody here.
fn brp() -> Prefill {
    let address = |attribute: &str| PrefillKey {
        plugin: "haalcentraal".into(),
        attribute: format!("verblijfplaats.verblijfadres.{attribute}"),
        role: IdentifierRole::Main,
    };
    Prefill::from([(address("postcode"), "2512 JR".into()), (address("huisnummer"), 1.into())])
}

/// A file of its own for each: the same bytes would be one file for all.
async fn upload(db: &Db, key: &str) -> Upload {
    let bytes = Bytes::from(format!("%PDF-1.7\n{}", format!("% {:x}\n", db.clock().random()).repeat(200)));
    let stored = db.files().put(bytes.clone()).await.unwrap();
    Upload {
        key: key.to_owned(),
        name: "bijlage.pdf".into(),
        content_type: "application/pdf".into(),
        stored,
        first_bytes: bytes.to_vec(),
    }
}
