//! Which dienst a URL belongs to, and what something elsewhere must look like. No database, no network.

use autorisaties::InvalidField;
use serde_json::{Map, Value};

use crate::{AutorisatieSoort, Bewijs, Dienst, DienstGegevens, ObjectSoort, Soort};

/// What HTTP itself says in a request, or what we do: a header of that name would break the call, or another that shares its connection.
const HEADERS_OF_HTTP: &[&str] = &[
    "accept",
    "accept-crs",
    "accept-encoding",
    "connection",
    "content-crs",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "http2-settings",
    "if-none-match",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
/// Most characters of the value of a header: servers take no more for all of them than twice that.
const HEADER_MAX: usize = 4_000;

/// Returns a root as it is kept: scheme and host in lower case, with a slash at the end; none when it can't be one.
pub(crate) fn normal_root(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") || rest.contains(['?', '#', '@', ' ', '\\', '"']) {
        return None;
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if !is_host(host) || path.contains(char::is_control) || path.split('/').any(|segment| matches!(segment, "." | ".."))
    {
        return None;
    }
    let path = path.trim_end_matches('/');
    let slash = if path.is_empty() { "" } else { "/" };
    Some(format!("{scheme}://{}/{path}{slash}", host.to_ascii_lowercase()))
}

/// Decides whether this is a name or an address, with or without a port.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0));
    let is_name = match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inside) => inside.parse::<std::net::Ipv6Addr>().is_ok(),
        // Rule: RFC 1035, 2.3.4 (names of 255, parts of 63).
        None => {
            let is_part = |part: &str| {
                let is_known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
                (1..=63).contains(&part.len()) && part.bytes().all(is_known)
            };
            name.len() <= 255 && name.strip_suffix('.').unwrap_or(name).split('.').all(is_part)
        }
    };
    is_port && is_name
}

/// Returns the host of a root, with its port.
pub(crate) fn host_of(root: &str) -> &str {
    let rest = root.split_once("://").map_or(root, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

/// Decides whether a URL lies below a root, by whole segments.
pub(crate) fn is_below(url: &str, root: &str) -> bool {
    // What goes up again, or hides that it does, does not lie where it says.
    if url.contains(['\\', '@', '#', ' ']) || url.split(['/', '?']).any(is_upwards) {
        return false;
    }
    let Some((start, rest)) = url.split_at_checked(root.len()) else { return false };
    // Only scheme and host are the same in capitals.
    let path_from = root.match_indices('/').nth(2).map_or(root.len(), |(at, _)| at);
    let (Some((host, path)), Some((own_host, own_path))) =
        (start.split_at_checked(path_from), root.split_at_checked(path_from))
    else {
        return false;
    };
    host.eq_ignore_ascii_case(own_host) && path == own_path && !rest.is_empty()
}

fn is_upwards(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Finds the one that a URL belongs to: the one with the longest root that it lies below.
pub(crate) fn longest_root<T>(url: &str, all: Vec<T>, root: impl Fn(&T) -> &str) -> Option<T> {
    all.into_iter().filter(|one| is_below(url, root(one))).max_by_key(|one| root(one).len())
}

/// Returns what stands for a system that is no dienst: its host, without anything that proves us, outside the walls. None when the URL has no host.
pub(crate) fn anybody(url: &str) -> Option<Dienst> {
    let path_from = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    let api_root = normal_root(url.get(..path_from)?)?;
    Some(Dienst {
        uuid: values::Id::new(uuid::Uuid::nil()),
        naam: host_of(&api_root).to_owned(),
        api_root,
        soort: Soort::Orc,
        autorisatie: AutorisatieSoort::Geen,
        client_id: String::new(),
        header: String::new(),
        is_intern: false,
    })
}

/// Returns where an answer sends us, from where we are: a whole URL, or a path at the same host. Never from https to http.
pub(crate) fn next_place(here: &str, next: &str) -> Option<String> {
    if next.starts_with('/') && !next.starts_with("//") {
        let host_to = here.match_indices('/').nth(2).map_or(here.len(), |(at, _)| at);
        return Some(format!("{}{next}", here.get(..host_to)?));
    }
    let is_secure = |url: &str| url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let is_open = next.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
    (is_secure(next) || (is_open && !is_secure(here))).then(|| next.to_owned())
}

/// Decides which facts of a dienst can't be right when it changes. Its secret stays when none is given, but only for whom it was given:
/// at another address, for another client id or header, or for another way of showing who we are, it is asked again. What is inside the walls stays where it is.
pub(crate) fn change_faults(current: &Dienst, new: &DienstGegevens, is_taken: bool) -> Vec<InvalidField> {
    let mut faults = faults(new, is_taken);
    let root = normal_root(&new.api_root);
    if keeps_secret(current, new) {
        faults.retain(|fault| fault.name != "geheim");
    }
    if current.is_intern && root.is_some_and(|root| root != current.api_root) {
        let reason = "Een dienst in het eigen netwerk houdt zijn adres.";
        faults.push(InvalidField { name: "apiRoot".into(), code: "is-intern", reason });
    }
    faults
}

/// Decides whether the secret that there is goes on being used.
pub(crate) fn keeps_secret(current: &Dienst, new: &DienstGegevens) -> bool {
    let (autorisatie, geheim, is_same_name) = match &new.bewijs {
        Bewijs::Geen => return false,
        Bewijs::Zgw { client_id, geheim } => (AutorisatieSoort::Zgw, geheim, client_id.trim() == current.client_id),
        Bewijs::Header { naam, waarde } => (AutorisatieSoort::Header, waarde, *naam == current.header),
    };
    let root = normal_root(&new.api_root).unwrap_or_default();
    geheim.is_empty() && is_same_name && autorisatie == current.autorisatie && root == current.api_root
}

/// Decides which facts of a dienst can't be right. `is_taken` says whether another has its root.
pub(crate) fn faults(new: &DienstGegevens, is_taken: bool) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut add = |holds: bool, name: &str, code, reason| {
        if holds {
            faults.push(InvalidField { name: name.to_owned(), code, reason });
        }
    };
    add(new.naam.trim().is_empty(), "naam", "blank", "Geef de dienst een naam.");
    let is_root = normal_root(&new.api_root).is_some();
    add(!is_root, "apiRoot", "invalid", "Hier hoort het adres van een API, dat begint met https:// of http://.");
    add(is_taken, "apiRoot", "unique", "Er is al een dienst met dit adres.");
    match &new.bewijs {
        Bewijs::Geen => {}
        Bewijs::Zgw { client_id, geheim } => {
            add(client_id.trim().is_empty(), "clientId", "blank", "Vul het client-id in.");
            add(geheim.is_empty(), "geheim", "blank", "Vul het geheim in.");
        }
        Bewijs::Header { naam, waarde } => {
            let is_name = !naam.is_empty() && naam.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            let is_own = HEADERS_OF_HTTP.contains(&naam.to_ascii_lowercase().as_str());
            add(
                !is_name || is_own,
                "header",
                "invalid",
                "Vul de naam van de header in, niet een die HTTP zelf gebruikt.",
            );
            let is_value = !waarde.is_empty()
                && waarde.len() <= HEADER_MAX
                && waarde.bytes().all(|byte| (b' '..0x7f).contains(&byte));
            add(!is_value, "geheim", "invalid", "Vul de waarde van de header in, met gewone tekens.");
        }
    }
    faults
}

/// Decides whether this can be a resource of that kind: the fields that the standard demands are there.
pub(crate) fn has_shape(soort: ObjectSoort, inhoud: &Map<String, Value>) -> bool {
    let required: &[&str] = match soort {
        ObjectSoort::Zaak => &["url", "zaaktype", "bronorganisatie", "identificatie"],
        ObjectSoort::Informatieobject => &["url", "informatieobjecttype", "titel"],
        ObjectSoort::Besluit => &["url", "besluittype", "verantwoordelijkeOrganisatie"],
        ObjectSoort::Verzoek | ObjectSoort::Contactmoment => &["url", "bronorganisatie"],
        ObjectSoort::Communicatiekanaal => &["url", "naam", "omschrijving"],
        // Nothing is known of it.
        ObjectSoort::Object => &[],
        ObjectSoort::Procestype => &["url", "naam", "procesobject"],
        ObjectSoort::Selectielijstresultaat => &["url", "naam", "procesType"],
        ObjectSoort::Resultaattypeomschrijving => &["url", "omschrijving"],
        ObjectSoort::Zaaktype => &["url", "catalogus", "identificatie", "omschrijving"],
        ObjectSoort::Catalogus => &["url", "domein", "rsin"],
        ObjectSoort::Statustype | ObjectSoort::Resultaattype | ObjectSoort::Roltype => {
            &["url", "zaaktype", "omschrijving"]
        }
        ObjectSoort::Eigenschap => &["url", "zaaktype", "naam"],
        ObjectSoort::Zaakobjecttype => &["url", "zaaktype", "objecttype"],
        ObjectSoort::ZaaktypeInformatieobjecttype => &["url", "zaaktype", "informatieobjecttype"],
        ObjectSoort::Informatieobjecttype | ObjectSoort::Besluittype => &["url", "catalogus", "omschrijving"],
    };
    required.iter().all(|name| inhoud.get(*name).is_some_and(Value::is_string))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;
    use values::Id;

    #[test]
    fn a_root_is_kept_in_one_form() {
        let cases = [
            ("https://A.example.nl", Some("https://a.example.nl/")),
            (" HTTPS://a.example.nl/Zaken/api/v1 ", Some("https://a.example.nl/Zaken/api/v1/")),
            ("http://127.0.0.1:8000/api//", Some("http://127.0.0.1:8000/api/")),
            ("ftp://a.example.nl/", None),
            ("https:///pad", None),
            ("https://a@b.nl/", None),
            ("https://a.nl/../b", None),
            ("https://a.nl/?x", None),
            ("a.example.nl", None),
            ("http://[2001:db8::1]:8000", Some("http://[2001:db8::1]:8000/")),
            ("http://8.8.8.8:99999/", None),
            ("http://8.8.8.8:0/", None),
            ("http://localhost%00/", None),
            ("http://127。0。0。1/", None),
            ("http://[fe80::1%25eth0]/", None),
            ("https://8.8.8.8/a\tb/", None),
            (&format!("http://{}.nl/", "a".repeat(64)), None),
        ];
        for (given, expected) in cases {
            assert_eq!(normal_root(given).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn an_answer_sends_us_to_a_url_or_a_path_but_not_off_https() {
        let cases = [
            ("https://a.nl/x/1", "/y/2", Some("https://a.nl/y/2")),
            ("https://a.nl", "/y/2", Some("https://a.nl/y/2")),
            ("https://a.nl/x/1", "https://b.nl/2", Some("https://b.nl/2")),
            ("http://a.nl/x/1", "http://b.nl/2", Some("http://b.nl/2")),
            ("https://a.nl/x/1", "http://a.nl/x/1", None),
            ("https://a.nl/x/1", "//b.nl/2", None),
            ("https://a.nl/x/1", "file:///etc/passwd", None),
            ("https://a.nl/x/1", "2", None),
        ];
        for (here, next, expected) in cases {
            assert_eq!(next_place(here, next).as_deref(), expected, "{here} {next}");
        }
    }

    #[test]
    fn a_system_that_is_no_dienst_gets_nothing_and_is_outside() {
        let cases = [
            ("https://A.nl/x/1?y", Some("https://a.nl/")),
            ("http://a.nl:8080", Some("http://a.nl:8080/")),
            ("https://b@a.nl/1", None),
            ("ftp://a.nl/1", None),
            ("a.nl", None),
        ];
        for (url, expected) in cases {
            let found = anybody(url);
            assert_eq!(found.as_ref().map(|one| one.api_root.as_str()), expected, "{url}");
            assert!(found.is_none_or(|one| !one.is_intern && one.autorisatie == AutorisatieSoort::Geen), "{url}");
        }
    }

    fn dienst(api_root: &str) -> Dienst {
        Dienst {
            uuid: Id::new(Uuid::nil()),
            naam: String::new(),
            api_root: api_root.to_owned(),
            soort: Soort::Orc,
            autorisatie: AutorisatieSoort::Geen,
            client_id: String::new(),
            header: String::new(),
            is_intern: false,
        }
    }

    #[test]
    fn a_url_belongs_to_the_longest_root_that_it_lies_below() {
        let all = ["https://a.nl/", "https://a.nl/zaken/api/v1/", "http://a.nl/open/", "https://b.nl/x/"].map(dienst);
        let cases = [
            ("https://a.nl/zaken/api/v1/zaken/1", Some(1)),
            ("https://A.nl/zaken/api/v1/zaken/1", Some(1)),
            ("https://a.nl/Zaken/api/v1/zaken/1", Some(0)),
            ("https://a.nl/zaken/api/v12/zaken", Some(0)),
            ("http://a.nl/zaken/api/v1/zaken/1", None),
            ("http://a.nl/open/1", Some(2)),
            ("https://a.nl.evil.nl/zaken/1", None),
            ("https://a.nl:444/zaken/1", None),
            ("https://b.nl/y/1", None),
            ("https://b.nl/x/", None),
            ("https://b.nl/x/../y/1", None),
            ("https://b.nl/x/%2E%2e/y/1", None),
            ("https://b.nl/x/..\\y", None),
            ("https://evil.nl@b.nl/x/1", None),
            ("é", None),
        ];
        for (url, expected) in cases {
            let found = longest_root(url, all.iter().collect(), |one| &one.api_root);
            let found = found.map(|found| found.api_root.as_str());
            assert_eq!(found, expected.map(|index: usize| all[index].api_root.as_str()), "{url}");
        }
    }

    #[test]
    fn every_fact_that_cannot_be_right_is_told() {
        let good = DienstGegevens {
            naam: "Archief".into(),
            api_root: "https://a.nl/".into(),
            soort: Soort::Drc,
            bewijs: Bewijs::Geen,
            is_intern: false,
        };
        let header = |naam: &str, waarde: &str| Bewijs::Header { naam: naam.into(), waarde: waarde.into() };
        let zgw = |client_id: &str, geheim: &str| Bewijs::Zgw { client_id: client_id.into(), geheim: geheim.into() };
        let cases = [
            (good.clone(), false, vec![]),
            (DienstGegevens { naam: " ".into(), api_root: "a".into(), ..good.clone() }, false, vec!["naam", "apiRoot"]),
            (good.clone(), true, vec!["apiRoot"]),
            (DienstGegevens { bewijs: zgw("a", "b"), ..good.clone() }, false, vec![]),
            (DienstGegevens { bewijs: zgw("", ""), ..good.clone() }, false, vec!["clientId", "geheim"]),
            (DienstGegevens { bewijs: header("X-Api-Key", "Token 1"), ..good.clone() }, false, vec![]),
            (DienstGegevens { bewijs: header("a:b", "a\r\nb"), ..good }, false, vec!["header", "geheim"]),
        ];
        for (new, is_taken, expected) in cases {
            let names: Vec<String> = faults(&new, is_taken).into_iter().map(|fault| fault.name).collect();
            assert_eq!(names, expected, "{new:?}");
        }
    }

    #[test]
    fn a_document_is_known_by_its_fields() {
        let document = json!({ "url": "a", "informatieobjecttype": "b", "titel": "c" });
        let map = document.as_object().unwrap();
        assert!(has_shape(ObjectSoort::Informatieobject, map));
        assert!(!has_shape(ObjectSoort::Zaak, map));
        assert!(!has_shape(ObjectSoort::Informatieobject, &Map::new()));
    }
}
