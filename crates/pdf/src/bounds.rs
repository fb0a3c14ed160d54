//! Limits on one document: its time, its stack, and what a panic may take along.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use crate::PdfError;

/// Typst nests up to 80 calls deep and each level takes much stack in a debug build; a thread of the pool has too little.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// How many documents may still be running past their limit. A thread can't be stopped from outside, so it keeps a core busy.
const OVERDUE_MAX: usize = 4;

/// Runs work with a time limit on a thread of its own.
#[derive(Debug)]
pub(crate) struct Bounds {
    limit: Duration,
    overdue: Arc<AtomicUsize>,
}

impl Bounds {
    pub(crate) fn new(limit: Duration) -> Self {
        Self { limit, overdue: Arc::default() }
    }

    /// Returns what `work` gives, or the error that says which limit it met.
    pub(crate) fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PdfError> {
        if self.overdue.load(Ordering::SeqCst) >= OVERDUE_MAX {
            return Err(PdfError::Busy);
        }

        // Without a buffer, handing over succeeds only while somebody waits: a late result is always noticed as late.
        let (sender, receiver) = sync_channel(0);
        let overdue = Arc::clone(&self.overdue);
        thread::Builder::new()
            .name("typesetter".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || {
                // Nothing of ours is shared mutably with `work`, so a panic can't leave it half changed.
                let outcome = catch_unwind(AssertUnwindSafe(work));
                if sender.send(outcome).is_err() {
                    overdue.fetch_sub(1, Ordering::SeqCst);
                }
            })
            .map_err(PdfError::NoThread)?;

        match receiver.recv_timeout(self.limit) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(panic)) => Err(PdfError::Panicked(panic_message(panic.as_ref()))),
            Err(_) => {
                // Counted before the receiver goes, so that the thread never subtracts first.
                self.overdue.fetch_add(1, Ordering::SeqCst);
                drop(receiver);
                Err(PdfError::TooSlow { limit: self.limit })
            }
        }
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_panic_becomes_an_error_and_the_next_document_works() {
        let bounds = Bounds::new(Duration::from_secs(5));
        let outcome = bounds.run(|| -> u8 { panic!("page {} is missing", 7) });
        assert!(matches!(outcome, Err(PdfError::Panicked(message)) if message == "page 7 is missing"));
        assert_eq!(bounds.run(|| 1).unwrap(), 1);
    }

    #[test]
    fn slow_work_is_given_up_and_too_much_of_it_is_refused_until_it_ends() {
        let bounds = Bounds::new(Duration::from_millis(10));
        for _ in 0..OVERDUE_MAX {
            let outcome = bounds.run(|| thread::sleep(Duration::from_millis(500)));
            assert!(matches!(outcome, Err(PdfError::TooSlow { .. })));
        }
        assert!(matches!(bounds.run(|| ()), Err(PdfError::Busy)));

        let started = Instant::now();
        while bounds.overdue.load(Ordering::SeqCst) > 0 && started.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(20));
        }
        assert!(bounds.run(|| ()).is_ok());
    }
}
