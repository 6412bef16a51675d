//! One thing done for each of many, by as many threads as the machine has cores.

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// How many a thread takes at a time: enough that taking costs nothing, few enough that all end together.
const BATCH: usize = 16;

/// The stack of a thread: syn descends into types and expressions as deep as they are nested.
const STACK_BYTES: usize = 16 << 20;

/// What `work` makes of each, in the order of `all`, whichever was ready first.
pub(crate) fn map<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(all.len().div_ceil(BATCH));
    let next = AtomicUsize::new(0);
    let take = || batches(all, &next, &work);
    let mut done = thread::scope(|scope| {
        // Where no thread can be had, this one does it all.
        let others = (1..threads)
            .filter_map(|_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, take).ok());
        let others: Vec<_> = others.collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(begin, _)| *begin);
    done.into_iter().flat_map(|(_, batch)| batch).collect()
}

/// Takes batch after batch until none is left; each comes with the place of its first.
fn batches<T, R>(all: &[T], next: &AtomicUsize, work: impl Fn(&T) -> R) -> Vec<(usize, Vec<R>)> {
    let take = || {
        let begin = next.fetch_add(BATCH, Ordering::Relaxed);
        let batch = all.get(begin..)?.iter().take(BATCH);
        (begin < all.len()).then(|| (begin, batch.map(&work).collect()))
    };
    std::iter::from_fn(take).collect()
}
