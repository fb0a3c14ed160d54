use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use values::{local_date, local_zone};

use super::{Arguments, Function};
use crate::temporal::{self, Moment};
use crate::value::Data;

pub(super) const TABLE: &[Function] = &[
    Function::new("now", 0..=0, |arguments| {
        Some(Data::Moment(Moment::Zoned(arguments.now.to_zoned_datetime(local_zone().clone()))))
    }),
    Function::new("today", 0..=0, |arguments| Some(Data::Date(local_date(arguments.now)))),
    Function::new("date", 1..=3, date),
    Function::new("time", 1..=4, time),
    Function::new("date and time", 1..=2, date_and_time),
    Function::new("years and months duration", 2..=2, |arguments| {
        temporal::months_between(arguments.get(0), arguments.get(1))
    }),
    Function::new("day of week", 1..=1, |arguments| {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let weekday = temporal::as_date(arguments.get(0))?.weekday().to_monday_zero_offset();
        Some(Data::Text(names.get(usize::try_from(weekday).ok()?)?.to_string()))
    }),
    Function::new("month of year", 1..=1, |arguments| {
        let names = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = usize::try_from(temporal::as_date(arguments.get(0))?.month()).ok()?;
        Some(Data::Text(names.get(month.checked_sub(1)?)?.to_string()))
    }),
    Function::new("day of year", 1..=1, |arguments| {
        Some(Data::Number(Decimal::from(temporal::as_date(arguments.get(0))?.day_of_year())))
    }),
    Function::new("week of year", 1..=1, |arguments| {
        Some(Data::Number(Decimal::from(temporal::as_date(arguments.get(0))?.iso_week_date().week())))
    }),
    Function::new("last day of month", 1..=1, |arguments| {
        Some(Data::Number(Decimal::from(temporal::as_date(arguments.get(0))?.days_in_month())))
    }),
];

fn date(arguments: &Arguments) -> Option<Data> {
    match arguments.values.len() {
        1 => temporal::as_date(arguments.get(0)).map(Data::Date),
        3 => {
            let year = i16::try_from(arguments.whole(0)?).ok()?;
            let month = i8::try_from(arguments.whole(1)?).ok()?;
            Date::new(year, month, i8::try_from(arguments.whole(2)?).ok()?).ok().map(Data::Date)
        }
        _ => None,
    }
}

fn time(arguments: &Arguments) -> Option<Data> {
    match arguments.values.as_slice() {
        [Data::Text(text)] => match temporal::read_time(text) {
            Some((time, offset)) => Some(Data::Time(time, offset)),
            None => Some(time_of(&temporal::read_moment(text)?)),
        },
        [Data::Moment(moment)] => Some(time_of(moment)),
        [Data::Time(time, offset)] => Some(Data::Time(*time, *offset)),
        [Data::Date(_)] => Some(Data::Time(Time::midnight(), None)),
        [_, _, _] => {
            let part = |index| i8::try_from(arguments.whole(index)?).ok();
            Time::new(part(0)?, part(1)?, part(2)?, 0).ok().map(|time| Data::Time(time, None))
        }
        _ => None,
    }
}

fn time_of(moment: &Moment) -> Data {
    match moment {
        Moment::Local(local) => Data::Time(local.time(), None),
        Moment::Zoned(zoned) => Data::Time(zoned.time(), Some(zoned.offset())),
    }
}

fn date_and_time(arguments: &Arguments) -> Option<Data> {
    if arguments.values.len() == 1 {
        return temporal::as_moment(arguments.get(0)).map(Data::Moment);
    }
    let date = temporal::as_date(arguments.get(0))?;
    let (time, offset) = match arguments.get(1) {
        Data::Time(time, offset) => (*time, *offset),
        Data::Text(text) => temporal::read_time(text)?,
        _ => return None,
    };
    let local = date.to_datetime(time);
    Some(Data::Moment(match offset {
        None => Moment::Local(local),
        Some(offset) => Moment::Zoned(jiff::tz::TimeZone::fixed(offset).to_zoned_datetime(local).ok()?),
    }))
}
