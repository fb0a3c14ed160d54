//! How the database can fail. None of it is the caller's fault, so none of it is shown to the caller.

/// What went wrong, with what was being done.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A statement failed on SQLite.
    #[error("statement {statement} failed: {source}")]
    Sqlite {
        /// The name of the statement.
        statement: &'static str,
        /// The driver's own error.
        source: rusqlite::Error,
    },
    /// A statement failed on PostgreSQL.
    #[error("statement {statement} failed: {}", postgres_detail(.source))]
    Postgres {
        /// The name of the statement.
        statement: &'static str,
        /// The driver's own error.
        source: tokio_postgres::Error,
    },
    /// A statement that was sent together with a later one ([`crate::Tx::send`]) failed on PostgreSQL. Never a conflict to whoever ran the
    /// later one.
    #[error("statement {statement}, sent before, failed: {}", postgres_detail(.source))]
    Sent {
        /// The name of the statement.
        statement: &'static str,
        /// The driver's own error.
        source: tokio_postgres::Error,
    },
    /// No connection could be had.
    #[error("no connection to the database: {0}")]
    Unreachable(String),
    /// The transaction did not become durable, or nobody answered whether it did.
    #[error("the commit failed: {0}")]
    Commit(String),
    /// A row holds something that its type does not allow: a broken row or a wrong statement.
    #[error("column {column} of {statement} can't be read: {message}")]
    Column {
        /// The name of the statement.
        statement: &'static str,
        /// Counted from zero.
        column: usize,
        /// What is wrong; never the value.
        message: String,
    },
    /// A row that must exist does not.
    #[error("statement {0} gave no row")]
    NoRow(&'static str),
    /// The object store refused.
    #[error("the object store failed: {0}")]
    Files(#[from] object_store::Error),
    /// The object store can't be set up with these settings.
    #[error("{0}")]
    Settings(String),
    /// The disk refused.
    #[error("{doing} failed: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The system's own error.
        source: std::io::Error,
    },
    /// A migration can't be applied.
    #[error("migration {name} failed: {message}")]
    Migration {
        /// The file name.
        name: &'static str,
        /// The driver's own words.
        message: String,
    },
}

fn postgres_detail(error: &tokio_postgres::Error) -> String {
    // The driver's Display says only "db error"; the server's message has the reason. Its `detail` may hold values of the row, so
    // it stays out.
    error.as_db_error().map_or_else(|| error.to_string(), |db| db.message().to_owned())
}

impl StoreError {
    /// Decides whether this is a unique or foreign key that was broken, by a race that an earlier check can't exclude.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Sqlite { source: rusqlite::Error::SqliteFailure(failure, _), .. } => {
                failure.code == rusqlite::ErrorCode::ConstraintViolation
            }
            Self::Postgres { source, .. } => source.code().is_some_and(|code| code.code().starts_with("23")),
            _ => false,
        }
    }

    /// Decides whether others were at the same rows at the same moment and the database let them go first: nothing stands, and the same may
    /// well succeed when it is asked again.
    pub fn is_race(&self) -> bool {
        use tokio_postgres::error::SqlState;
        let (Self::Postgres { source, .. } | Self::Sent { source, .. }) = self else { return false };
        matches!(source.code(), Some(code) if *code == SqlState::T_R_DEADLOCK_DETECTED || *code == SqlState::T_R_SERIALIZATION_FAILURE)
    }

    /// Decides whether the database can't be reached now: it was stopped, it starts, or it has no place. Nothing stands, and the same may
    /// succeed later.
    pub fn is_outage(&self) -> bool {
        use tokio_postgres::error::SqlState;
        const STOPPED: [SqlState; 5] = [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
            SqlState::CONNECTION_FAILURE,
        ];
        match self {
            Self::Unreachable(_) => true,
            Self::Postgres { source, .. } | Self::Sent { source, .. } => {
                source.is_closed() || source.code().is_some_and(|code| STOPPED.contains(code))
            }
            _ => false,
        }
    }

    /// Decides whether an error of any module comes from an [outage](Self::is_outage).
    pub fn is_outage_in(error: &(dyn std::error::Error + 'static)) -> bool {
        Self::is_in(error, Self::is_outage)
    }

    /// Decides whether an error of any module comes from a [race](Self::is_race).
    pub fn is_race_in(error: &(dyn std::error::Error + 'static)) -> bool {
        Self::is_in(error, Self::is_race)
    }

    fn is_in(error: &(dyn std::error::Error + 'static), decide: fn(&Self) -> bool) -> bool {
        std::iter::successors(Some(error), |error| error.source())
            .any(|error| error.downcast_ref::<Self>().is_some_and(decide))
    }
}
