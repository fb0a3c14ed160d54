//! The reconciliation at the end: what the other register has, what is here, and what is not.

use serde::Serialize;
use store::Db;

use super::stappen::{self, Stap};
use super::store::{Journaal, Verschil};

/// What an import led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rapport {
    /// The other register.
    pub bron: String,
    /// Whether all steps were done.
    pub is_volledig: bool,
    /// One line for each resource that was looked at.
    pub resources: Vec<Regel>,
    /// What is not here as it is there.
    pub verschillen: Vec<VerschilRegel>,
}

/// One resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Regel {
    /// Which.
    pub resource: String,
    /// How many the other register has; none when it does not know them.
    pub bij_bron: Option<i64>,
    /// How many of those are here.
    pub hier: i64,
    /// How many this import took over.
    pub overgenomen: i64,
    /// How many were here before.
    pub aanwezig: i64,
    /// How many could not be kept.
    pub geweigerd: i64,
    /// How many are here in all, whoever made them.
    pub totaal_hier: Option<i64>,
}

/// Something that is not here as it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerschilRegel {
    /// The resource.
    pub resource: String,
    /// The record there; empty when it is about all of them.
    pub url: String,
    /// Why.
    pub reden: String,
}

impl From<Verschil> for VerschilRegel {
    fn from(verschil: Verschil) -> Self {
        Self { resource: verschil.stap, url: verschil.url, reden: verschil.reden }
    }
}

impl Rapport {
    /// Gathers what the journal and the registers say. `open` are the steps that the other register did not let us take.
    pub(super) async fn gather(
        db: &Db,
        journaal: Journaal,
        bron: String,
        open: &[(Stap, u16)],
    ) -> anyhow::Result<Self> {
        let mut reader = db.reader();
        let mut verschillen: Vec<VerschilRegel> =
            journaal.list_verschillen(&mut reader).await?.into_iter().map(VerschilRegel::from).collect();
        let mut resources = Vec::new();
        for stap in stappen::alle() {
            let stand = journaal.find_stap(&mut reader, stap.naam).await?;
            if stand.volgende == 0 {
                continue;
            }
            let telling = stand.telling;
            let mut about = |reden: String| {
                let (resource, url) = (stap.naam.to_owned(), String::new());
                verschillen.push(VerschilRegel { resource, url, reden });
            };
            if let Some((_, status_code)) = open.iter().find(|(own, _)| own.naam == stap.naam) {
                about(format!("niet overgenomen: de bron antwoordt {status_code}"));
            } else if stand.bij_bron.is_some_and(|bij_bron| bij_bron != telling.gelezen()) {
                let bij_bron = stand.bij_bron.unwrap_or_default();
                let gelezen = telling.gelezen();
                about(format!(
                    "de bron telt er nu {bij_bron}, gelezen zijn er {gelezen}: de bron is intussen gewijzigd, draai opnieuw"
                ));
            }
            resources.push(Regel {
                resource: stap.naam.to_owned(),
                bij_bron: stand.bij_bron,
                hier: telling.overgenomen + telling.aanwezig,
                overgenomen: telling.overgenomen,
                aanwezig: telling.aanwezig,
                geweigerd: telling.geweigerd,
                totaal_hier: stap.count(&mut reader).await?,
            });
        }
        Ok(Self { bron, is_volledig: open.is_empty(), resources, verschillen })
    }

    /// Writes the report for people.
    pub fn text(&self) -> String {
        let number = |value: Option<i64>| value.map_or("-".to_owned(), |value| value.to_string());
        let mut lines = vec![format!(
            "{:<32}{:>10}{:>10}{:>12}{:>10}{:>11}{:>13}",
            "resource", "bij bron", "hier", "overgenomen", "aanwezig", "geweigerd", "totaal hier"
        )];
        for one in &self.resources {
            lines.push(format!(
                "{:<32}{:>10}{:>10}{:>12}{:>10}{:>11}{:>13}",
                one.resource,
                number(one.bij_bron),
                one.hier,
                one.overgenomen,
                one.aanwezig,
                one.geweigerd,
                number(one.totaal_hier)
            ));
        }
        if self.verschillen.is_empty() {
            lines.push("Geen verschillen.".to_owned());
        } else {
            lines.push(format!("{} verschillen:", self.verschillen.len()));
            lines.extend(self.verschillen.iter().map(|one| format!("{} {} {}", one.resource, one.url, one.reden)));
        }
        lines.join("\n")
    }
}
