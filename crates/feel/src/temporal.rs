//! Dates, times and durations: reading, writing, parts and arithmetic.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, Unit, ZonedDateTime};
use rust_decimal::Decimal;
use values::local_zone;

use crate::value::Data;

/// A date and time, with or without a zone. Without one it is local in the Netherlands when it must be compared.
#[derive(Debug, Clone)]
pub(crate) enum Moment {
    Local(DateTime),
    Zoned(ZonedDateTime),
}

impl Moment {
    pub(crate) fn datetime(&self) -> DateTime {
        match self {
            Self::Local(local) => *local,
            Self::Zoned(zoned) => zoned.datetime(),
        }
    }

    /// Returns the point on the time line, or `None` outside the calendar.
    pub(crate) fn timestamp(&self) -> Option<Timestamp> {
        match self {
            Self::Local(local) => Some(local_zone().to_zoned_datetime(*local).ok()?.timestamp()),
            Self::Zoned(zoned) => Some(zoned.timestamp()),
        }
    }

    fn checked_add(&self, span: Span) -> Option<Self> {
        match self {
            Self::Local(local) => Some(Self::Local(local.checked_add(span).ok()?)),
            Self::Zoned(zoned) => Some(Self::Zoned(zoned.checked_add(span).ok()?)),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let datetime = self.datetime();
        write!(f, "{}T{}", datetime.date(), datetime.time())?;
        match self {
            Self::Local(_) => Ok(()),
            Self::Zoned(zoned) => f.write_str(&write_offset(zoned.offset())),
        }
    }
}

/// Reads `2026-01-31`.
pub(crate) fn read_date(text: &str) -> Option<Date> {
    let is_date = text.len() >= 10 && !text.contains(['T', ' ', ':']);
    is_date.then(|| text.parse().ok()).flatten()
}

/// Reads `2026-01-31T12:00:00`, with or without offset or zone.
pub(crate) fn read_moment(text: &str) -> Option<Moment> {
    // A zone goes as `[Europe/Amsterdam]` in jiff and as `@Europe/Amsterdam` in FEEL.
    if let Some((local, zone)) = text.split_once('@') {
        let zone = TimeZone::get(zone).ok()?;
        return Some(Moment::Zoned(zone.to_zoned_datetime(local.parse().ok()?).ok()?));
    }
    let (_, time) = text.split_once('T')?;
    if text.ends_with(']') {
        return text.parse().ok().map(Moment::Zoned);
    }
    if time.contains(['Z', 'z', '+', '-']) {
        let timestamp: Timestamp = text.parse().ok()?;
        let zone = TimeZone::fixed(read_offset(time)?);
        return Some(Moment::Zoned(timestamp.to_zoned_datetime(zone)));
    }
    text.parse().ok().map(Moment::Local)
}

/// Reads `12:00:00`, with or without offset.
pub(crate) fn read_time(text: &str) -> Option<(Time, Option<Offset>)> {
    let text = text.strip_prefix('T').unwrap_or(text);
    if !text.contains(':') || !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    match text.find(['Z', 'z', '+', '-']) {
        Some(at) => Some((text[..at].parse().ok()?, Some(read_offset(&text[at..])?))),
        None => Some((text.parse().ok()?, None)),
    }
}

fn read_offset(text: &str) -> Option<Offset> {
    let at = text.find(['Z', 'z', '+', '-'])?;
    let sign = match text.as_bytes()[at] {
        b'+' => 1,
        b'-' => -1,
        _ => return Some(Offset::UTC),
    };
    let digits: Vec<i32> = text[at + 1..].split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (&hours, rest) = digits.split_first()?;
    let minutes = rest.first().copied().unwrap_or(0);
    let is_offset = (0..=18).contains(&hours) && (0..60).contains(&minutes);
    is_offset.then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()).flatten()
}

/// Reads `P1Y2M` or `P3DT4H`; a duration that mixes the two does not exist in FEEL.
pub(crate) fn read_duration(text: &str) -> Option<Data> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if !unsigned.starts_with('P') {
        return None;
    }
    let span: Span = text.parse().ok()?;
    let months = i64::from(span.get_years()) * 12 + i64::from(span.get_months());
    let days = i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
    let time = span.fieldwise().0.years(0).months(0).weeks(0).days(0);
    let time = SignedDuration::try_from(time).ok()?;
    let whole = SignedDuration::from_secs(days.checked_mul(86_400)?).checked_add(time)?;
    match (months, whole.is_zero()) {
        (0, _) if !unsigned.contains('Y') && (unsigned.contains('T') || !unsigned.contains('M')) => {
            Some(Data::Days(whole))
        }
        (months, true) => Some(Data::Months(months)),
        _ => None,
    }
}

/// Reads text as whatever temporal value it is.
pub(crate) fn read_any(text: &str) -> Option<Data> {
    if let Some(date) = read_date(text) {
        return Some(Data::Date(date));
    }
    if let Some(moment) = read_moment(text) {
        return Some(Data::Moment(moment));
    }
    if let Some((time, offset)) = read_time(text) {
        return Some(Data::Time(time, offset));
    }
    read_duration(text)
}

fn write_offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    if seconds == 0 {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

pub(crate) fn write_time(time: Time, offset: Option<Offset>) -> String {
    format!("{time}{}", offset.map_or(String::new(), write_offset))
}

/// Writes `P1DT2H`, largest unit first.
pub(crate) fn write_days(duration: SignedDuration) -> String {
    if duration.is_zero() {
        return "PT0S".to_owned();
    }
    let mut text = String::from(if duration.is_negative() { "-P" } else { "P" });
    let seconds = duration.as_secs().unsigned_abs();
    let nanos = duration.subsec_nanos().unsigned_abs();
    let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    if days > 0 {
        text.push_str(&format!("{days}D"));
    }
    if !seconds.is_multiple_of(86_400) || nanos > 0 {
        text.push('T');
    }
    if hours > 0 {
        text.push_str(&format!("{hours}H"));
    }
    if minutes > 0 {
        text.push_str(&format!("{minutes}M"));
    }
    if nanos > 0 {
        let fraction = format!("{nanos:09}");
        text.push_str(&format!("{rest}.{}S", fraction.trim_end_matches('0')));
    } else if rest > 0 {
        text.push_str(&format!("{rest}S"));
    }
    text
}

/// Writes `P1Y2M`.
pub(crate) fn write_months(months: i64) -> String {
    if months == 0 {
        return "P0M".to_owned();
    }
    let mut text = String::from(if months < 0 { "-P" } else { "P" });
    let months = months.unsigned_abs();
    if months >= 12 {
        text.push_str(&format!("{}Y", months / 12));
    }
    if !months.is_multiple_of(12) {
        text.push_str(&format!("{}M", months % 12));
    }
    text
}

/// Returns a part such as `.year`, or `None` when the value has no such part.
pub(crate) fn part(data: &Data, name: &str) -> Option<Data> {
    let number = |number: i64| Some(Data::Number(Decimal::from(number)));
    match (data, name) {
        (Data::Moment(Moment::Zoned(zoned)), "time offset") => Some(Data::Days(offset_duration(zoned.offset()))),
        (Data::Moment(Moment::Zoned(zoned)), "timezone") => {
            zoned.time_zone().iana_name().map(|n| Data::Text(n.to_owned()))
        }
        (Data::Moment(moment), _) => {
            let datetime = moment.datetime();
            part(&Data::Date(datetime.date()), name).or_else(|| part(&Data::Time(datetime.time(), None), name))
        }
        (Data::Date(date), "year") => number(date.year().into()),
        (Data::Date(date), "month") => number(date.month().into()),
        (Data::Date(date), "day") => number(date.day().into()),
        (Data::Date(date), "weekday") => number(date.weekday().to_monday_one_offset().into()),
        (Data::Time(time, _), "hour") => number(time.hour().into()),
        (Data::Time(time, _), "minute") => number(time.minute().into()),
        (Data::Time(time, _), "second") => number(time.second().into()),
        (Data::Time(_, Some(offset)), "time offset") => Some(Data::Days(offset_duration(*offset))),
        (Data::Months(months), "years") => number(months / 12),
        (Data::Months(months), "months") => number(months % 12),
        (Data::Days(duration), "days") => number(duration.as_secs() / 86_400),
        (Data::Days(duration), "hours") => number(duration.as_secs() / 3600 % 24),
        (Data::Days(duration), "minutes") => number(duration.as_secs() / 60 % 60),
        (Data::Days(duration), "seconds") => number(duration.as_secs() % 60),
        _ => None,
    }
}

fn offset_duration(offset: Offset) -> SignedDuration {
    SignedDuration::from_secs(offset.seconds().into())
}

/// Adds a duration to a point in time.
pub(crate) fn add(point: &Data, duration: &Data) -> Option<Data> {
    match (point, duration) {
        (Data::Date(date), Data::Months(months)) => {
            Some(Data::Date(date.checked_add(Span::new().try_months(*months).ok()?).ok()?))
        }
        // Whole days stay a date; the rest of a day rounds down, as FEEL counts a date from its midnight.
        (Data::Date(date), Data::Days(days)) => {
            let midnight = date.to_datetime(Time::midnight());
            Some(Data::Date(midnight.checked_add(*days).ok()?.date()))
        }
        (Data::Moment(moment), Data::Months(months)) => {
            Some(Data::Moment(moment.checked_add(Span::new().try_months(*months).ok()?)?))
        }
        (Data::Moment(moment), Data::Days(duration)) => {
            // Whole days count on the calendar, so that 09:00 stays 09:00 when the clock changes.
            let seconds = duration.as_secs();
            let span = Span::new().try_days(seconds / 86_400).ok()?.try_seconds(seconds % 86_400).ok()?;
            let span = span.try_nanoseconds(i64::from(duration.subsec_nanos())).ok()?;
            Some(Data::Moment(moment.checked_add(span)?))
        }
        (Data::Time(time, offset), Data::Days(duration)) => Some(Data::Time(time.wrapping_add(*duration), *offset)),
        (Data::Months(left), Data::Months(right)) => left.checked_add(*right).map(Data::Months),
        (Data::Days(left), Data::Days(right)) => left.checked_add(*right).map(Data::Days),
        _ => None,
    }
}

/// Returns the duration with the other sign.
pub(crate) fn negate(duration: &Data) -> Option<Data> {
    match duration {
        Data::Months(months) => months.checked_neg().map(Data::Months),
        Data::Days(days) => days.checked_neg().map(Data::Days),
        _ => None,
    }
}

/// Returns the time between two points.
pub(crate) fn between(later: &Data, earlier: &Data) -> Option<Data> {
    match (later, earlier) {
        (Data::Date(later), Data::Date(earlier)) => Some(Data::Days(later.duration_since(*earlier))),
        (Data::Time(later, _), Data::Time(earlier, _)) => Some(Data::Days(later.duration_since(*earlier))),
        (Data::Moment(_) | Data::Date(_), Data::Moment(_) | Data::Date(_)) => {
            let (later, earlier) = (as_moment(later)?, as_moment(earlier)?);
            Some(Data::Days(later.timestamp()?.duration_since(earlier.timestamp()?)))
        }
        _ => None,
    }
}

/// Returns the whole months between two dates.
pub(crate) fn months_between(from: &Data, to: &Data) -> Option<Data> {
    let (from, to) = (as_date(from)?, as_date(to)?);
    let span = from.until((Unit::Month, to)).ok()?;
    Some(Data::Months(span.get_months().into()))
}

/// Returns the calendar day of a date or moment.
pub(crate) fn as_date(data: &Data) -> Option<Date> {
    match data {
        Data::Date(date) => Some(*date),
        Data::Moment(moment) => Some(moment.datetime().date()),
        Data::Text(text) => read_date(text).or_else(|| Some(read_moment(text)?.datetime().date())),
        _ => None,
    }
}

/// Returns a date or moment as a moment; a date counts from its midnight.
pub(crate) fn as_moment(data: &Data) -> Option<Moment> {
    match data {
        Data::Moment(moment) => Some(moment.clone()),
        Data::Date(date) => Some(Moment::Local(date.to_datetime(Time::midnight()))),
        Data::Text(text) => {
            read_moment(text).or_else(|| Some(Moment::Local(read_date(text)?.to_datetime(Time::midnight()))))
        }
        _ => None,
    }
}
