//! How many files the system lets this process open. Each connection is one, and so are the files of databases and documents.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// A connection, and the document or reader of the database that its request may open.
const FILES_PER_CONNECTION: u64 = 2;
/// What the program has open by itself.
const OWN_FILES: u64 = 256;

/// Raises the number of open files to what the system allows, and returns how many of the `wanted` connections there is room for.
pub fn make_room(wanted: usize) -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "The number of open files can't be raised");
    }
    let most = getrlimit(Resource::Nofile).current;
    let room = room(most, wanted);
    // Somewhat fewer than wanted is nothing to tell anybody.
    if room < wanted / 2 {
        tracing::warn!(
            open_files_max = most,
            "Few files can be open at once, so only {room} connections are taken; `ulimit -n` raises it"
        );
    }
    room
}

/// Decides for how many connections there is room. None is no limit.
fn room(open_files_max: Option<u64>, wanted: usize) -> usize {
    let Some(most) = open_files_max else { return wanted };
    // However few files there are, some connections must be taken.
    let room = most.saturating_sub(OWN_FILES) / FILES_PER_CONNECTION;
    usize::try_from(room).unwrap_or(usize::MAX).max(16).min(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_our_own_are_kept_free() {
        let cases =
            [(None, 10_000), (Some(1_048_576), 10_000), (Some(20_256), 10_000), (Some(1024), 384), (Some(64), 16)];
        for (most, expected) in cases {
            assert_eq!(room(most, 10_000), expected, "{most:?}");
        }
    }

    #[test]
    fn the_limit_is_raised_as_far_as_it_goes() {
        make_room(10_000);
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
    }
}
