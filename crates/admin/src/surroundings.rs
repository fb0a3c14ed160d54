//! The menu around each page, and what the previous request has done.

use identity::StaffSession;
use ui::{Chrome, Flash, NavGroup, NavItem, Site};
use web::PageCall;

use crate::paths;

/// Returns the surroundings of a page; `current` is its place in the menu, `opnieuw` how many jobs the previous request started again.
pub(crate) fn chrome(
    call: &PageCall,
    session: &StaffSession,
    title: &str,
    current: &str,
    opnieuw: Option<u32>,
) -> Chrome {
    let flash = opnieuw.map(|count| Flash {
        kind: "ok".to_owned(),
        title: call.text("beheer-opnieuw-titel", &[("aantal", i64::from(count).into())]),
        text: Some(call.text("beheer-opnieuw-tekst", &[])),
    });
    with_flash(call, session, title, current, flash)
}

/// Returns the surroundings of a page that tells what the previous request did.
pub(crate) fn with_flash(
    call: &PageCall,
    session: &StaffSession,
    title: &str,
    current: &str,
    flash: Option<Flash>,
) -> Chrome {
    let item = |label: &str, href: &str| NavItem {
        label: call.text(label, &[]),
        href: href.to_owned(),
        current: href == current,
        badge: None,
    };
    let mut items = vec![
        item("beheer-overzicht", paths::OVERZICHT),
        item("beheer-taken", paths::TAKEN),
        item("catalogi", paths::CATALOGI),
        item("beheer-applicaties", paths::APPLICATIES),
        item("beheer-abonnementen", paths::ABONNEMENTEN),
        item("beheer-diensten", paths::DIENSTEN),
    ];
    if call.app.settings().demo {
        items.push(item("beheer-mails", paths::MAILS));
    }
    let own = NavGroup { label: None, items };
    let back = NavGroup { label: None, items: vec![item("beheer-naar-werk", paths::WERK)] };
    Chrome {
        site: Site::Admin,
        nav: vec![own, back],
        flash,
        home_href: paths::OVERZICHT.to_owned(),
        ..session.chrome(call, title)
    }
}
