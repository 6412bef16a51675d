//! Calls that need the same thing at the same time: one of them gets it, and the others wait for that.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Who gets the thing, and who waits.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    given_back: Condvar,
}

#[derive(Default)]
struct State {
    is_taken: bool,
    /// How often it was given back.
    round: u64,
}

/// The turn of the one that gets the thing; the others go on once this is dropped.
pub(super) struct Turn<'a>(&'a Queue);

impl Queue {
    /// A turn, unless another call has it; then nothing, as soon as that call is done, or it took too long. Nobody waits
    /// for a second one, so that calls which cannot get the thing fail together and not one behind the other.
    pub(super) fn turn(&self, limit: Option<Duration>) -> Option<Turn<'_>> {
        let mut state = self.state();
        if !std::mem::replace(&mut state.is_taken, true) {
            return Some(Turn(self));
        }
        let round = state.round;
        let waits = |state: &mut State| state.round == round;
        match limit {
            Some(limit) => drop(self.given_back.wait_timeout_while(state, limit, waits)),
            None => drop(self.given_back.wait_while(state, waits)),
        }
        None
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
        drop(state);
        self.0.given_back.notify_all();
    }
}
