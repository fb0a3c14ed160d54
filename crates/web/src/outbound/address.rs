//! Which addresses may be called.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A host or network that may be called although it is not public: `localhost`, `10.1.2.3` or `10.1.0.0/16`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// A name, whatever its address is.
    Host(String),
    /// The addresses that start with these bits.
    Network(IpAddr, u8),
}

/// It is no host or network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no host name, address or network such as 10.1.0.0/16")]
pub struct NotAllowed(String);

impl FromStr for Allowed {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, NotAllowed> {
        let wrong = || NotAllowed(text.to_owned());
        let (name, bits) = match text.split_once('/') {
            Some((name, bits)) => (name, Some(bits.parse::<u8>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        match (name.parse::<IpAddr>(), bits) {
            (Ok(address), bits) => {
                let length = if address.is_ipv4() { 32 } else { 128 };
                let bits = bits.unwrap_or(length);
                if bits > length { Err(wrong()) } else { Ok(Self::Network(address, bits)) }
            }
            (Err(_), None) if !name.is_empty() && !name.contains([':', ' ']) => {
                Ok(Self::Host(name.to_ascii_lowercase()))
            }
            (Err(_), _) => Err(wrong()),
        }
    }
}

/// Decides whether this address of this host may be called.
pub(super) fn may_call(host: &str, address: IpAddr, allowed: &[Allowed]) -> bool {
    let address = plain(address);
    is_public(address)
        || allowed.iter().any(|one| match one {
            Allowed::Host(name) => name == host,
            Allowed::Network(network, bits) => is_within(address, *network, *bits),
        })
}

/// Takes an IPv4 address out of its IPv6 clothes: `::ffff:10.0.0.1`, `64:ff9b::10.0.0.1` and `2002:0a00:0001::` all lead to 10.0.0.1.
pub(crate) fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = address else { return address };
    let [a, b, c, d, e, f, g, h] = six.segments();
    let four = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => four(g, h),
        (0, 0, 0, 0, 0, 0) if g != 0 => four(g, h),
        (0x2002, ..) => four(b, c),
        _ => address,
    }
}

/// Decides whether an address is one of the public network.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_four(four),
        // Global unicast is 2000::/3; of that, Teredo and documentation lead nowhere good.
        IpAddr::V6(six) => {
            let [a, b, ..] = six.segments();
            a & 0xe000 == 0x2000
                && (a, b) != (0x2001, 0)
                && (a, b) != (0x2001, 0xdb8)
                && !is_within(address, IpAddr::V6(Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0)), 20)
        }
    }
}

fn is_public_four(address: Ipv4Addr) -> bool {
    const NOT_PUBLIC: &[(Ipv4Addr, u8)] = &[
        (Ipv4Addr::new(0, 0, 0, 0), 8),
        (Ipv4Addr::new(10, 0, 0, 0), 8),
        (Ipv4Addr::new(100, 64, 0, 0), 10),
        (Ipv4Addr::new(127, 0, 0, 0), 8),
        (Ipv4Addr::new(169, 254, 0, 0), 16),
        (Ipv4Addr::new(172, 16, 0, 0), 12),
        (Ipv4Addr::new(192, 0, 0, 0), 24),
        (Ipv4Addr::new(192, 0, 2, 0), 24),
        (Ipv4Addr::new(192, 88, 99, 0), 24),
        (Ipv4Addr::new(192, 168, 0, 0), 16),
        (Ipv4Addr::new(198, 18, 0, 0), 15),
        (Ipv4Addr::new(198, 51, 100, 0), 24),
        (Ipv4Addr::new(203, 0, 113, 0), 24),
        (Ipv4Addr::new(224, 0, 0, 0), 3),
    ];
    !NOT_PUBLIC.iter().any(|(network, bits)| is_within(IpAddr::V4(address), IpAddr::V4(*network), *bits))
}

fn is_within(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            let shift = 32_u32.saturating_sub(u32::from(bits));
            u64::from(address.to_bits()) >> shift == u64::from(network.to_bits()) >> shift
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            let shift = 128_u32.saturating_sub(u32::from(bits));
            address.to_bits().checked_shr(shift).unwrap_or(0) == network.to_bits().checked_shr(shift).unwrap_or(0)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_may_be_called_unless_the_configuration_names_them() {
        let cases = [
            ("8.8.8.8", &[][..], true),
            ("2a00:1450:400e::1", &[], true),
            ("127.0.0.1", &[], false),
            ("127.0.0.1", &["127.0.0.0/8"], true),
            ("127.0.0.1", &["intern.nl"], true),
            ("127.0.0.1", &["ander.nl"], false),
            ("10.1.2.3", &["10.1.0.0/16"], true),
            ("10.2.2.3", &["10.1.0.0/16"], false),
            ("169.254.169.254", &[], false),
            ("172.31.0.1", &[], false),
            ("172.32.0.1", &[], true),
            ("100.100.0.1", &[], false),
            ("0.0.0.0", &[], false),
            ("255.255.255.255", &[], false),
            ("::1", &[], false),
            ("::1", &["::1"], true),
            ("::", &[], false),
            ("fe80::1", &[], false),
            ("fd00::1", &[], false),
            ("::ffff:10.0.0.1", &[], false),
            ("::ffff:8.8.8.8", &[], true),
            ("64:ff9b::7f00:1", &[], false),
            ("2002:7f00:1::1", &[], false),
            ("2001::1", &[], false),
            ("ff02::1", &[], false),
        ];
        for (address, allowed, expected) in cases {
            let allowed: Vec<Allowed> = allowed.iter().map(|text| text.parse().unwrap()).collect();
            assert_eq!(may_call("intern.nl", address.parse().unwrap(), &allowed), expected, "{address} {allowed:?}");
        }
        for wrong in ["", "10.0.0.0/33", "a/8", "10.0.0.0/x", "een twee"] {
            assert!(wrong.parse::<Allowed>().is_err(), "{wrong}");
        }
    }
}
