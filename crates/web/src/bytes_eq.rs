//! Comparing secrets.

use subtle::ConstantTimeEq;

/// Decides whether two secrets are equal, in a time that does not tell where they differ. The length is no secret.
pub fn secret_eq(one: &[u8], other: &[u8]) -> bool {
    bool::from(one.ct_eq(other))
}

#[cfg(test)]
mod tests {
    use super::secret_eq;

    #[test]
    fn secrets_are_equal_only_as_a_whole() {
        let cases: [(&[u8], &[u8], bool); 5] =
            [(b"", b"", true), (b"ab", b"ab", true), (b"ab", b"ac", false), (b"ab", b"abc", false), (b"", b"a", false)];
        for (one, other, expected) in cases {
            assert_eq!(secret_eq(one, other), expected);
        }
    }
}
