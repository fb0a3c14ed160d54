//! Durations in words: people write "8 weken", the standard writes `P8W`.

/// A unit, as it is written and said.
struct Eenheid {
    letter: char,
    /// It stands behind the T.
    is_time: bool,
    one: &'static str,
    many: &'static str,
}

const fn unit(letter: char, is_time: bool, one: &'static str, many: &'static str) -> Eenheid {
    Eenheid { letter, is_time, one, many }
}

/// The units, in their order.
const EENHEDEN: [Eenheid; 7] = [
    unit('Y', false, "jaar", "jaar"),
    unit('M', false, "maand", "maanden"),
    unit('W', false, "week", "weken"),
    unit('D', false, "dag", "dagen"),
    unit('H', true, "uur", "uur"),
    unit('M', true, "minuut", "minuten"),
    unit('S', true, "seconde", "seconden"),
];

/// Reads "8 weken" or "1 jaar en 6 maanden"; what can't be read stays as it is, for the rules to judge.
pub(crate) fn from_words(text: &str) -> String {
    parse(text).unwrap_or_else(|| text.to_owned())
}

fn parse(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split([' ', ',', '\u{a0}'])
        .filter(|word| !word.is_empty() && *word != "en")
        .map(str::to_lowercase)
        .collect();
    let pairs = words.chunks_exact(2);
    if words.is_empty() || !pairs.remainder().is_empty() {
        return None;
    }
    let mut counts = [None; EENHEDEN.len()];
    for pair in pairs {
        let count: u32 = pair[0].parse().ok()?;
        // Jaren and uren are said too, but not after a number.
        let said = match pair[1].as_str() {
            "jaren" => "jaar",
            "uren" => "uur",
            word => word,
        };
        let place = EENHEDEN.iter().position(|unit| said == unit.one || said == unit.many)?;
        if counts[place].replace(count).is_some() {
            return None;
        }
    }
    let written = |is_time: bool| -> String {
        let own = EENHEDEN.iter().zip(counts).filter(|(unit, _)| unit.is_time == is_time);
        own.filter_map(|(unit, count)| Some(format!("{}{}", count?, unit.letter))).collect()
    };
    let (days, time) = (written(false), written(true));
    Some(if time.is_empty() { format!("P{days}") } else { format!("P{days}T{time}") })
}

/// Writes `P8W` as "8 weken"; what is no duration stays as it is.
pub(crate) fn in_words(text: &str) -> String {
    words_of(text).unwrap_or_else(|| text.to_owned())
}

fn words_of(text: &str) -> Option<String> {
    let rest = text.strip_prefix('P')?;
    let (days, time) = match rest.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (rest, ""),
    };
    let mut parts = Vec::new();
    for (mut rest, is_time) in [(days, false), (time, true)] {
        while !rest.is_empty() {
            let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
            let (count, letter) = rest.split_at(end);
            let unit = EENHEDEN.iter().find(|unit| unit.is_time == is_time && letter.starts_with(unit.letter))?;
            let number: u32 = count.parse().ok()?;
            parts.push(format!("{number} {}", if number == 1 { unit.one } else { unit.many }));
            rest = &letter[1..];
        }
    }
    (!parts.is_empty()).then(|| parts.join(" en "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_written_in_words() {
        for (words, iso, back) in [
            ("8 weken", "P8W", "8 weken"),
            ("1 Week", "P1W", "1 week"),
            ("10 jaren", "P10Y", "10 jaar"),
            ("6 maanden en 1 jaar", "P1Y6M", "1 jaar en 6 maanden"),
            ("1 jaar, 2 maanden, 3 dagen", "P1Y2M3D", "1 jaar en 2 maanden en 3 dagen"),
            ("P30D", "P30D", "30 dagen"),
            ("PT36H", "PT36H", "36 uur"),
            ("1 dag en 12 uren", "P1DT12H", "1 dag en 12 uur"),
            ("P1Y2M3DT4H5M", "P1Y2M3DT4H5M", "1 jaar en 2 maanden en 3 dagen en 4 uur en 5 minuten"),
            ("5 minuten", "PT5M", "5 minuten"),
            ("P1DT", "P1DT", "P1DT"),
            ("een maand", "een maand", "een maand"),
            ("8", "8", "8"),
            ("8 weken 3 weken", "8 weken 3 weken", "8 weken 3 weken"),
            ("Punten", "Punten", "Punten"),
            ("P", "P", "P"),
            ("", "", ""),
        ] {
            assert_eq!(from_words(words), iso, "{words}");
            assert_eq!(in_words(iso), back, "{iso}");
        }
    }
}
