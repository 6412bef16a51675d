//! Calls that need the same thing at the same time: one of them gets it, and the others wait for that.

use std::{
    future::poll_fn,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

/// Who gets the thing, and who waits.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_taken: bool,
    /// How often it was given back.
    round: u64,
    waiting: Vec<Waker>,
}

/// The turn of the one that gets the thing; the others go on once this is dropped.
pub(super) struct Turn<'a>(&'a Queue);

impl Queue {
    /// A turn, unless another call has it; then nothing, as soon as that call is done or was given up. Nobody waits for a
    /// second one, so that calls which cannot get the thing fail together and not one behind the other.
    pub(super) async fn turn(&self) -> Option<Turn<'_>> {
        let mut begun = None;
        poll_fn(|context| {
            let mut state = self.state();
            let round = *begun.get_or_insert(state.round);
            if round != state.round {
                return Poll::Ready(None);
            }
            if !std::mem::replace(&mut state.is_taken, true) {
                return Poll::Ready(Some(Turn(self)));
            }
            if !state.waiting.iter().any(|other| other.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nobody panics in the middle of a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_taken = false;
        state.round += 1;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }
}
