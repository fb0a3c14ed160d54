//! Looking for a text within another.

/// Returns the pattern of `LIKE … ESCAPE '\'` for what has this text in it, as it is written.
pub fn like_pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::like_pattern;

    #[test]
    fn a_text_is_searched_as_it_is_written() {
        for (text, pattern) in [("bezwaar", "%bezwaar%"), ("100%", "%100\\%%"), ("a_b\\", "%a\\_b\\\\%")] {
            assert_eq!(like_pattern(text), pattern);
        }
    }
}
