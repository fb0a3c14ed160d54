//! Who may do what: every route of the APIs by who calls it, as one table. A route that is not in the table fails.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, Answer, SECRET, TestApp, autorisatie, sign};
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding::{self, Openbaar, Vertrouwelijk};
use values::actor::Component;

use crate::routes::{Route, named_in_routers, table};
use crate::start;
use crate::things::Things;

/// How the object of a route is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By its type and level: refused when they are not those of the caller.
    One,
    /// Each row by its type and level: what is not the caller's does not exist.
    List,
    /// By the scope alone.
    Any,
}

fn kind_of(route: &Route) -> Kind {
    let has_types = ["/zaken/", "/documenten/", "/besluiten/"].iter().any(|root| route.path.starts_with(root));
    if !has_types || route.path.contains("reserve") {
        Kind::Any
    } else if route.path.ends_with("/_zoek") || (is_read(route) && !route.path.contains('{')) {
        Kind::List
    } else {
        Kind::One
    }
}

fn is_read(route: &Route) -> bool {
    matches!(route.method.as_str(), "GET" | "HEAD")
}

/// Whose types a caller has.
#[derive(Debug, Clone, Copy)]
enum Types {
    Own,
    Others,
}

fn component_of(scope: &str, path: &str) -> Component {
    let named = scope.split('.').next().unwrap();
    // The scope of the audit trail is one of each component.
    let named = if named == "audittrails" { path.split('/').nth(1).unwrap() } else { named };
    match named {
        "zaken" => Component::Zrc,
        "documenten" => Component::Drc,
        "besluiten" => Component::Brc,
        "catalogi" => Component::Ztc,
        "autorisaties" => Component::Ac,
        "notificaties" => Component::Nrc,
        other => panic!("no component has {other}"),
    }
}

/// Adds an application with these scopes, once, and returns its client id.
async fn client(
    app: &TestApp,
    known: &mut Vec<String>,
    scopes: &[(Component, String)],
    types: Types,
    level: Vertrouwelijkheidaanduiding,
) -> String {
    let name = format!("{types:?} {level:?} {scopes:?}");
    let index = known.iter().position(|one| *one == name);
    let id = format!("client-{}", index.unwrap_or(known.len()));
    if index.is_none() {
        let zaaktype = match types {
            Types::Own => &app.bezwaar,
            Types::Others => &app.parkeren,
        };
        let all: Vec<_> = scopes
            .iter()
            .flat_map(|(component, scope)| {
                let typen: Vec<Uuid> = match component {
                    Component::Zrc => vec![zaaktype.uuid.uuid()],
                    Component::Drc => {
                        zaaktype.informatieobjecttypen.iter().map(|one| one.informatieobjecttype.uuid.uuid()).collect()
                    }
                    Component::Brc => zaaktype.besluittypen.iter().map(|one| one.uuid.uuid()).collect(),
                    Component::Ztc | Component::Ac | Component::Nrc => vec![Uuid::nil()],
                };
                typen
                    .into_iter()
                    .map(|uuid| autorisatie(*component, &[scope.as_str()], uuid, level))
                    .collect::<Vec<_>>()
            })
            .collect();
        app.add(&id, false, &all).await;
        known.push(name);
    }
    id
}

async fn ask(app: &TestApp, route: &Route, things: &Things, token: &str, host: &str) -> Answer {
    let mut url = things.address(&route.path);
    if url.ends_with("/consumer") {
        url.push_str("?clientId=alles");
    }
    let body = if is_read(route) { String::new() } else { things.body(&route.method, &route.path).to_string() };
    let mut headers = vec![("host", host), ("accept-crs", "EPSG:4326"), ("content-crs", "EPSG:4326")];
    if !is_read(route) {
        let is_part = route.path.contains("/bestandsdelen/");
        headers.push(("content-type", if is_part { "multipart/form-data; boundary=x" } else { "application/json" }));
    }
    let bearer = format!("Bearer {token}");
    if !token.is_empty() {
        headers.push(("authorization", bearer.as_str()));
    }
    app.send_with(&route.method, &url, &headers, &body).await
}

/// How many a list shows; none when it shows no list.
fn shown(route: &Route, answer: &Answer) -> Option<usize> {
    if route.method == "HEAD" || answer.status_code != 200 {
        return None;
    }
    match answer.json() {
        Value::Array(all) => Some(all.len()),
        json => json["count"].as_u64().and_then(|count| usize::try_from(count).ok()),
    }
}

#[tokio::test]
async fn every_route_is_in_the_table() {
    let app = start().await.remove(0);
    let things = Things::make_all(&app).await;
    let table = table();
    let nameless = |path: &str| {
        path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
    };
    let mut paths: Vec<String> = table.iter().map(|route| route.path.clone()).collect();
    for named in named_in_routers() {
        let is_known = paths.iter().any(|path| nameless(path) == nameless(&named));
        assert!(is_known, "{named} is served: say in routes.rs what opens it");
    }
    paths.sort();
    paths.dedup();
    for path in paths {
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
            let listed = table.iter().any(|route| route.path == path && route.method == method);
            let answer = app.send_with(method, &things.address(&path), &[("accept-crs", "EPSG:4326")], "").await;
            let is_served = answer.status_code != 405;
            assert_eq!(is_served, listed, "{method} {path}: {}", answer.json());
        }
    }
}

#[tokio::test]
async fn every_route_by_who_calls() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let mut table = table();
        // What removes something comes last, main objects at the very end.
        table.sort_by_key(|route| (route.method == "DELETE", is_main(route)));
        let every_scope: Vec<(Component, String)> = autorisaties::SCOPES
            .iter()
            .flat_map(|(component, scopes)| scopes.iter().map(|scope| (*component, (*scope).to_owned())))
            .collect();
        let mut known = Vec::new();
        let now = app.now();
        let mut faults = Vec::new();
        for route in &table {
            let mut expect = |who: &str, answer: &Answer, expected: (u16, &str)| {
                let (status_code, code) = answer.outcome();
                let code = if route.method == "HEAD" { expected.1.to_owned() } else { code };
                if (status_code, code.as_str()) != expected {
                    faults.push(format!(
                        "{} {}: {who}: {status_code} {code}, not {expected:?}",
                        route.method, route.path
                    ));
                }
            };
            let host = "a.example.nl";
            let claims = json!({ "client_id": ALLES, "iat": now });
            for (who, token, host, code) in [
                ("no token", String::new(), host, "permission_denied"),
                (
                    "bad signature",
                    sign(&claims, "een-heel-ander-geheim-van-meer-dan-32-tekens"),
                    host,
                    "invalid-jwt-signature",
                ),
                ("expired", sign(&json!({ "client_id": ALLES, "iat": now - 3600 }), SECRET), host, "jwt-expired"),
                ("another municipality's", sign(&claims, SECRET), "b.example.nl", "invalid-client-identifier"),
            ] {
                expect(who, &ask(&app, route, &things, &token, host).await, (403, code));
            }

            let together = |joined: &String| -> Vec<(Component, String)> {
                joined.split('+').map(|scope| (component_of(scope, &route.path), scope.to_owned())).collect()
            };
            let opening: Vec<Vec<(Component, String)>> = route.scopes.iter().map(together).collect();
            let rest: Vec<_> =
                every_scope.iter().filter(|one| !opening.iter().flatten().any(|open| open == *one)).cloned().collect();
            let without = client(&app, &mut known, &rest, Types::Own, Vertrouwelijk).await;
            let answer = ask(&app, route, &things, &app.token(&without), host).await;
            expect("all scopes but those", &answer, (403, "permission_denied"));

            for (joined, scope) in route.scopes.iter().zip(&opening) {
                let others = [("other types", Types::Others, Vertrouwelijk), ("too low", Types::Own, Openbaar)];
                // What has no type is open to them. A besluit has no level.
                let judged = match kind_of(route) {
                    Kind::Any => 0,
                    _ if route.path.starts_with("/besluiten/") => 1,
                    _ => 2,
                };
                for (who, types, level) in others.into_iter().take(judged) {
                    let other = client(&app, &mut known, scope, types, level).await;
                    let answer = ask(&app, route, &things, &app.token(&other), host).await;
                    if kind_of(route) == Kind::One {
                        expect(who, &answer, (403, "permission_denied"));
                        continue;
                    }
                    expect(who, &answer, (200, ""));
                    if shown(route, &answer).is_some_and(|count| count > 0) {
                        expect("shown what is not its own", &answer, (200, "nothing"));
                    }
                }
                if opens_in_another_state(route, joined) {
                    continue;
                }
                // A removal by each scope would need a thing for each.
                if route.method == "DELETE" && Some(joined) != route.scopes.last() {
                    continue;
                }
                let right = client(&app, &mut known, scope, Types::Own, Vertrouwelijk).await;
                let answer = ask(&app, route, &things, &app.token(&right), host).await;
                let status_code = answer.status_code.as_u16();
                // Nobody subscribes here.
                let is_there = status_code != 404 || route.path.contains("/abonnement/");
                let is_open =
                    if is_read(route) { status_code == 200 || status_code == 404 } else { status_code != 403 };
                if !is_open || !is_there || status_code >= 500 {
                    expect(&format!("{joined} of its own"), &answer, (200, "open"));
                }
                if kind_of(route) == Kind::List && shown(route, &answer) == Some(0) {
                    expect("shown nothing of its own", &answer, (200, "something"));
                }
            }
        }
        assert!(faults.is_empty(), "{} on {}:\n{}", faults.len(), app.db.kind(), faults.join("\n"));
    }
}

/// A first status, one that reopens, and an unlock without the lock are things of another zaak or document than ours.
fn opens_in_another_state(route: &Route, scope: &str) -> bool {
    match route.path.rsplit('/').next() {
        Some("statussen" | "substatussen") => matches!(scope, "zaken.aanmaken" | "zaken.heropenen"),
        _ if route.path.contains("/zaak_") && route.path.ends_with("{uuid}") => scope.ends_with("+zaken.aanmaken"),
        Some("unlock") => scope == "documenten.lock",
        _ => false,
    }
}

/// What other rows hang on: of those with one id in their path.
fn is_main(route: &Route) -> bool {
    let main = ["zaken", "enkelvoudiginformatieobjecten", "besluiten", "zaaktypen"];
    let resource = route.path.rsplit('/').nth(1).unwrap_or_default();
    route.path.matches('{').count() == 1 && main.contains(&resource)
}
