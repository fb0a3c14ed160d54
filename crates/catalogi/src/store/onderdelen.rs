//! One part of a zaaktype by its id, for the registers that name it.

use ::store::{Reader, Result, Sql, sql};
use uuid::Uuid;

use super::{read_eigenschap, read_resultaattype, read_roltype, read_statustype};
use crate::domain::{Eigenschap, Resultaattype, Roltype, Statustype};
use crate::register::Onderdeel;

macro_rules! onderdelen {
    ($($static:ident $find:ident $of:ty, $table:literal, $columns:expr, $read:ident, $zaaktype:literal;)*) => {
        $(
            static $static: Sql = sql(
                concat!("catalogi.find_", $table),
                concat!("SELECT ", $columns, ", t.zaaktype FROM ", $table, " t WHERE t.uuid = $1"),
            );

            pub(crate) async fn $find(db: &mut Reader, uuid: Uuid) -> Result<Option<Onderdeel<$of>>> {
                db.query_opt(&$static, &[uuid.into()], |row| {
                    Ok(Onderdeel { onderdeel: $read(row)?, zaaktype: row.get($zaaktype)? })
                })
                .await
            }
        )*

        /// Every statement of this file, for the test that prepares them on both databases.
        pub const STATEMENTS: &[&Sql] = &[$(&$static),*];
    };
}

onderdelen! {
    FIND_STATUSTYPE find_statustype Statustype, "statustype", statustype_columns!(), read_statustype, 8;
    FIND_RESULTAATTYPE find_resultaattype Resultaattype, "resultaattype", resultaattype_columns!(), read_resultaattype, 14;
    FIND_ROLTYPE find_roltype Roltype, "roltype", roltype_columns!(), read_roltype, 3;
    FIND_EIGENSCHAP find_eigenschap Eigenschap, "eigenschap", eigenschap_columns!(), read_eigenschap, 11;
}
