//! Who may have how many connections at once: one address not so many that there are none left for others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::outbound::{is_public, plain};
use crate::visitor::household;

/// Connections for which there is room, and who has them.
#[derive(Debug)]
pub(crate) struct Places {
    of_address_max: usize,
    of_proxy_max: usize,
    trusts_proxy: bool,
    taken: Mutex<HashMap<IpAddr, usize>>,
}

/// A connection's place; free again when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    of: Arc<Places>,
    address: IpAddr,
}

impl Places {
    /// `places` is how many there are for all. One address gets `of_address_max`; a proxy brings many visitors and may have nine in ten, so
    /// that a probe still gets in when it has all of them.
    pub(crate) fn new(places: usize, of_address_max: usize, trusts_proxy: bool) -> Arc<Self> {
        let of_proxy_max = places - places / 10;
        let of_address_max = of_address_max.min(of_proxy_max);
        Arc::new(Self { of_address_max, of_proxy_max, trusts_proxy, taken: Mutex::default() })
    }

    /// Takes a place for a connection with this address; none when it has as many as it may have.
    pub(crate) fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let address = plain(peer);
        // An address of the own network is a proxy, told to be trusted or not: nobody else reaches us from there.
        let is_proxy = self.trusts_proxy || !is_public(address);
        let most = if is_proxy { self.of_proxy_max } else { self.of_address_max };
        let address = household(address);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.entry(address).or_default();
        if *own >= most {
            return None;
        }
        *own += 1;
        Some(Place { of: Arc::clone(self), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.of.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_only_so_many_and_a_proxy_nearly_all() {
        // address, another of the same household, whether a proxy is trusted, how many it gets
        let cases = [
            ("8.8.4.4", "8.8.4.4", false, 3),
            ("2a02:a44f::1", "2a02:a44f::2", false, 3),
            ("::ffff:8.8.4.4", "8.8.4.4", false, 3),
            ("8.8.4.4", "8.8.4.4", true, 18),
            ("10.0.0.1", "10.0.0.1", false, 18),
            ("127.0.0.1", "127.0.0.1", false, 18),
        ];
        for (one, other, trusts_proxy, expected) in cases {
            let places = Places::new(20, 3, trusts_proxy);
            let [one, other]: [IpAddr; 2] = [one, other].map(|text| text.parse().unwrap());
            let mut held: Vec<Place> = std::iter::from_fn(|| places.take(one)).take(100).collect();
            assert_eq!(held.len(), expected, "{one} {trusts_proxy}");
            assert!(places.take(other).is_none());
            assert!(places.take("1.1.1.1".parse().unwrap()).is_some(), "there is room for others");
            held.pop();
            assert!(places.take(other).is_some(), "what is closed can be opened again");
            drop(held);
            assert!(places.taken.lock().unwrap().is_empty());
        }
    }
}
