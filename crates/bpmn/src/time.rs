//! Moments, durations and cycles as models write them. Without an offset a moment is local in the Netherlands.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use values::{Duur, local_zone};

/// A repetition: `R3/PT10M`, `R/P1D` or `R3/2026-01-01T09:00:00/P1D`.
pub(crate) struct Cycle {
    /// How many times in all, or `None` for without end.
    pub times: Option<u32>,
    pub start: Option<Timestamp>,
    pub every: String,
}

/// Reads a moment; a date alone is its first moment.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    match read(text.trim()) {
        Some(Read::Date(date)) => local(date.to_datetime(Time::midnight())),
        Some(Read::Moment(moment)) => Ok(moment),
        None => Err(format!("`{text}` is not a date or moment, such as 2026-12-31T09:00:00")),
    }
}

/// Reads until when something must be done: a moment, a date (its last second), or a duration from now.
pub(crate) fn due(text: &str, now: Timestamp) -> Result<Timestamp, String> {
    let text = text.trim();
    if text.starts_with('P') {
        return after(text, now);
    }
    match read(text) {
        Some(Read::Date(date)) => local(date.at(23, 59, 59, 0)),
        _ => moment(text),
    }
}

/// Returns the moment a duration after `from`. Days and months count on the Dutch calendar, so 09:00 stays 09:00.
pub(crate) fn after(duration: &str, from: Timestamp) -> Result<Timestamp, String> {
    let duur = read_duration(duration)?;
    let later = from.to_zoned_datetime(local_zone().clone()).checked_add(duur.span());
    later.map(|later| later.timestamp()).map_err(|_| format!("`{duration}` is too long"))
}

pub(crate) fn cycle(text: &str) -> Result<Cycle, String> {
    let wrong = || format!("`{text}` is not a cycle, such as R3/PT10M");
    let parts: Vec<&str> = text.trim().split('/').collect();
    let (times, start, every) = match parts.as_slice() {
        [times, every] => (times, None, every),
        [times, start, every] => (times, Some(moment(start)?), every),
        _ if text.split_whitespace().count() >= 5 => return Err("not supported yet: cron expression".to_owned()),
        _ => return Err(wrong()),
    };
    let times = match times.strip_prefix('R').ok_or_else(wrong)? {
        "" => None,
        times => Some(times.parse().ok().filter(|&times: &u32| times > 0).ok_or_else(wrong)?),
    };
    if read_duration(every)?.is_zero() {
        return Err(format!("`{text}` repeats without end at once"));
    }
    Ok(Cycle { times, start, every: (*every).to_owned() })
}

fn read_duration(text: &str) -> Result<Duur, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is not a duration, such as P14D"))
}

enum Read {
    Date(Date),
    Moment(Timestamp),
}

fn read(text: &str) -> Option<Read> {
    if !text.contains('T') {
        return text.parse().ok().map(Read::Date);
    }
    if let Ok(moment) = text.parse() {
        return Some(Read::Moment(moment));
    }
    let civil: DateTime = text.parse().ok()?;
    local(civil).ok().map(Read::Moment)
}

fn local(civil: DateTime) -> Result<Timestamp, String> {
    let zoned = local_zone().to_zoned_datetime(civil);
    zoned.map(|zoned| zoned.timestamp()).map_err(|_| format!("`{civil}` is outside the calendar"))
}
