//! The journal of an import: how far each step is, written in the transaction of the records themselves.

use jiff::Timestamp;
use serde_json::{Map, Value};
use store::{Reader, Result, Row, Sql, Tx, sql};
use uuid::Uuid;

static FIND_OPEN: Sql =
    sql("import.find_open", "SELECT uuid FROM import WHERE bron = $1 AND klaar IS NULL ORDER BY begonnen DESC LIMIT 1");
static INSERT: Sql = sql("import.insert", "INSERT INTO import (uuid, bron, begonnen, klaar) VALUES ($1, $2, $3, NULL)");
static FINISH: Sql = sql("import.finish", "UPDATE import SET klaar = $2 WHERE uuid = $1");
static INSERT_STAP: Sql = sql(
    "import.insert_stap",
    "INSERT INTO import_stap (import, stap, vraag, volgende, is_klaar, bij_bron, overgenomen, aanwezig, geweigerd)
     VALUES ($1, $2, NULL, 1, FALSE, NULL, 0, 0, 0) ON CONFLICT (import, stap) DO NOTHING",
);
static FIND_STAP: Sql = sql(
    "import.find_stap",
    "SELECT vraag, volgende, is_klaar, bij_bron, overgenomen, aanwezig, geweigerd FROM import_stap
     WHERE import = $1 AND stap = $2",
);
/// Nothing when another run of the same import has gone on meanwhile.
static SAVE_STAP: Sql = sql(
    "import.save_stap",
    "UPDATE import_stap SET vraag = $3, volgende = $4, is_klaar = $5, bij_bron = $6, overgenomen = $7, aanwezig = $8,
        geweigerd = $9
     WHERE import = $1 AND stap = $2 AND volgende = $10",
);
static ADD_TO_STAP: Sql = sql(
    "import.add_to_stap",
    "UPDATE import_stap SET bij_bron = COALESCE(bij_bron, 0) + $3, overgenomen = overgenomen + $4, aanwezig = aanwezig + $5,
        geweigerd = geweigerd + $6
     WHERE import = $1 AND stap = $2",
);
static SET_BIJ_BRON: Sql =
    sql("import.set_bij_bron", "UPDATE import_stap SET bij_bron = $3 WHERE import = $1 AND stap = $2");
static INSERT_VERSCHIL: Sql = sql(
    "import.insert_verschil",
    "INSERT INTO import_verschil (import, stap, url, reden) VALUES ($1, $2, $3, $4) ON CONFLICT (import, stap, url) DO NOTHING",
);
static LIST_VERSCHILLEN: Sql =
    sql("import.list_verschillen", "SELECT stap, url, reden FROM import_verschil WHERE import = $1 ORDER BY stap, url");
static INSERT_RELATIE: Sql = sql(
    "import.insert_relatie",
    "INSERT INTO import_relatie (import, zaak, url, gegevens, wacht) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (import, zaak) DO NOTHING",
);
/// What waited in an earlier import from this source is tried again.
static TAKE_WAITING: Sql = sql(
    "import.take_waiting",
    "UPDATE import_relatie SET import = $2, wacht = FALSE
     WHERE wacht AND import IN (SELECT uuid FROM import WHERE bron = $1 AND klaar IS NOT NULL)",
);
static LIST_RELATIES: Sql = sql(
    "import.list_relaties",
    "SELECT zaak, url, gegevens FROM import_relatie WHERE import = $1 AND NOT wacht ORDER BY zaak LIMIT $2",
);
static DELETE_RELATIE: Sql = sql("import.delete_relatie", "DELETE FROM import_relatie WHERE import = $1 AND zaak = $2");

/// Every statement of the journal, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &FIND_OPEN,
    &INSERT,
    &FINISH,
    &INSERT_STAP,
    &FIND_STAP,
    &SAVE_STAP,
    &ADD_TO_STAP,
    &SET_BIJ_BRON,
    &INSERT_VERSCHIL,
    &LIST_VERSCHILLEN,
    &INSERT_RELATIE,
    &TAKE_WAITING,
    &LIST_RELATIES,
    &DELETE_RELATIE,
];

/// What became of records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Telling {
    pub(super) overgenomen: i64,
    pub(super) aanwezig: i64,
    pub(super) geweigerd: i64,
}

impl Telling {
    pub(super) fn gelezen(self) -> i64 {
        self.overgenomen + self.aanwezig + self.geweigerd
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            overgenomen: self.overgenomen + other.overgenomen,
            aanwezig: self.aanwezig + other.aanwezig,
            geweigerd: self.geweigerd + other.geweigerd,
        }
    }
}

/// How far a step is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stand {
    /// The query that the other register understands; none before the first page.
    pub(super) vraag: Option<String>,
    /// The page that comes next, counted from 1.
    pub(super) volgende: i64,
    pub(super) is_klaar: bool,
    /// How many records the other register has; none when it does not know the resource.
    pub(super) bij_bron: Option<i64>,
    pub(super) telling: Telling,
}

/// A record that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verschil {
    pub(super) stap: String,
    pub(super) url: String,
    pub(super) reden: String,
}

/// What a zaak names of other zaken.
pub(super) struct Relatie {
    pub(super) zaak: Uuid,
    pub(super) url: String,
    pub(super) gegevens: Map<String, Value>,
}

/// The journal of one import.
#[derive(Debug, Clone, Copy)]
pub(super) struct Journaal {
    import: Uuid,
}

impl Journaal {
    /// Goes on with the import from this source that was broken off, or begins one.
    pub(super) async fn open(tx: &mut Tx, bron: &str) -> Result<Self> {
        if let Some(import) = tx.query_opt(&FIND_OPEN, &[bron.into()], |row| row.get(0)).await? {
            return Ok(Self { import });
        }
        let (import, now) = (tx.new_uuid(), tx.now());
        tx.execute(&INSERT, &[import.into(), bron.into(), now.into()]).await?;
        tx.execute(&TAKE_WAITING, &[bron.into(), import.into()]).await?;
        Ok(Self { import })
    }

    pub(super) async fn finish(self, tx: &mut Tx) -> Result<()> {
        let now: Timestamp = tx.now();
        tx.execute(&FINISH, &[self.import.into(), now.into()]).await.map(drop)
    }

    pub(super) async fn begin_stap(self, tx: &mut Tx, stap: &str) -> Result<()> {
        tx.execute(&INSERT_STAP, &[self.import.into(), stap.into()]).await.map(drop)
    }

    pub(super) async fn find_stap(self, db: &mut Reader, stap: &str) -> Result<Stand> {
        let found = db.query_opt(&FIND_STAP, &[self.import.into(), stap.into()], read_stand).await?;
        Ok(found.unwrap_or_default())
    }

    /// Writes how far a step is, from the page `volgende`; returns whether no other run went on from there.
    pub(super) async fn save_stap(self, tx: &mut Tx, stap: &str, volgende: i64, stand: &Stand) -> Result<bool> {
        let values = [
            self.import.into(),
            stap.into(),
            stand.vraag.as_deref().into(),
            stand.volgende.into(),
            stand.is_klaar.into(),
            stand.bij_bron.into(),
            stand.telling.overgenomen.into(),
            stand.telling.aanwezig.into(),
            stand.telling.geweigerd.into(),
            volgende.into(),
        ];
        Ok(tx.execute(&SAVE_STAP, &values).await? == 1)
    }

    /// Counts records that came with those of another step.
    pub(super) async fn add_to_stap(self, tx: &mut Tx, stap: &str, telling: Telling) -> Result<()> {
        let values = [
            self.import.into(),
            stap.into(),
            telling.gelezen().into(),
            telling.overgenomen.into(),
            telling.aanwezig.into(),
            telling.geweigerd.into(),
        ];
        tx.execute(&ADD_TO_STAP, &values).await.map(drop)
    }

    pub(super) async fn set_bij_bron(self, tx: &mut Tx, stap: &str, bij_bron: i64) -> Result<()> {
        tx.execute(&SET_BIJ_BRON, &[self.import.into(), stap.into(), bij_bron.into()]).await.map(drop)
    }

    pub(super) async fn add_verschillen(self, tx: &mut Tx, all: &[Verschil]) -> Result<()> {
        let row = |one: &'_ Verschil| {
            vec![self.import.into(), one.stap.clone().into(), one.url.clone().into(), one.reden.clone().into()]
        };
        tx.execute_each(&INSERT_VERSCHIL, &all.iter().map(row).collect::<Vec<_>>()).await
    }

    pub(super) async fn list_verschillen(self, db: &mut Reader) -> Result<Vec<Verschil>> {
        db.query(&LIST_VERSCHILLEN, &[self.import.into()], |row| {
            Ok(Verschil { stap: row.get(0)?, url: row.get(1)?, reden: row.get(2)? })
        })
        .await
    }

    /// Keeps what zaken name of other zaken; what waits is for a later import.
    pub(super) async fn add_relaties<'a>(
        self,
        tx: &mut Tx,
        all: impl Iterator<Item = &'a Relatie>,
        is_waiting: bool,
    ) -> Result<()> {
        let row = |one: &'_ Relatie| {
            let gegevens = Value::Object(one.gegevens.clone()).to_string();
            vec![self.import.into(), one.zaak.into(), one.url.clone().into(), gegevens.into(), is_waiting.into()]
        };
        tx.execute_each(&INSERT_RELATIE, &all.map(row).collect::<Vec<_>>()).await
    }

    pub(super) async fn list_relaties(self, db: &mut Reader, limit: i64) -> Result<Vec<Relatie>> {
        db.query(&LIST_RELATIES, &[self.import.into(), limit.into()], |row| {
            let gegevens: Value = row.get(2)?;
            let gegevens = gegevens.as_object().cloned().unwrap_or_default();
            Ok(Relatie { zaak: row.get(0)?, url: row.get(1)?, gegevens })
        })
        .await
    }

    pub(super) async fn remove_relaties(self, tx: &mut Tx, zaken: &[Uuid]) -> Result<()> {
        let rows: Vec<_> = zaken.iter().map(|zaak| vec![self.import.into(), (*zaak).into()]).collect();
        tx.execute_each(&DELETE_RELATIE, &rows).await
    }
}

fn read_stand(row: &Row<'_>) -> Result<Stand> {
    Ok(Stand {
        vraag: row.get(0)?,
        volgende: row.get(1)?,
        is_klaar: row.get(2)?,
        bij_bron: row.get(3)?,
        telling: Telling { overgenomen: row.get(4)?, aanwezig: row.get(5)?, geweigerd: row.get(6)? },
    })
}
