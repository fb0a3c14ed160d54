//! Durations in words: people write "8 weken", the standard writes `P8W`.

/// The units, as they are written and said: letter, one, many.
const EENHEDEN: [(char, &str, &str); 4] =
    [('Y', "jaar", "jaar"), ('M', "maand", "maanden"), ('W', "week", "weken"), ('D', "dag", "dagen")];

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
    let mut counts = [None; 4];
    for pair in pairs {
        let count: u32 = pair[0].parse().ok()?;
        let place = EENHEDEN
            .iter()
            .position(|(_, one, many)| pair[1] == *one || pair[1] == *many || (pair[1] == "jaren" && *one == "jaar"))?;
        if counts[place].replace(count).is_some() {
            return None;
        }
    }
    let parts = EENHEDEN.iter().zip(counts).filter_map(|((letter, _, _), count)| Some(format!("{}{letter}", count?)));
    Some(format!("P{}", parts.collect::<String>()))
}

/// Writes `P8W` as "8 weken"; what has hours, or is no duration, stays as it is.
pub(crate) fn in_words(text: &str) -> String {
    let Some(mut rest) = text.strip_prefix('P').filter(|rest| !rest.is_empty() && !rest.contains('T')) else {
        return text.to_owned();
    };
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let Some(end) = rest.find(|letter: char| !letter.is_ascii_digit()) else { return text.to_owned() };
        let (count, letter) = rest.split_at(end);
        let unit = EENHEDEN.iter().find(|(own, _, _)| letter.starts_with(*own));
        let (Ok(number), Some((_, one, many))) = (count.parse::<u32>(), unit) else { return text.to_owned() };
        parts.push(format!("{number} {}", if number == 1 { one } else { many }));
        rest = &letter[1..];
    }
    parts.join(" en ")
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
            ("PT5H", "PT5H", "PT5H"),
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
