//! Just enough of a browser: finds a form in a page, and sends what a browser without script would send.

/// A form on a page.
#[derive(Debug, Default, Clone)]
pub struct Form {
    pub action: String,
    pub is_multipart: bool,
    pairs: Vec<(String, String)>,
    files: Vec<(String, String, String, Vec<u8>)>,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    rest.split('"').next()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

impl Form {
    /// A form that is on no page.
    pub fn to(action: &str, is_multipart: bool) -> Self {
        Self { action: action.to_owned(), is_multipart, ..Self::default() }
    }

    /// Finds the first form whose address ends like this.
    pub fn find(page: &str, action: &str) -> Option<Self> {
        for form in page.split("<form ").skip(1) {
            let (head, rest) = form.split_once('>')?;
            let head = format!(" {head}");
            let own = attribute(&head, "action").unwrap_or_default();
            if own.ends_with(action) && head.contains("method=\"post\"") {
                let content = rest.split("</form>").next()?;
                return Some(Self {
                    action: own.to_owned(),
                    is_multipart: head.contains("multipart"),
                    pairs: read_pairs(content),
                    files: Vec::new(),
                });
            }
        }
        None
    }

    /// Fills in a field, in place of what it held.
    pub fn set(&mut self, name: &str, value: &str) {
        self.pairs.retain(|(own, _)| own != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
    }

    /// Empties a field, such as a box.
    pub fn clear(&mut self, name: &str) {
        self.pairs.retain(|(own, _)| own != name);
    }

    /// Presses a button.
    pub fn press(&mut self, name: &str, value: &str) {
        self.set(name, value);
    }

    pub fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Chooses a file.
    pub fn attach(&mut self, name: &str, file_name: &str, content_type: &str, bytes: &[u8]) {
        self.files.push((name.into(), file_name.into(), content_type.into(), bytes.to_vec()));
    }

    pub fn body(&self) -> (String, Vec<u8>) {
        if self.is_multipart {
            return self.multipart();
        }
        let pairs: Vec<_> =
            self.pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        ("application/x-www-form-urlencoded".into(), pairs.join("&").into_bytes())
    }

    fn multipart(&self) -> (String, Vec<u8>) {
        let mut body = Vec::new();
        for (name, value) in &self.pairs {
            body.extend(
                format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, file_name, content_type, bytes) in &self.files {
            let head =
                format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n");
            body.extend(head.bytes());
            body.extend(format!("Content-Type: {content_type}\r\n\r\n").bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--grens--\r\n");
        ("multipart/form-data; boundary=grens".into(), body)
    }
}

/// What a browser posts of the fields as they stand; buttons and files are for the reader to choose.
fn read_pairs(content: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for tag in content.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()).map(|tag| format!(" {tag}")) {
        let kind = attribute(&tag, "type").unwrap_or("text");
        let is_chosen = !matches!(kind, "checkbox" | "radio") || tag.contains(" checked");
        if let Some(name) =
            attribute(&tag, "name").filter(|_| is_chosen && kind != "file" && !tag.contains(" disabled"))
        {
            pairs.push((name.to_owned(), unescape(attribute(&tag, "value").unwrap_or_default())));
        }
    }
    for rest in content.split("<textarea ").skip(1) {
        let Some((head, text)) = rest.split_once('>') else { continue };
        let text = text.split("</textarea>").next().unwrap_or_default();
        let text = text.strip_prefix('\n').unwrap_or(text);
        if let Some(name) = attribute(&format!(" {head}"), "name") {
            pairs.push((name.to_owned(), unescape(text)));
        }
    }
    pairs
}

fn encode(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
