//! Who calls, as far as that can be known, and how much such a caller may do.
//!
//! Who logged in is known by who she is. Somebody unknown is known by her address: that of the connection, or what a proxy that we trust
//! says. A connection from inside our own network is that of a proxy that says nothing; then there is no address, and no limit either: one
//! visitor must not use up what all others may do. Counts live in the memory of this process, so that saying no costs less than what was
//! asked.

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::outbound::{is_public, plain};
use crate::{App, PageError, WebSettings};

/// Callers that are remembered at once; beyond that, all start again.
const KNOWN_MAX: usize = 100_000;

/// The other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// The address of a caller: for IPv6 the network of 64 bits that one household gets. None when nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor(Option<IpAddr>);

/// What a caller may do: so much at once, and so much in each hour after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// What is counted; each name has counts of its own.
    pub name: &'static str,
    /// How much, in whatever unit the caller of [`Visitor::spend`] counts.
    pub per_hour: u32,
}

/// Whose counts they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Address(IpAddr),
    /// Somebody who logged in: a number that is made of hers, and that nobody can make without this process.
    Person(u64),
}

/// When each caller will have everything back.
#[derive(Debug, Default)]
pub(crate) struct Spent {
    back_at: Mutex<HashMap<(&'static str, Who), Instant>>,
    persons: RandomState,
}

impl Visitor {
    fn of(headers: &HeaderMap, peer: Option<IpAddr>, settings: &WebSettings) -> Self {
        let forwarded = || {
            let last = headers.get_all("x-forwarded-for").iter().next_back()?;
            // Proxies append, and only what ours appended is true.
            last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let address = if settings.trust_forwarded { forwarded() } else { peer };
        Self(address.map(plain).filter(|address| is_public(*address)).map(household))
    }

    /// Counts what somebody who did not log in does.
    ///
    /// # Errors
    /// [`PageError::TooMany`] when this caller did too much of it; then nothing is counted.
    pub fn spend(&self, app: &App, rate: &Rate, amount: u32) -> Result<(), PageError> {
        let Some(address) = self.0 else { return Ok(()) };
        app.spent().take(rate, Who::Address(address), amount)
    }
}

impl Rate {
    /// Counts what somebody does who logged in; `person` is what she is known by.
    ///
    /// # Errors
    /// [`PageError::TooMany`] when she did too much of it; then nothing is counted.
    pub fn spend_person(&self, app: &App, person: &str, amount: u32) -> Result<(), PageError> {
        let person = app.spent().persons.hash_one(person);
        app.spent().take(self, Who::Person(person), amount)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0);
        Ok(Self::of(&parts.headers, peer, app.settings()))
    }
}

impl Spent {
    fn take(&self, rate: &Rate, who: Who, amount: u32) -> Result<(), PageError> {
        let is_allowed = self.spend((rate.name, who), rate.per_hour, amount, Instant::now());
        if is_allowed { Ok(()) } else { Err(PageError::TooMany) }
    }

    /// Each unit pushes the moment at which all is given back a bit further away; it can't go beyond an hour from now.
    fn spend(&self, who: (&'static str, Who), per_hour: u32, amount: u32, now: Instant) -> bool {
        const HOUR: Duration = Duration::from_secs(3600);
        // Nothing that holds the lock can panic; a count that is a bit wrong harms nobody.
        let mut spent = self.back_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if spent.len() >= KNOWN_MAX && !spent.contains_key(&who) {
            spent.retain(|_, back_at| *back_at > now);
            if spent.len() >= KNOWN_MAX {
                tracing::warn!("More visitors are limited than can be remembered; all start again");
                spent.clear();
            }
        }
        let back_at = spent.get(&who).copied().unwrap_or(now).max(now) + HOUR / per_hour.max(1) * amount;
        let is_allowed = back_at <= now + HOUR;
        if is_allowed {
            spent.insert(who, back_at);
        }
        is_allowed
    }
}

/// The network that one household gets, for an address of IPv6.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_who_the_connection_or_a_trusted_proxy_says() {
        // peer, X-Forwarded-For, trusted, expected
        let cases: [(&str, &[&str], bool, Option<&str>); 10] = [
            ("8.8.4.4", &[], false, Some("8.8.4.4")),
            ("8.8.4.4", &["1.1.1.1"], false, Some("8.8.4.4")),
            ("10.0.0.1", &["1.1.1.1"], true, Some("1.1.1.1")),
            // What the caller wrote herself stands before what the proxy adds.
            ("10.0.0.1", &["9.9.9.9, 1.1.1.1"], true, Some("1.1.1.1")),
            ("10.0.0.1", &["9.9.9.9", "1.1.1.1"], true, Some("1.1.1.1")),
            ("10.0.0.1", &["unknown"], true, None),
            ("10.0.0.1", &[], true, None),
            ("127.0.0.1", &[], false, None),
            ("::ffff:8.8.4.4", &[], false, Some("8.8.4.4")),
            ("2a02:a440:1:2:3:4:5:6", &[], false, Some("2a02:a440:1:2::")),
        ];
        for (peer, forwarded, trust_forwarded, expected) in cases {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append("x-forwarded-for", value.parse().unwrap());
            }
            let settings = WebSettings { trust_forwarded, ..WebSettings::default() };
            let found = Visitor::of(&headers, Some(peer.parse().unwrap()), &settings);
            let expected = expected.map(|address| address.parse().unwrap());
            assert_eq!(found, Visitor(expected), "{peer} {forwarded:?} {trust_forwarded}");
        }
    }

    #[test]
    fn what_is_spent_comes_back_evenly() {
        let spent = Spent::default();
        let start = Instant::now();
        let at = |minutes: u64| start + Duration::from_secs(60 * minutes);
        let address = |text: &str| Who::Address(text.parse().unwrap());
        let anne = ("begin", address("8.8.4.4"));
        let spend = |who, amount, minutes| spent.spend(who, 60, amount, at(minutes));
        assert!(spend(anne, 59, 0) && spend(anne, 1, 0));
        assert!(!spend(anne, 1, 0));
        // Another address, and something else of the same address.
        assert!(spend(("begin", address("1.1.1.1")), 60, 0) && spend(("stap", anne.1), 60, 0));
        // A minute later there is one, and what was refused cost nothing.
        assert!(spend(anne, 1, 1) && !spend(anne, 1, 1));
        assert!(!spend(anne, 31, 31) && spend(anne, 30, 31));
        // More than all can't be had, however long one waits.
        assert!(!spend(anne, 61, 1000) && spend(anne, 60, 1000));
    }

    #[test]
    fn no_more_visitors_are_remembered_than_there_is_room_for() {
        let spent = Spent::default();
        let now = Instant::now();
        for number in 0..u32::try_from(KNOWN_MAX).unwrap() {
            assert!(spent.spend(("begin", Who::Address(IpAddr::V4(number.into()))), 10, 1, now));
        }
        // Those that have everything back make room.
        let late = now + Duration::from_secs(360);
        assert!(spent.spend(("begin", Who::Person(1)), 10, 1, late));
        assert_eq!(spent.back_at.lock().unwrap().len(), 1);
    }
}
