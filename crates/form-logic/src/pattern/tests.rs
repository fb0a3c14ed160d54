use proptest::prelude::*;

use super::*;

#[test]
fn patterns_match_the_whole_text_as_in_javascript() {
    let postcode = r"^[1-9][0-9]{3} ?(?!sa|sd|ss|SA|SD|SS)[a-zA-Z]{2}$";
    let plate = r"^[a-zA-Z0-9]{1,3}\-[a-zA-Z0-9]{1,3}\-[a-zA-Z0-9]{1,3}$";
    let cases = [
        ("[0-9]+", "123", true),
        ("[0-9]+", "a123", false),
        ("^[0-9]+$", "123", true),
        ("a|b", "b", true),
        ("a|b", "ab", false),
        (postcode, "1234 AB", true),
        (postcode, "1234AB", true),
        (postcode, "1234 SA", false),
        (postcode, "0234 AB", false),
        (plate, "AB-12-CD", true),
        (plate, "AB-1234-CD", false),
        (r"^[+0-9][- 0-9]+$", "+31 6-12", true),
        (r"\d{2,}", "1", false),
        (r"(?:ab)*c?", "ababc", true),
        (r"(?=.*\d)(?=.*[a-z]).{8,}", "abcdefg1", true),
        (r"(?=.*\d)(?=.*[a-z]).{8,}", "abcdefgh", false),
        (r"(?<naam>x)y", "xy", true),
        (r"[^\W\d]+", "abc_", true),
        (r"[^\W\d]+", "abc1", false),
        (r"[\w-\.]+", "a-b.c", true),
        (r"\u00e9\x41", "éA", true),
        (r"a{,3}", "a{,3}", true),
        (r"\bja\b", "ja", true),
        ("", "", true),
        ("", "x", false),
        (".", "\n", false),
        ("[^]", "\n", true),
    ];
    for (pattern, text, expected) in cases {
        assert_eq!(Pattern::parse(pattern).unwrap().matches(text), expected, "{pattern} on {text:?}");
    }
}

#[test]
fn what_has_no_bounded_cost_is_refused() {
    let cases = [
        (r"(a)\1", PatternError::Unsupported("a reference to a group")),
        ("(?<=a)b", PatternError::Unsupported("lookbehind")),
        ("((a{1000}){1000}){1000}", PatternError::TooLarge),
        ("a{2000}", PatternError::TooLarge),
        ("(a", PatternError::Syntax("a group is not closed")),
        ("a)", PatternError::Syntax("a group is closed that was not opened")),
        ("[a", PatternError::Syntax("a set is not closed")),
        ("*a", PatternError::Syntax("nothing to repeat")),
    ];
    for (pattern, error) in cases {
        assert_eq!(Pattern::parse(pattern).unwrap_err(), error, "{pattern}");
    }
}

#[test]
fn a_careless_pattern_does_not_stop_the_server() {
    let text = "a".repeat(2_000) + "!";
    assert!(!Pattern::parse("(a+)+").unwrap().matches(&text));
    assert!(!Pattern::parse("(a|a)*b").unwrap().matches(&text));
}

proptest! {
    #[test]
    fn no_pattern_panics(pattern in r"[ab\[\](){}^$|*+?,.\\dw0-9:=!<>-]{0,20}", text in "[ab0-9 ]{0,10}") {
        if let Ok(pattern) = Pattern::parse(&pattern) {
            pattern.matches(&text);
        }
    }
}
