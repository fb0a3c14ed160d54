//! Removing bytes that no row names.
//!
//! Bytes come before their row, so what is young is left alone. What is old may come into use at any moment as well, for the same bytes
//! have the same name; storing them again makes them young. So an object is looked at once more just before it goes.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::{ObjectMeta, ObjectStoreExt};

use super::Files;
use crate::{Db, Result, Sql};

/// An orphan is removed only when it is older than any transaction can be.
const ORPHAN_AGE: Duration = Duration::from_secs(24 * 3600);
/// Objects that the database is asked about at a time.
const ASK_MAX: usize = 500;

impl Files {
    /// Removes bytes that no row names. Each statement in `uses` gives those hashes of `$1` (a JSON list of them) that are in use. Returns
    /// how many went. One node at a time does this.
    ///
    /// # Errors
    /// When the object store or the database fails.
    pub async fn sweep(&self, db: &Db, uses: &[&'static Sql]) -> Result<usize> {
        let before = db.clock().now().checked_sub(ORPHAN_AGE).unwrap_or(Timestamp::MIN);
        let mut list = self.objects.list(None).fuse();
        let mut removed = 0;
        loop {
            let mut old = Vec::with_capacity(ASK_MAX);
            while old.len() < ASK_MAX
                && let Some(object) = list.try_next().await?
            {
                if object.last_modified.timestamp_micros() < before.as_microsecond() {
                    old.push(object);
                }
            }
            if old.is_empty() {
                return Ok(removed);
            }
            for orphan in without_used(db, uses, old).await? {
                removed += usize::from(self.remove(&orphan).await?);
            }
        }
    }

    /// Removes an object that is still as it was found, and returns whether it was.
    async fn remove(&self, orphan: &ObjectMeta) -> Result<bool> {
        match self.objects.head(&orphan.location).await {
            Ok(now) if now.last_modified == orphan.last_modified => {
                self.objects.delete(&orphan.location).await?;
                Ok(true)
            }
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

async fn without_used(db: &Db, uses: &[&'static Sql], mut objects: Vec<ObjectMeta>) -> Result<Vec<ObjectMeta>> {
    let hash = |object: &ObjectMeta| object.location.filename().unwrap_or_default().to_owned();
    for sql in uses {
        let asked = serde_json::Value::from_iter(objects.iter().map(hash)).to_string();
        let used: Vec<String> = db.reader().query(sql, &[asked.into()], |row| row.get(0)).await?;
        let used: HashSet<String> = used.into_iter().collect();
        objects.retain(|object| !used.contains(&hash(object)));
    }
    Ok(objects)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Clock, Location, sql_pair};

    static KEEP: Sql = sql_pair("test.keep", "SELECT naam FROM gemeente WHERE FALSE AND naam = $1", "SELECT $1::TEXT");

    #[tokio::test]
    async fn bytes_that_are_stored_again_stay() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let clock = Arc::new(Clock::system());
        clock.set(clock.now() + ORPHAN_AGE * 2);
        let location = Location::File(folder.path().join("test.sqlite"));
        let db = Db::open(&location, files.clone(), clock).await.unwrap();

        let (again, gone) = (files.put("nog eens".into()).await.unwrap(), files.put("weg".into()).await.unwrap());
        let found: Vec<_> = files.objects.list(None).try_collect().await.unwrap();
        let orphans = without_used(&db, &[&KEEP], found).await.unwrap();
        assert_eq!(orphans.len(), 2);
        // Between the question and the removal somebody stores the same.
        files.put("nog eens".into()).await.unwrap();
        let mut removed = 0;
        for orphan in &orphans {
            removed += usize::from(files.remove(orphan).await.unwrap());
        }
        assert_eq!(removed, 1);
        assert!(files.get_all(&again.hash).await.is_ok() && files.get_all(&gone.hash).await.is_err());
    }

    #[tokio::test]
    async fn the_database_is_asked_about_many_at_a_time() {
        static USED: Sql = sql_pair(
            "test.used",
            "SELECT value FROM json_each($1) WHERE value LIKE '0%'",
            "SELECT value FROM jsonb_array_elements_text($1::TEXT::JSONB) WHERE value LIKE '0%'",
        );
        let folder = tempfile::tempdir().unwrap();
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let clock = Arc::new(Clock::system());
        clock.set(clock.now() + ORPHAN_AGE * 2);
        let location = Location::File(folder.path().join("test.sqlite"));
        let db = Db::open(&location, files.clone(), clock).await.unwrap();
        let mut used = 0;
        for number in 0..ASK_MAX + 20 {
            let stored = files.put(number.to_string().into()).await.unwrap();
            used += usize::from(stored.hash.starts_with('0'));
        }
        let (removed, statements) = crate::count_statements(files.sweep(&db, &[&USED])).await;
        assert_eq!((removed.unwrap(), statements), (ASK_MAX + 20 - used, 2));
    }
}
