//! Lists of zaken by whatever is asked of them: which statement finds them soonest.

mod texts;

use ::store::{Reader, Result, Value};
use autorisaties::{Bereik, Window, ids_parameter};
use uuid::Uuid;

pub(crate) use self::texts::STATEMENTS;
use self::texts::*;
use super::Paar;
use crate::Zaak;
use crate::register::{Dagen, OrderField, RolWie, ZaakFilter};
use crate::store::zaken::read_zaak;

fn texts(list: Option<&Vec<String>>) -> Value<'static> {
    list.map(|list| format!(",{},", list.join(","))).into()
}

fn days(days: Dagen) -> [Value<'static>; 2] {
    [days.van.into(), days.tot.into()]
}

/// The values of the conditions, with the first.
fn values<'a>(first: Value<'static>, filter: &'a ZaakFilter) -> Vec<Value<'a>> {
    let ids = |list: &Option<Vec<Uuid>>| list.as_ref().map(|list| ids_parameter(list.iter().copied()));
    let mut values = vec![
        first,
        ids(&filter.uuids).into(),
        filter.identificatie.as_deref().into(),
        filter.identificatie_holds.as_deref().into(),
        filter.omschrijving_holds.as_deref().into(),
        texts(filter.bronorganisaties.as_ref()),
        filter.zaaktype.into(),
        ids(&filter.zaaktypen).into(),
        filter.zaaktype_omschrijving.as_deref().into(),
        texts(filter.archiefnominaties.as_ref()),
        texts(filter.archiefstatussen.as_ref()),
    ];
    values.extend(days(filter.archiefactiedatum));
    values.push(filter.archiefactiedatum_is_null.into());
    values.extend(days(filter.startdatum));
    values.extend(days(filter.registratiedatum));
    values.extend(days(filter.einddatum));
    values.push(filter.is_open.into());
    values.extend(days(filter.einddatum_gepland));
    values.extend(days(filter.uiterlijke_einddatum_afdoening));
    values.extend([
        filter.level_max.into(),
        filter.kenmerk.as_deref().into(),
        filter.kenmerk_bron.as_deref().into(),
        filter.statustype.into(),
        filter.resultaattype.into(),
        filter.rol.as_ref().map(|_| true).into(),
    ]);
    match &filter.rol {
        Some(wie) => values.extend(wie.values()),
        None => values.extend(std::iter::repeat_n(Value::Null, 14)),
    }
    values
}

/// Returns what finds few zaken, if the filter holds such a thing.
fn find_few(filter: &ZaakFilter) -> Option<&'static Few> {
    let cases: [(bool, &'static Few); 4] = [
        (filter.uuids.is_some(), &BY_IDS),
        (filter.identificatie.is_some(), &BY_IDENTIFICATIE),
        (filter.rol.as_ref().is_some_and(RolWie::has_key), &BY_BETROKKENE),
        (filter.kenmerk.is_some() || filter.kenmerk_bron.is_some(), &BY_KENMERK),
    ];
    cases.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, few)| few)
}

/// Zaken of some days: found along the index of the day, or walked in its order, down and (when that can be asked) up.
#[derive(Clone, Copy)]
struct Days {
    few: &'static Few,
    order: Option<OrderField>,
    down: &'static Paar,
    up: &'static Paar,
    count: &'static Paar,
}

static ARCHIEFACTIEDATUM: Days = Days {
    few: &BY_ARCHIEFACTIEDATUM,
    order: Some(OrderField::Archiefactiedatum),
    down: &WITHIN_ARCHIEFACTIEDATUM_DESC,
    up: &WITHIN_ARCHIEFACTIEDATUM,
    count: &COUNT_ARCHIEFACTIEDATUM,
};
static EINDDATUM: Days = Days {
    few: &BY_EINDDATUM,
    order: Some(OrderField::Einddatum),
    down: &WITHIN_EINDDATUM_DESC,
    up: &WITHIN_EINDDATUM,
    count: &COUNT_EINDDATUM,
};
static STARTDATUM: Days = Days {
    few: &BY_STARTDATUM,
    order: Some(OrderField::Startdatum),
    down: &ORDER_STARTDATUM_DESC,
    up: &ORDER_STARTDATUM,
    count: &COUNT_STARTDATUM,
};
static REGISTRATIEDATUM: Days = Days {
    few: &BY_REGISTRATIEDATUM,
    order: Some(OrderField::Registratiedatum),
    down: &ORDER_REGISTRATIEDATUM_DESC,
    up: &ORDER_REGISTRATIEDATUM,
    count: &COUNT_REGISTRATIEDATUM,
};
static UITERLIJKE: Days = Days {
    few: &BY_UITERLIJKE,
    order: None,
    down: &WITHIN_UITERLIJKE,
    up: &WITHIN_UITERLIJKE,
    count: &COUNT_UITERLIJKE,
};
static EINDDATUM_GEPLAND: Days = Days {
    few: &BY_EINDDATUM_GEPLAND,
    order: None,
    down: &WITHIN_EINDDATUM_GEPLAND,
    up: &WITHIN_EINDDATUM_GEPLAND,
    count: &COUNT_EINDDATUM_GEPLAND,
};

/// Returns how the zaken of the days that are asked are found, with those days.
fn find_days(filter: &ZaakFilter) -> Option<(&'static Days, Dagen)> {
    let cases = [
        (filter.archiefactiedatum, &ARCHIEFACTIEDATUM),
        (filter.einddatum, &EINDDATUM),
        (filter.startdatum, &STARTDATUM),
        (filter.registratiedatum, &REGISTRATIEDATUM),
        (filter.uiterlijke_einddatum_afdoening, &UITERLIJKE),
        (filter.einddatum_gepland, &EINDDATUM_GEPLAND),
    ];
    cases.into_iter().find(|(asked, _)| !asked.is_empty()).map(|(asked, days)| (days, asked))
}

/// Returns what finds the zaken with a statustype or resultaattype, unless so many have it that they are met on any way.
async fn find_rare(db: &mut Reader, filter: &ZaakFilter) -> Result<Option<&'static Few>> {
    let cases = [
        (filter.resultaattype, &COMMON_RESULTAATTYPE, &BY_RESULTAATTYPE),
        (filter.statustype, &COMMON_STATUSTYPE, &BY_STATUSTYPE),
    ];
    for (asked, probe, few) in cases {
        if let Some(asked) = asked
            && db.count(probe, &[asked.into()]).await? < COMMON
        {
            return Ok(Some(few));
        }
    }
    Ok(None)
}

/// Returns the index to walk along for an order by one field.
fn walk(field: OrderField, is_down: bool) -> &'static Paar {
    match (field, is_down) {
        (OrderField::Identificatie, false) => &ORDER_IDENTIFICATIE,
        (OrderField::Identificatie, true) => &ORDER_IDENTIFICATIE_DESC,
        (OrderField::Startdatum, false) => &ORDER_STARTDATUM,
        (OrderField::Startdatum, true) => &ORDER_STARTDATUM_DESC,
        (OrderField::Registratiedatum, false) => &ORDER_REGISTRATIEDATUM,
        (OrderField::Registratiedatum, true) => &ORDER_REGISTRATIEDATUM_DESC,
        (OrderField::Einddatum, false) => &ORDER_EINDDATUM,
        (OrderField::Einddatum, true) => &ORDER_EINDDATUM_DESC,
        (OrderField::Publicatiedatum, false) => &ORDER_PUBLICATIEDATUM,
        (OrderField::Publicatiedatum, true) => &ORDER_PUBLICATIEDATUM_DESC,
        (OrderField::Archiefactiedatum, false) => &ORDER_ARCHIEFACTIEDATUM,
        (OrderField::Archiefactiedatum, true) => &ORDER_ARCHIEFACTIEDATUM_DESC,
    }
}

/// Returns the zaken in the window, and one more when there are more.
pub(crate) async fn list(db: &mut Reader, bereik: &Bereik, filter: &ZaakFilter, window: Window) -> Result<Vec<Zaak>> {
    let order = filter.order.0.as_slice();
    if let Some(few) = find_few(filter) {
        return list_few(db, &few.list, bereik, filter, window).await;
    }
    if let Some((days, _)) = find_days(filter) {
        return match order {
            [] => list_walked(db, days.down, bereik, filter, window).await,
            [(field, is_down)] if Some(*field) == days.order => {
                list_walked(db, if *is_down { days.down } else { days.up }, bereik, filter, window).await
            }
            _ => list_few(db, &days.few.list, bereik, filter, window).await,
        };
    }
    if let Some(few) = find_rare(db, filter).await? {
        return list_few(db, &few.list, bereik, filter, window).await;
    }
    match order {
        [(field, is_down)] => list_walked(db, walk(*field, *is_down), bereik, filter, window).await,
        [] if filter.zaaktype.is_some() => list_walked(db, &BY_ZAAKTYPE, bereik, filter, window).await,
        [] => list_walked(db, &NEWEST, bereik, filter, window).await,
        _ => list_few(db, &ANY.list, bereik, filter, window).await,
    }
}

async fn list_walked(
    db: &mut Reader,
    paar: &'static Paar,
    bereik: &Bereik,
    filter: &ZaakFilter,
    window: Window,
) -> Result<Vec<Zaak>> {
    let (sql, first) = paar.of(bereik);
    let mut values = values(first, filter);
    values.extend([window.limit_and_one().into(), window.offset().into()]);
    db.query(sql, &values, read_zaak).await
}

/// Sorts all that the statement finds, in the order that is asked.
async fn list_few(
    db: &mut Reader,
    paar: &'static Paar,
    bereik: &Bereik,
    filter: &ZaakFilter,
    window: Window,
) -> Result<Vec<Zaak>> {
    let order = filter.order.0.as_slice();
    let (sql, first) = paar.of(bereik);
    let mut values = values(first, filter);
    values.extend([window.limit_and_one().into(), window.offset().into()]);
    for place in 0..crate::register::Order::FIELDS_MAX {
        let field = |down: bool| order.get(place).filter(|(_, own)| *own == down).map(|(field, _)| field.column());
        values.extend([field(false).into(), field(true).into()]);
    }
    db.query(sql, &values, read_zaak).await
}

/// Returns how many zaken there are in all.
pub(crate) async fn count(db: &mut Reader, bereik: &Bereik, filter: &ZaakFilter) -> Result<u64> {
    let days = find_days(filter);
    if let Some((days, asked)) = days
        && filter.is_only_days(bereik)
    {
        let (sql, first) = days.count.of(bereik);
        return db.count(sql, &[first, asked.van.into(), asked.tot.into()]).await;
    }
    let few = match (find_few(filter), days) {
        (Some(few), _) => Some(few),
        (None, Some((days, _))) => Some(days.few),
        (None, None) => find_rare(db, filter).await?,
    };
    let paar = match few {
        Some(few) => &few.count,
        None if filter.zaaktype.is_some() => &COUNT_BY_ZAAKTYPE,
        None => &ANY.count,
    };
    let (sql, first) = paar.of(bereik);
    db.count(sql, &values(first, filter)).await
}
