//! Takes the file out of a JSON body while it comes in: `inhoud` is decoded on the way, everything else is kept to be read later.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What is wrong with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InhoudFault {
    /// A character that is no base64.
    NotBase64,
    /// The length does not fit.
    Padding,
}

impl InhoudFault {
    /// Returns the code of the standard.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotBase64 => "invalid-base64",
            Self::Padding => "incorrect-base64-padding",
        }
    }
}

/// What the scanner came upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The end of the chunk.
    NeedsMore,
    /// The first character of the file comes next.
    InhoudStarts,
    /// The file has ended.
    InhoudEnds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Key,
    KeyEscape,
    Text,
    TextEscape,
    Inhoud,
    InhoudEscape,
    /// A `\u` escape: digits that came, and their value.
    InhoudUnicode(u8, u32),
}

/// Reads a JSON object character by character. Whether the JSON is valid is decided later, by a real parser on what was kept.
#[derive(Debug)]
pub(crate) struct Scanner {
    state: State,
    /// The names that lead to the file.
    path: &'static [&'static str],
    /// How many of them lead to where we are.
    level: usize,
    depth: usize,
    expects_key: bool,
    key: Vec<u8>,
    kept: Vec<u8>,
    group: Vec<u8>,
    has_padding: bool,
    has_inhoud: bool,
    fault: Option<InhoudFault>,
}

impl Scanner {
    /// Looks for the file at the end of this path, which has at least one name.
    pub(crate) fn new(path: &'static [&'static str]) -> Self {
        Self {
            state: State::Between,
            path,
            level: 0,
            depth: 0,
            expects_key: false,
            key: Vec::new(),
            kept: Vec::new(),
            group: Vec::new(),
            has_padding: false,
            has_inhoud: false,
            fault: None,
        }
    }

    /// Returns everything but the file; in its place stands `true`.
    pub(crate) fn kept(&self) -> &[u8] {
        &self.kept
    }

    /// Decides whether there was a file.
    pub(crate) fn has_inhoud(&self) -> bool {
        self.has_inhoud
    }

    /// Returns what is wrong with the file.
    pub(crate) fn fault(&self) -> Option<InhoudFault> {
        self.fault
    }

    /// Reads until something happens. Bytes of the file go to `decoded`. Returns how far it came.
    pub(crate) fn scan(&mut self, chunk: &[u8], decoded: &mut Vec<u8>) -> (usize, Step) {
        let mut next = 0;
        loop {
            next += self.take_many(&chunk[next..], decoded);
            let Some(byte) = chunk.get(next).copied() else { break };
            next += 1;
            match self.state {
                State::Inhoud => match byte {
                    b'"' => {
                        self.end_inhoud();
                        return (next, Step::InhoudEnds);
                    }
                    b'\\' => self.state = State::InhoudEscape,
                    byte => self.take(byte, decoded),
                },
                State::InhoudEscape => match byte {
                    b'u' => self.state = State::InhoudUnicode(0, 0),
                    byte => {
                        self.state = State::Inhoud;
                        // Only `\/` writes a character of base64.
                        self.take(if byte == b'/' { b'/' } else { 0 }, decoded);
                    }
                },
                State::InhoudUnicode(count, value) => {
                    let Some(digit) = char::from(byte).to_digit(16) else {
                        self.state = State::Inhoud;
                        self.take(0, decoded);
                        continue;
                    };
                    let value = value * 16 + digit;
                    if count < 3 {
                        self.state = State::InhoudUnicode(count + 1, value);
                    } else {
                        self.state = State::Inhoud;
                        self.take(u8::try_from(value).unwrap_or(0), decoded);
                    }
                }
                State::Between if self.starts_inhoud(byte) => {
                    self.has_inhoud = true;
                    self.kept.extend_from_slice(b"true");
                    self.state = State::Inhoud;
                    return (next, Step::InhoudStarts);
                }
                _ => self.keep(byte),
            }
        }
        (chunk.len(), Step::NeedsMore)
    }

    /// Decides whether the names here may lead to the file.
    fn is_on_path(&self) -> bool {
        self.depth == self.level + 1
    }

    /// Decides whether the value that starts is the one that the path names here.
    fn is_named(&self) -> bool {
        self.is_on_path() && !self.expects_key && self.key == self.path[self.level].as_bytes()
    }

    fn starts_inhoud(&self, byte: u8) -> bool {
        byte == b'"' && self.level + 1 == self.path.len() && self.is_named() && !self.has_inhoud
    }

    fn keep(&mut self, byte: u8) {
        self.kept.push(byte);
        match (self.state, byte) {
            (State::Between, b'"') if self.is_on_path() && self.expects_key => {
                self.key.clear();
                self.state = State::Key;
            }
            (State::Between, b'"') => self.state = State::Text,
            (State::Between, b'{' | b'[') => {
                if byte == b'{' && self.level + 1 < self.path.len() && self.is_named() {
                    self.level += 1;
                }
                self.depth += 1;
                if self.is_on_path() {
                    self.expects_key = byte == b'{';
                }
            }
            (State::Between, b'}' | b']') => {
                self.level = self.level.min(self.depth.saturating_sub(2));
                self.depth = self.depth.saturating_sub(1);
                self.expects_key &= !self.is_on_path();
            }
            (State::Between, b',') if self.is_on_path() => self.expects_key = true,
            (State::Between, b':') if self.is_on_path() => self.expects_key = false,
            (State::Key | State::Text, b'"') => self.state = State::Between,
            (State::Key, b'\\') => {
                self.key.push(byte);
                self.state = State::KeyEscape;
            }
            (State::Key | State::KeyEscape, byte) => {
                self.key.push(byte);
                self.state = State::Key;
            }
            (State::Text, b'\\') => self.state = State::TextEscape,
            (State::TextEscape, _) => self.state = State::Text,
            _ => {}
        }
    }

    /// Decodes as many whole groups of the file as there are at the start, and returns of how many characters.
    fn take_many(&mut self, chunk: &[u8], decoded: &mut Vec<u8>) -> usize {
        if self.state != State::Inhoud || !self.group.is_empty() || self.has_padding || self.fault.is_some() {
            return 0;
        }
        let run = chunk.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(chunk.len());
        let groups = &chunk[..run - run % 4];
        if STANDARD.decode_vec(groups, decoded).is_err() {
            self.fault = Some(InhoudFault::NotBase64);
        }
        self.has_padding = groups.ends_with(b"=");
        groups.len()
    }

    fn take(&mut self, byte: u8, decoded: &mut Vec<u8>) {
        if self.fault.is_some() {
            return;
        }
        if self.has_padding && self.group.is_empty() {
            self.fault = Some(InhoudFault::NotBase64);
            return;
        }
        self.group.push(byte);
        self.has_padding |= byte == b'=';
        if self.group.len() == 4 {
            if STANDARD.decode_vec(&self.group, decoded).is_err() {
                self.fault = Some(InhoudFault::NotBase64);
            }
            self.group.clear();
        }
    }

    fn end_inhoud(&mut self) {
        self.state = State::Between;
        if self.fault.is_none() && !self.group.is_empty() {
            let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
            let fits = self.group.iter().all(is_base64);
            self.fault = Some(if fits { InhoudFault::Padding } else { InhoudFault::NotBase64 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scans the body in chunks of this size and returns what was kept, the file, and what is wrong with it.
    fn scan(body: &str, size: usize) -> (String, Vec<u8>, Option<InhoudFault>) {
        scan_at(&["inhoud"], body, size)
    }

    fn scan_at(path: &'static [&'static str], body: &str, size: usize) -> (String, Vec<u8>, Option<InhoudFault>) {
        let mut scanner = Scanner::new(path);
        let mut file = Vec::new();
        for mut chunk in body.as_bytes().chunks(size) {
            while !chunk.is_empty() {
                let (far, _) = scanner.scan(chunk, &mut file);
                chunk = &chunk[far..];
            }
        }
        (String::from_utf8(scanner.kept().to_vec()).unwrap(), file, scanner.fault())
    }

    #[test]
    fn only_the_file_is_taken_out_however_the_body_is_cut() {
        let cases: [(&str, &str, &[u8]); 7] = [
            (
                r#"{"titel":"a","inhoud":"aGFsbG8=","taal":"nld"}"#,
                r#"{"titel":"a","inhoud":true,"taal":"nld"}"#,
                b"hallo",
            ),
            (r#"{ "inhoud" : "" }"#, r#"{ "inhoud" : true }"#, b""),
            (r#"{"inhoud":null}"#, r#"{"inhoud":null}"#, b""),
            (r#"{"a":{"inhoud":"aGFsbG8="}}"#, r#"{"a":{"inhoud":"aGFsbG8="}}"#, b""),
            (r#"{"a":"inhoud","b":"\"inhoud\":\"x"}"#, r#"{"a":"inhoud","b":"\"inhoud\":\"x"}"#, b""),
            (r#"{"a":["x",{}],"inhoud":"+\/+\u002B"}"#, r#"{"a":["x",{}],"inhoud":true}"#, &[0xfb, 0xff, 0xbe]),
            (r#"["inhoud","aGFsbG8="]"#, r#"["inhoud","aGFsbG8="]"#, b""),
        ];
        for (body, kept, file) in cases {
            for size in [1, 3, 1000] {
                assert_eq!(scan(body, size), (kept.to_owned(), file.to_vec(), None), "{body} by {size}");
            }
        }
    }

    #[test]
    fn the_file_is_only_where_its_path_leads() {
        let cases: [(&str, &str, &[u8]); 6] = [
            (r#"{"d":{"t":"x","inhoud":"aGFsbG8="},"z":{}}"#, r#"{"d":{"t":"x","inhoud":true},"z":{}}"#, b"hallo"),
            (
                r#"{"z":{"inhoud":"aGFsbG8="},"d":{"inhoud":"aGE="}}"#,
                r#"{"z":{"inhoud":"aGFsbG8="},"d":{"inhoud":true}}"#,
                b"ha",
            ),
            (r#"{"inhoud":"aGFsbG8="}"#, r#"{"inhoud":"aGFsbG8="}"#, b""),
            (r#"{"d":[{"inhoud":"aGFsbG8="}]}"#, r#"{"d":[{"inhoud":"aGFsbG8="}]}"#, b""),
            (r#"{"d":{"e":{"inhoud":"aGE="},"f":["inhoud"]}}"#, r#"{"d":{"e":{"inhoud":"aGE="},"f":["inhoud"]}}"#, b""),
            (r#"{"d":"x","e":{"inhoud":"aGE="}}"#, r#"{"d":"x","e":{"inhoud":"aGE="}}"#, b""),
        ];
        for (body, kept, file) in cases {
            for size in [1, 3, 1000] {
                let found = scan_at(&["d", "inhoud"], body, size);
                assert_eq!(found, (kept.to_owned(), file.to_vec(), None), "{body} by {size}");
            }
        }
    }

    #[test]
    fn what_is_no_base64_is_told() {
        for (inhoud, expected) in [
            ("aGFsbG8", Some(InhoudFault::Padding)),
            ("a", Some(InhoudFault::Padding)),
            ("aGFs!G8=", Some(InhoudFault::NotBase64)),
            ("a!", Some(InhoudFault::NotBase64)),
            ("aA==aA==", Some(InhoudFault::NotBase64)),
            ("aA=a", Some(InhoudFault::NotBase64)),
            ("a\\nAA=", Some(InhoudFault::NotBase64)),
            ("aA==", None),
        ] {
            for size in [1, 2, 1000] {
                assert_eq!(scan(&format!(r#"{{"inhoud":"{inhoud}"}}"#), size).2, expected, "{inhoud} by {size}");
            }
        }
    }
}
