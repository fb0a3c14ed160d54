//! Counting statements, so that tests and benches can say what a request costs.

use std::cell::Cell;
use std::future::Future;

tokio::task_local! {
    static COUNT: Cell<u32>;
}

/// Runs the future and returns with its answer how many statements it ran on its own task.
pub async fn count_statements<T>(future: impl Future<Output = T>) -> (T, u32) {
    COUNT
        .scope(Cell::new(0), async move {
            let answer = future.await;
            (answer, COUNT.with(Cell::get))
        })
        .await
}

pub(crate) fn count_one() {
    // Outside of a counted future there is nothing to count.
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}
