//! Relations that two registers both have: a document elsewhere that is in a zaak of ours stands in that register as well.
//!
//! Ours commits first, because the other side calls back to see it; then theirs is made, and when that fails ours is taken back. Removing
//! goes the other way round: with ours, a job commits that removes theirs, however often it takes.

use ::store::jobs::{Handlers, JobError};
use ::store::{Db, NewJob, Reader, Result, Tx};
use jiff::ToSpan;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Diensten, ElderFault, ExternObject, ObjectSoort, store};

/// The job that removes what mirrors a relation of ours that is gone.
pub const JOB_SPIEGEL_WEG: &str = "diensten.spiegel_weg";

/// The removal is tried at once by who asked for it; the job comes after that.
const JOB_AFTER_S: i64 = 60;

/// That a document is in an object, when they are in different registers.
#[derive(Debug, Clone)]
pub struct Spiegel {
    /// The URL of the document.
    pub informatieobject: String,
    /// The URL of the object.
    pub object: String,
    /// What the object is.
    pub soort: ObjectSoort,
}

/// Returns the URL of a list of the same API as a resource: `…/zaken/1` and `rollen` make `…/rollen`.
pub fn list_beside(url: &str, own: &str, list: &str) -> Option<String> {
    let (root, id) = url.rsplit_once(&format!("/{own}/"))?;
    (!id.is_empty() && !id.contains(['/', '?'])).then(|| format!("{root}/{list}"))
}

impl Diensten {
    /// Mirrors a relation of ours in the register of the document, and returns the URL of the mirror.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn mirror(&self, db: &Db, spiegel: &Spiegel) -> std::result::Result<String, ElderFault> {
        let list = list_beside(&spiegel.informatieobject, "enkelvoudiginformatieobjecten", "objectinformatieobjecten");
        let list = list.ok_or(ElderFault::InvalidResource)?;
        let body = json!({
            "informatieobject": spiegel.informatieobject,
            "object": spiegel.object,
            "objectType": spiegel.soort.as_str(),
        });
        self.make_mirror(db, &list, &body).await
    }

    /// Mirrors that a besluit of ours was taken in a zaak in the register of the zaak, and returns the URL of the mirror.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn mirror_besluit(&self, db: &Db, zaak: &str, besluit: &str) -> std::result::Result<String, ElderFault> {
        let list = list_beside(zaak, "zaken", "zaken").map(|_| format!("{zaak}/besluiten"));
        self.make_mirror(db, &list.ok_or(ElderFault::InvalidResource)?, &json!({ "besluit": besluit })).await
    }

    /// Mirrors that a zaak of ours has a contactmoment or verzoek in the register of that, and returns the URL of the mirror.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn mirror_koppeling(
        &self,
        db: &Db,
        object: &ExternObject,
        zaak: &str,
    ) -> std::result::Result<String, ElderFault> {
        let (own, list) = match object.soort {
            ObjectSoort::Contactmoment => ("contactmomenten", "objectcontactmomenten"),
            ObjectSoort::Verzoek => ("verzoeken", "objectverzoeken"),
            _ => return Err(ElderFault::InvalidResource),
        };
        let list = list_beside(&object.url, own, list).ok_or(ElderFault::InvalidResource)?;
        let body = json!({ object.soort.as_str(): object.url, "object": zaak, "objectType": "zaak" });
        self.make_mirror(db, &list, &body).await
    }

    async fn make_mirror(&self, db: &Db, list: &str, body: &Value) -> std::result::Result<String, ElderFault> {
        let (status_code, answer) = self.send(db, "POST", list, Some(body)).await?;
        match (status_code, answer.get("url").and_then(Value::as_str)) {
            (200 | 201, Some(url)) => Ok(url.to_owned()),
            _ => {
                tracing::warn!(status_code, code = %answer["code"], "A register refuses the mirror of a relation");
                Err(ElderFault::BadUrl(format!("it answers {status_code}")))
            }
        }
    }

    /// Removes a mirror; one that is gone already is no fault.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn unmirror(&self, db: &Db, url: &str) -> std::result::Result<(), ElderFault> {
        let (status_code, _) = self.send(db, "DELETE", url, None).await?;
        match status_code {
            200..300 | 404 | 410 => Ok(()),
            _ => Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
        }
    }

    /// Removes the mirror of a relation that was removed here, if it can: a job that was left behind with the removal does it otherwise.
    pub async fn unmirror_now(&self, db: &Db, url: Option<String>) {
        let Some(url) = url else { return };
        if let Err(fault) = self.unmirror(db, &url).await {
            tracing::warn!(%fault, "The mirror of a relation is removed later");
        }
    }

    /// Decides whether the register of the object says that the document is in it.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn has_relation(&self, db: &Db, spiegel: &Spiegel) -> std::result::Result<bool, ElderFault> {
        let (own, list, name) = match spiegel.soort {
            ObjectSoort::Zaak => ("zaken", "zaakinformatieobjecten", "zaak"),
            ObjectSoort::Besluit => ("besluiten", "besluitinformatieobjecten", "besluit"),
            _ => return Err(ElderFault::InvalidResource),
        };
        let list = list_beside(&spiegel.object, own, list).ok_or(ElderFault::InvalidResource)?;
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair(name, &spiegel.object)
            .append_pair("informatieobject", &spiegel.informatieobject)
            .finish();
        let answer = self.get(db, &format!("{list}?{query}")).await?;
        let found = answer.get("results").unwrap_or(&answer).as_array();
        Ok(found
            .ok_or(ElderFault::InvalidResource)?
            .iter()
            .any(|one| one.get(name).and_then(Value::as_str) == Some(&spiegel.object)))
    }
}

/// Keeps where the mirror of a relation of ours is; `object` is the main object here that it lies below.
///
/// # Errors
/// When the database fails.
pub async fn keep_mirror(tx: &mut Tx, relatie: Uuid, object: Uuid, url: &str) -> Result<()> {
    store::save_mirror(tx, relatie, object, url).await
}

/// Returns where the mirror of a relation of ours is.
///
/// # Errors
/// When the database fails.
pub async fn find_mirror(db: &mut Reader, relatie: Uuid) -> Result<Option<String>> {
    store::find_mirror(db, relatie).await
}

/// Sees to it that the mirror of a relation goes that is removed in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn mirror_gone(tx: &mut Tx, relatie: Uuid) -> Result<()> {
    let Some(url) = store::find_mirror(tx, relatie).await? else { return Ok(()) };
    store::delete_mirror(tx, relatie).await?;
    remove_later(tx, relatie, &url);
    Ok(())
}

/// Sees to it that the mirrors of all relations go of an object that is removed in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn drop_mirrors(tx: &mut Tx, object: Uuid) -> Result<()> {
    for (relatie, url) in store::list_mirrors(tx, object).await? {
        store::delete_mirror(tx, relatie).await?;
        remove_later(tx, relatie, &url);
    }
    Ok(())
}

fn remove_later(tx: &mut Tx, relatie: Uuid, url: &str) {
    let due = tx.now().checked_add(JOB_AFTER_S.seconds()).ok();
    let key = Some(relatie.to_string());
    tx.enqueue(NewJob { kind: JOB_SPIEGEL_WEG, key, lane: None, due, payload: json!({ "url": url }) });
}

/// Plugs the jobs of this module in.
pub fn register_jobs(handlers: &mut Handlers, diensten: &Diensten) {
    let diensten = diensten.clone();
    handlers.outside(JOB_SPIEGEL_WEG, move |db, job| {
        let diensten = diensten.clone();
        Box::pin(async move {
            let url = job.payload["url"].as_str();
            let url = url.ok_or_else(|| JobError::GiveUp("the payload names no URL".into()))?;
            diensten.unmirror(db, url).await.map_err(|fault| JobError::Retry(fault.to_string()))
        })
    });
}

#[cfg(test)]
mod tests {
    use super::list_beside;

    #[test]
    fn a_list_stands_beside_the_resource() {
        let cases = [
            ("https://a.nl/zaken/api/v1/zaken/1", Some("https://a.nl/zaken/api/v1/rollen")),
            ("https://a.nl/zaken/zaken/api/v1/zaken/1", Some("https://a.nl/zaken/zaken/api/v1/rollen")),
            ("https://a.nl/zaken/api/v1/rollen/1", None),
            ("https://a.nl/zaken/api/v1/zaken/", None),
            ("https://a.nl/zaken/api/v1/zaken/1?x=2", None),
        ];
        for (url, expected) in cases {
            assert_eq!(list_beside(url, "zaken", "rollen").as_deref(), expected, "{url}");
        }
    }
}
