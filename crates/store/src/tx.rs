//! The transaction: rows, audit lines, events and jobs, committed together or not at all.

use std::any::Any;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use values::{Actor, Id};

use crate::outbox::{INSERT_AUDIT, INSERT_EVENT, INSERT_INZAGE, INSERT_JOB};
use crate::reader::Source;
use crate::{AuditLine, Event, NewJob, Reader, Result, Sql, StoreError, Value, stats};

/// A transaction of one actor at one moment. Dropping it undoes everything.
pub struct Tx {
    reader: Reader,
    now: Timestamp,
    sequence: u16,
    /// Everybody who acts in this transaction, who began it first.
    authors: Vec<Author>,
    /// Who acts now.
    author: usize,
    audit: Vec<(usize, AuditLine)>,
    events: Vec<Event>,
    /// Destroyed objects: what happened to them is told, and not kept.
    forgotten: Vec<Uuid>,
    jobs: Vec<NewJob>,
    wakes_outgoing: bool,
}

/// Who does something, as audit lines write it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Author {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) naam: String,
    pub(crate) gebruiker_id: String,
    pub(crate) gebruiker_naam: String,
    pub(crate) toelichting: String,
}

impl Author {
    pub(crate) fn of(actor: &Actor) -> Self {
        let (gebruiker_id, gebruiker_naam) = actor.gebruiker();
        Self {
            kind: actor.kind(),
            id: actor.audit_id(),
            naam: actor.audit_naam().to_owned(),
            gebruiker_id: gebruiker_id.to_owned(),
            gebruiker_naam: gebruiker_naam.to_owned(),
            toelichting: actor.toelichting().to_owned(),
        }
    }
}

/// Who acted before [`Tx::act_as`].
#[derive(Debug)]
#[must_use = "who acted before acts again after this"]
pub struct ActedBefore(usize);

/// A place inside a transaction, from [`Tx::mark`].
#[derive(Debug)]
#[must_use = "a mark is either undone to or kept"]
pub struct Mark {
    is_broken: bool,
    audit: usize,
    events: usize,
    forgotten: usize,
    jobs: usize,
}

/// What a transaction would tell others, from [`Tx::hold_back`]: another one tells it, or nobody does.
#[must_use = "what is held back is told by a later transaction, or dropped on purpose"]
pub struct Held {
    events: Vec<Event>,
    jobs: Vec<NewJob>,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held").field("events", &self.events.len()).finish_non_exhaustive()
    }
}

impl Deref for Tx {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Tx {
    pub(crate) fn new(reader: Reader, actor: &Actor) -> Self {
        let now = reader.db().clock().now();
        Self {
            reader,
            now,
            sequence: 0,
            authors: vec![Author::of(actor)],
            author: 0,
            audit: Vec::new(),
            events: Vec::new(),
            forgotten: Vec::new(),
            jobs: Vec::new(),
            wakes_outgoing: false,
        }
    }

    /// Returns the moment of this transaction; it does not move while the transaction runs.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Returns the calendar day of this transaction in the Netherlands.
    pub fn today(&self) -> Date {
        values::local_date(self.now)
    }

    /// Returns a new id (UUIDv7). Ids of one transaction sort in the order they were asked.
    pub fn new_uuid(&mut self) -> Uuid {
        self.sequence = self.sequence.wrapping_add(1);
        self.reader.db().clock().new_id(self.now, self.sequence)
    }

    /// Returns a new typed id.
    pub fn new_id<T>(&mut self) -> Id<T> {
        Id::new(self.new_uuid())
    }

    /// Returns a new typed id that sorts among those of an earlier moment: for what was made elsewhere at that moment.
    pub fn new_id_at<T>(&mut self, moment: Timestamp) -> Id<T> {
        self.sequence = self.sequence.wrapping_add(1);
        Id::new(self.reader.db().clock().new_id(moment, self.sequence))
    }

    /// Returns 64 unpredictable bits (repeatable in tests).
    pub fn random(&self) -> u64 {
        self.reader.db().clock().random()
    }

    /// Runs a statement that changes rows and returns how many.
    ///
    /// # Errors
    /// When the statement fails; the transaction can then only be dropped.
    pub async fn execute(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64> {
        self.reader.enter(sql);
        let outcome = match &mut self.reader.source {
            Source::Sqlite(tx) => tx.execute(sql, params),
            Source::Postgres(tx) => tx.execute(sql, params).await,
            Source::Committed => unreachable!("a transaction never reads the committed state"),
        };
        self.reader.note(outcome)
    }

    /// Runs a statement that changes rows and whose count nobody asks for. On PostgreSQL it goes with the next statement or the commit,
    /// without a wait of its own, so a failure can come out there: not for a statement that may meet a [conflict](StoreError::is_conflict).
    ///
    /// # Errors
    /// When this or an earlier statement fails; the transaction can then only be dropped.
    pub async fn send<const N: usize>(&mut self, sql: &'static Sql, params: [Value<'_>; N]) -> Result<()> {
        self.send_each(sql, vec![params.into()]).await
    }

    /// Does as [`Tx::send`] with each row of parameters; on PostgreSQL one statement inserts several of them.
    ///
    /// # Errors
    /// When this or an earlier statement fails; the transaction can then only be dropped.
    pub async fn send_each(&mut self, sql: &'static Sql, rows: Vec<Vec<Value<'_>>>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.reader.enter(sql);
        let outcome = match &mut self.reader.source {
            Source::Sqlite(tx) => rows.iter().try_for_each(|params| tx.execute(sql, params).map(drop)),
            Source::Postgres(tx) => {
                let owned = |params: Vec<Value<'_>>| params.into_iter().map(Value::into_owned).collect();
                tx.send_each(sql, rows.into_iter().map(owned).collect()).await
            }
            Source::Committed => unreachable!("a transaction never reads the committed state"),
        };
        self.reader.note(outcome)
    }

    /// Runs a statement that changes rows once for each row of parameters, with one wait for the database.
    ///
    /// # Errors
    /// When one of them fails; the transaction can then only be dropped.
    pub async fn execute_each(&mut self, sql: &'static Sql, rows: &[Vec<Value<'_>>]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.reader.enter(sql);
        self.run_each(sql, rows).await.map(drop)
    }

    async fn run_each(&mut self, sql: &'static Sql, rows: &[Vec<Value<'_>>]) -> Result<Vec<u64>> {
        let outcome = match &mut self.reader.source {
            Source::Sqlite(tx) => rows.iter().map(|params| tx.execute(sql, params)).collect(),
            Source::Postgres(tx) => tx.execute_each(sql, rows).await,
            Source::Committed => unreachable!("a transaction never reads the committed state"),
        };
        self.reader.note(outcome)
    }

    /// Inserts rows and returns for each whether it was taken: one that breaks a unique or foreign key is left out. Costs one wait
    /// when none does, else one for each row. Uses the mark of [`Tx::mark`].
    ///
    /// # Errors
    /// When the database fails otherwise; the transaction can then only be dropped.
    pub async fn insert_each(&mut self, sql: &'static Sql, rows: &[Vec<Value<'_>>]) -> Result<Vec<bool>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        stats::record(sql.name);
        let mark = self.mark().await?;
        match self.run_each(sql, rows).await {
            Ok(counts) => {
                self.keep(mark).await?;
                return Ok(counts.into_iter().map(|count| count > 0).collect());
            }
            Err(error) if error.is_conflict() => self.undo_to(mark).await?,
            Err(error) => return Err(error),
        }
        let mut taken = Vec::with_capacity(rows.len());
        for params in rows {
            let mark = self.mark().await?;
            match self.execute(sql, params).await {
                Ok(count) => {
                    self.keep(mark).await?;
                    taken.push(count > 0);
                }
                Err(error) if error.is_conflict() => {
                    self.undo_to(mark).await?;
                    taken.push(false);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(taken)
    }

    /// Says that this transaction changes what the shared memory ([`crate::Db::memo`]) is made of: it reads past the memory from here on, so
    /// that nobody sees what may still be undone, and empties it at its commit.
    pub fn change_memo(&mut self) {
        self.reader.changes_memo = true;
    }

    /// Keeps a row that this transaction inserted or locked, so that the next operation on it need not read it again. The next
    /// `UPDATE` or `DELETE` of this transaction, of whatever table, and [`Tx::undo_to`] make it forgotten.
    pub fn keep_row<T: Any + Send + Sync>(&mut self, uuid: Uuid, row: T) -> Arc<T> {
        let row = Arc::new(row);
        self.reader.kept.insert(uuid, row.clone());
        row
    }

    /// Returns a row that [`Tx::keep_row`] kept and that nothing can have changed since.
    pub fn kept_row<T: Any + Send + Sync>(&self, uuid: Uuid) -> Option<Arc<T>> {
        Arc::clone(self.reader.kept.get(&uuid)?).downcast().ok()
    }

    /// Runs several statements of our own text at once: migrations.
    pub(crate) async fn batch(&mut self, text: &str) -> Result<()> {
        let outcome = match &mut self.reader.source {
            Source::Sqlite(tx) => tx.batch(text),
            Source::Postgres(tx) => tx.batch(text).await,
            Source::Committed => unreachable!("a transaction never reads the committed state"),
        };
        self.reader.note(outcome)
    }

    /// Marks the place to come back to with [`Tx::undo_to`]. One mark at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark(&mut self) -> Result<Mark> {
        self.send_text("SAVEPOINT step").await?;
        Ok(Mark {
            is_broken: self.reader.is_broken,
            audit: self.audit.len(),
            events: self.events.len(),
            forgotten: self.forgotten.len(),
            jobs: self.jobs.len(),
        })
    }

    /// Undoes everything since the mark: rows, audit lines, events and jobs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_to(&mut self, mark: Mark) -> Result<()> {
        self.audit.truncate(mark.audit);
        self.events.truncate(mark.events);
        self.forgotten.truncate(mark.forgotten);
        self.jobs.truncate(mark.jobs);
        self.reader.kept.clear();
        self.batch("ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step").await?;
        self.reader.is_broken = mark.is_broken;
        Ok(())
    }

    /// Forgets the mark: what was done since then stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(&mut self, mark: Mark) -> Result<()> {
        let Mark { .. } = mark;
        self.send_text("RELEASE SAVEPOINT step").await
    }

    /// Runs a text of our own; on PostgreSQL it goes with the next statement.
    async fn send_text(&mut self, text: &'static str) -> Result<()> {
        let outcome = match &mut self.reader.source {
            Source::Sqlite(tx) => tx.batch(text),
            Source::Postgres(tx) => tx.send_text(text).await,
            Source::Committed => unreachable!("a transaction never reads the committed state"),
        };
        self.reader.note(outcome)
    }

    /// Lets somebody else act until [`Tx::act_again`]: what a process does because a resident sent a form is not her work.
    pub fn act_as(&mut self, actor: &Actor) -> ActedBefore {
        let before = ActedBefore(self.author);
        self.authors.push(Author::of(actor));
        self.author = self.authors.len() - 1;
        before
    }

    /// Lets who acted before act again.
    pub fn act_again(&mut self, before: ActedBefore) {
        self.author = before.0;
    }

    /// Adds a line to the audit trail.
    pub fn audit(&mut self, line: AuditLine) {
        self.audit.push((self.author, line));
    }

    /// Returns how many audit lines of an object this transaction has so far: what is told elsewhere can then stand between them.
    pub fn audit_count(&self, hoofd_object: Uuid) -> usize {
        self.audit.iter().filter(|(_, line)| line.hoofd_object == hoofd_object).count()
    }

    /// Sees to it that nothing of this object is written here: see [`Tx::remove_traces`].
    pub(crate) fn forget(&mut self, hoofd_object: Uuid) {
        self.audit.retain(|(_, line)| line.hoofd_object != hoofd_object);
        self.forgotten.push(hoofd_object);
    }

    /// Says what happened. What follows from it (mail, process, subscribers) is decided by the reactions, at commit.
    pub fn emit(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Takes out all events and jobs so far: this transaction commits its rows and their audit lines, and nobody hears of it. For what another
    /// system must agree to, which looks at our rows before it does.
    pub fn hold_back(&mut self) -> Held {
        Held { events: std::mem::take(&mut self.events), jobs: std::mem::take(&mut self.jobs) }
    }

    /// Tells what an earlier transaction held back.
    pub fn tell_held(&mut self, held: Held) {
        self.events.extend(held.events);
        self.jobs.extend(held.jobs);
    }

    /// Says that something was left behind for subscribers: after the commit the bell of [`crate::Db::outgoing`] rings.
    pub fn wake_outgoing(&mut self) {
        self.wakes_outgoing = true;
    }

    /// Asks for something to be done after the commit.
    pub fn enqueue(&mut self, job: NewJob) {
        self.jobs.push(job);
    }

    /// Records that this actor looked at somebody's data, and why (AVG). `doel` names the page or the service.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn log_inzage(&mut self, resource: &str, resource_id: Uuid, doel: &str) -> Result<()> {
        self.log_inzagen(resource, [resource_id], doel).await
    }

    /// Records the same as [`Tx::log_inzage`] of everything that a list shows, in one go.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn log_inzagen(
        &mut self,
        resource: &str,
        resource_ids: impl IntoIterator<Item = Uuid>,
        doel: &str,
    ) -> Result<()> {
        let author = self.authors[self.author].clone();
        let rows: Vec<Vec<Value<'_>>> = resource_ids
            .into_iter()
            .map(|resource_id| {
                vec![
                    self.new_uuid().into(),
                    self.now.into(),
                    author.kind.into(),
                    (&author.id).into(),
                    (&author.naam).into(),
                    resource.into(),
                    resource_id.into(),
                    doel.into(),
                ]
            })
            .collect();
        self.send_each(&INSERT_INZAGE, rows).await
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// When the database refused, or a statement failed that was not undone to a mark; then nothing stands.
    pub async fn commit(mut self) -> Result<()> {
        let authors = self.authors.clone();
        let lines = self.audit_rows(&authors);
        let db = self.reader.db().clone();
        let events = std::mem::take(&mut self.events);
        if let Some(publish) = db.publish()
            && !events.is_empty()
        {
            publish(&mut self, &events).await?;
        }
        if self.reader.is_broken {
            // PostgreSQL would answer COMMIT with a rollback, and call that no error.
            return Err(StoreError::Commit("a statement of the transaction failed before".into()));
        }
        for event in &events {
            self.jobs.extend(db.reactions().iter().filter_map(|reaction| reaction(event)));
        }
        let events = self.event_rows(events);
        let jobs = self.job_rows();
        let has_jobs = !jobs.is_empty();
        self.send_each(&INSERT_AUDIT, lines).await?;
        self.send_each(&INSERT_EVENT, events).await?;
        self.send_each(&INSERT_JOB, jobs).await?;
        match self.reader.source {
            Source::Sqlite(tx) => tx.commit().await?,
            Source::Postgres(tx) => tx.commit().await.map_err(unanswered)?,
            Source::Committed => unreachable!("a transaction never reads the committed state"),
        }
        if self.reader.changes_memo {
            db.memo().clear();
        }
        if has_jobs {
            db.work().notify_one();
        }
        if self.wakes_outgoing {
            db.outgoing().notify_one();
        }
        Ok(())
    }

    fn audit_rows<'a>(&mut self, authors: &'a [Author]) -> Vec<Vec<Value<'a>>> {
        let now = self.now;
        let text = |value: &serde_json::Value| (!value.is_null()).then(|| value.to_string());
        std::mem::take(&mut self.audit)
            .into_iter()
            .map(|(author, line)| {
                let author = &authors[author];
                vec![
                    self.new_uuid().into(),
                    now.into(),
                    author.kind.into(),
                    author.id.as_str().into(),
                    author.naam.as_str().into(),
                    line.bron.into(),
                    line.actie.as_str().into(),
                    line.resource.into(),
                    line.resource_id.into(),
                    line.hoofd_object.into(),
                    line.weergave.into(),
                    text(&line.oud).into(),
                    text(&line.nieuw).into(),
                    author.gebruiker_id.as_str().into(),
                    author.gebruiker_naam.as_str().into(),
                    author.toelichting.as_str().into(),
                ]
            })
            .collect()
    }

    fn event_rows(&mut self, events: Vec<Event>) -> Vec<Vec<Value<'static>>> {
        let now = self.now;
        let forgotten = std::mem::take(&mut self.forgotten);
        events
            .into_iter()
            .filter(|event| !forgotten.contains(&event.hoofd_object))
            .map(|event| {
                vec![
                    self.new_uuid().into(),
                    now.into(),
                    event.kanaal.into(),
                    event.resource.into(),
                    event.actie.as_str().into(),
                    event.hoofd_object.into(),
                    event.resource_id.into(),
                    serde_json::Value::Object(event.kenmerken).to_string().into(),
                ]
            })
            .collect()
    }

    fn job_rows(&mut self) -> Vec<Vec<Value<'static>>> {
        let now = self.now;
        std::mem::take(&mut self.jobs)
            .into_iter()
            .map(|job| {
                vec![
                    self.new_uuid().into(),
                    job.kind.into(),
                    job.key.into(),
                    job.lane.into(),
                    job.due.unwrap_or(now).into(),
                    now.into(),
                    job.payload.to_string().into(),
                ]
            })
            .collect()
    }
}

/// A connection that is lost during COMMIT leaves open whether all of it stands: nobody may be told to do it again.
fn unanswered(error: StoreError) -> StoreError {
    if error.is_outage() { StoreError::Commit(format!("no answer, it may stand: {error}")) } else { error }
}
