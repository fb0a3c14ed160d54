//! Bank accounts: ISO 13616.

/// The length of an IBAN by country.
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 \
    EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 \
    LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 \
    SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase()
}

/// Returns the account in groups of four, as it is printed on a card.
pub(super) fn grouped(text: &str) -> String {
    let compact: Vec<char> = compact(text).chars().collect();
    compact.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Returns whether the length fits the country and the remainder by 97 is 1.
pub(super) fn is_valid(text: &str) -> bool {
    let compact = compact(text);
    if !compact.bytes().all(|byte| byte.is_ascii_alphanumeric()) || compact.len() < 5 {
        return false;
    }
    let (country, _) = compact.split_at(2);
    let expected = LENGTHS.split_whitespace().find_map(|entry| entry.strip_prefix(country)?.parse::<usize>().ok());
    if expected != Some(compact.len()) {
        return false;
    }
    let (head, tail) = compact.split_at(4);
    let remainder = tail.bytes().chain(head.bytes()).fold(0_u32, |remainder, byte| match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        letter => (remainder * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    remainder == 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_iban_has_the_length_of_its_country_and_passes_mod_97() {
        let cases = [
            ("NL91 ABNA 0417 1643 00", true),
            ("nl91abna0417164300", true),
            ("NL92 ABNA 0417 1643 00", false),
            ("NL91 ABNA 0417 1643 0", false),
            ("BE68 5390 0754 7034", true),
            ("DE89 3704 0044 0532 0130 00", true),
            ("XX91 ABNA 0417 1643 00", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(super::is_valid(text), expected, "{text}");
        }
    }
}
