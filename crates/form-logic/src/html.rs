//! HTML of designers, reduced to what is safe.

/// The elements that may stay. Everything else goes, its text stays; of `script` and `style` the text goes too.
const ALLOWED: &[&str] =
    &["p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "h2", "h3", "h4", "h5", "h6", "blockquote"];

/// Elements that go together with their content.
const DROPPED_WITH_CONTENT: &[&str] =
    &["script", "style", "template", "iframe", "noscript", "textarea", "title", "svg", "math"];

/// Returns a text with the characters that have a meaning in HTML escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Returns HTML with only the allowed elements, well nested, and no attributes but the web address of a link.
/// It never copies a tag: it writes each allowed one anew.
pub(crate) fn sanitise(html: &str) -> String {
    let mut output = String::with_capacity(html.len());
    let mut open: Vec<&'static str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&rest[..start], &mut output);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!' || c == '?');
        if !is_tag {
            output.push_str("&lt;");
            rest = &rest[1..];
            continue;
        }
        // A tag that never ends is no tag; nothing after it can be trusted.
        let Some(end) = tag_end(rest) else { break };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let closing = tag.starts_with('/');
        let body = tag.trim_start_matches('/');
        let name_end = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
        let name = body[..name_end].to_ascii_lowercase();
        if !closing && DROPPED_WITH_CONTENT.contains(&name.as_str()) {
            rest = after_closing(rest, &name);
            continue;
        }
        let Some(name) = ALLOWED.iter().find(|allowed| **allowed == name) else { continue };
        match (closing, *name) {
            (false, "br") => output.push_str("<br>"),
            (true, "br") => {}
            (false, "a") => {
                match web_address(&body[name_end..]) {
                    Some(address) => output.push_str(&format!("<a href=\"{address}\" rel=\"noopener noreferrer\">")),
                    None => output.push_str("<a>"),
                }
                open.push(name);
            }
            (false, name) => {
                output.push_str(&format!("<{name}>"));
                open.push(name);
            }
            (true, name) => close(name, &mut open, &mut output),
        }
    }
    if !rest.starts_with('<') {
        push_text(rest, &mut output);
    }
    for name in open.iter().rev() {
        output.push_str(&format!("</{name}>"));
    }
    output
}

/// Returns HTML without its tags, as plain text.
pub(crate) fn to_text(html: &str) -> String {
    let spaced = html.replace("</p>", "</p> ").replace("</li>", "</li> ").replace("<br", " <br");
    let mut text = String::new();
    let mut rest = sanitise(&spaced);
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = rest[start..].split_once('>').map_or(String::new(), |(_, after)| after.to_owned());
    }
    text.push_str(&rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text keeps its entities (`&eacute;`), which can't be dangerous outside a tag.
fn push_text(text: &str, output: &mut String) {
    output.push_str(&text.replace('>', "&gt;"));
}

/// Returns where a tag ends; a `>` within quotes does not end it.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None if byte == b'>' => return Some(at),
            None => {}
        }
    }
    None
}

fn after_closing<'a>(html: &'a str, name: &str) -> &'a str {
    let lower = html.to_ascii_lowercase();
    let Some(start) = lower.find(&format!("</{name}")) else { return "" };
    html[start..].split_once('>').map_or("", |(_, after)| after)
}

/// Returns the escaped address of a link when it is a web address.
fn web_address(attributes: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let (at, _) = lower.match_indices("href").find(|(at, _)| {
        let before = attributes[..*at].chars().next_back();
        before.is_some_and(char::is_whitespace) && attributes[at + 4..].trim_start().starts_with('=')
    })?;
    let value = attributes[at + 4..].trim_start().strip_prefix('=')?.trim_start();
    let address = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    let address = address.trim().replace("&amp;", "&");
    let scheme = address.to_ascii_lowercase();
    let is_web = scheme.starts_with("https://") || scheme.starts_with("http://");
    (is_web && !address.chars().any(char::is_control)).then(|| escape(&address))
}

fn close(name: &'static str, open: &mut Vec<&'static str>, output: &mut String) {
    if !open.contains(&name) {
        return;
    }
    while let Some(last) = open.pop() {
        output.push_str(&format!("</{last}>"));
        if last == name {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_simple_elements_and_web_links_remain() {
        let cases = [
            ("<p>Lees <strong>dit</strong>.</p>", "<p>Lees <strong>dit</strong>.</p>"),
            ("<p onclick=\"x()\" style='a'>a</p>", "<p>a</p>"),
            ("<script>alert(1)</script>b", "b"),
            ("<SCRIPT >alert('</p>')</SCRIPT>b", "b"),
            ("<img src=x onerror=alert(1)>c", "c"),
            (
                "<a href=\"https://x.nl/?a=1&amp;b=2\" target=_blank>x</a>",
                "<a href=\"https://x.nl/?a=1&amp;b=2\" rel=\"noopener noreferrer\">x</a>",
            ),
            ("<a href='javascript:alert(1)'>x</a>", "<a>x</a>"),
            ("<a href='java\tscript:x'>x</a>", "<a>x</a>"),
            ("<a data-href=\"https://x.nl\">x</a>", "<a>x</a>"),
            ("<ul><li>a<li>b</ul>d", "<ul><li>a<li>b</li></li></ul>d"),
            ("<p>a</div></p></p>", "<p>a</p>"),
            ("1 < 2 en 3 > 2 &eacute;", "1 &lt; 2 en 3 &gt; 2 &eacute;"),
            ("a<!-- <b> -->c", "ac"),
            ("a<p title=\"", "a"),
            ("<<p>script>x", "&lt;<p>script&gt;x</p>"),
        ];
        for (html, expected) in cases {
            assert_eq!(sanitise(html), expected, "{html}");
        }
        assert_eq!(to_text("<p>a &amp; b</p><p>c</p>"), "a & b c");
    }

    proptest! {
        #[test]
        fn sanitising_is_stable_and_leaves_no_other_element(html in r#"([a-z<>/"'= &é]|<p>|<script>|</p>|<a href="https://x">){0,20}"#) {
            let clean = sanitise(&html);
            prop_assert_eq!(sanitise(&clean), clean.clone());
            prop_assert!(!clean.contains("<script"));
        }
    }
}
