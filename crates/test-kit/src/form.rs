//! A form: found in a page and filled in, or made up, and the body that a browser without script would send of it.

/// A form that is being filled in.
#[derive(Debug, Default, Clone)]
pub struct Form {
    /// Where it is sent to.
    pub action: String,
    /// It is sent in parts, so that it can hold files.
    pub is_multipart: bool,
    pairs: Vec<(String, String)>,
    files: Vec<Attached>,
}

#[derive(Debug, Clone)]
struct Attached {
    field: String,
    name: String,
    content_type: String,
    bytes: Vec<u8>,
}

impl Form {
    /// Makes a form that is on no page.
    pub fn to(action: &str, is_multipart: bool) -> Self {
        Self { action: action.to_owned(), is_multipart, ..Self::default() }
    }

    /// Finds the first form of a page whose address ends like this.
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
        self.clear(name);
        self.add(name, value);
    }

    /// Adds a value to what a field holds, as several boxes of one name do.
    pub fn add(&mut self, name: &str, value: &str) {
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

    /// Returns what a field holds.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Chooses a file for a field. An empty content type is not said.
    pub fn attach(&mut self, field: &str, name: &str, content_type: &str, bytes: &[u8]) {
        let (field, name, content_type) = (field.to_owned(), name.to_owned(), content_type.to_owned());
        self.files.push(Attached { field, name, content_type, bytes: bytes.to_vec() });
    }

    /// Returns the content type and the body.
    pub fn body(&self) -> (&'static str, Vec<u8>) {
        if self.is_multipart {
            return ("multipart/form-data; boundary=grens", self.multipart());
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish();
        ("application/x-www-form-urlencoded", body.into_bytes())
    }

    fn multipart(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.pairs {
            let part = format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.bytes());
        }
        for file in &self.files {
            let (field, name) = (&file.field, &file.name);
            let head = format!("--grens\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n");
            body.extend(head.bytes());
            if !file.content_type.is_empty() {
                body.extend(format!("Content-Type: {}\r\n", file.content_type).bytes());
            }
            body.extend(b"\r\n");
            body.extend(&file.bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--grens--\r\n");
        body
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    rest.split('"').next()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Reads what a browser posts of the fields as they stand; buttons and files are for the reader to choose.
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

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form method="post" action="/a/stap">
        <input type="hidden" name="csrf" value="a&amp;b"> <input type="checkbox" name="ja" value="on">
        <input type="radio" name="soort" value="x" checked> <input name="vast" value="1" disabled>
        <textarea name="reden">
Omdat &lt;het&gt; mag.</textarea></form>"#;

    #[test]
    fn a_form_is_sent_as_it_stands() {
        let mut form = Form::find(PAGE, "/stap").unwrap();
        assert_eq!((form.action.as_str(), form.is_multipart), ("/a/stap", false));
        assert_eq!((form.value("csrf"), form.value("ja"), form.value("vast")), (Some("a&b"), None, None));
        form.set("soort", "y");
        let (content_type, body) = form.body();
        assert_eq!(content_type, "application/x-www-form-urlencoded");
        assert_eq!(String::from_utf8(body).unwrap(), "csrf=a%26b&reden=Omdat+%3Chet%3E+mag.&soort=y");
        assert!(Form::find(PAGE, "/elders").is_none());
    }

    #[test]
    fn a_file_comes_after_the_fields() {
        let mut form = Form::to("/a", true);
        form.attach("bijlage", "a.txt", "", b"hallo");
        form.add("naam", "Anne");
        let expected = "--grens\r\nContent-Disposition: form-data; name=\"naam\"\r\n\r\nAnne\r\n\
            --grens\r\nContent-Disposition: form-data; name=\"bijlage\"; filename=\"a.txt\"\r\n\r\nhallo\r\n--grens--\r\n";
        assert_eq!(String::from_utf8(form.body().1).unwrap(), expected);
    }
}
