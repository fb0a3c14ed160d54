//! Recording statements, so that tests and benches can say what a request costs.

use std::cell::RefCell;
use std::future::Future;

tokio::task_local! {
    static NAMES: RefCell<Vec<&'static str>>;
}

/// Runs the future and returns with its answer how many statements it ran on its own task.
pub async fn count_statements<T>(future: impl Future<Output = T>) -> (T, u32) {
    let (answer, names) = list_statements(future).await;
    (answer, u32::try_from(names.len()).unwrap_or(u32::MAX))
}

/// Runs the future and returns with its answer the names of the statements that it ran on its own task, in order.
pub async fn list_statements<T>(future: impl Future<Output = T>) -> (T, Vec<&'static str>) {
    NAMES
        .scope(RefCell::default(), async move {
            let answer = future.await;
            (answer, NAMES.with(RefCell::take))
        })
        .await
}

pub(crate) fn record(name: &'static str) {
    // Outside of a recorded future there is nothing to record.
    let _ = NAMES.try_with(|names| names.borrow_mut().push(name));
}
