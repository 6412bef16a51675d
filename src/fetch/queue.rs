//! A few things at a time, and fewer for the same host.
//!
//! In: jobs, each with its host. Out: what came of each, in their order.

use std::{
    collections::BTreeMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// How many requests run at once.
const MOST: usize = 4;

/// How many of them ask the same host.
const MOST_OF_A_HOST: usize = 2;

/// How many addresses of a host may fail before the rest of them are not asked: if it is down, each takes long.
const MOST_FAILURES: usize = 5;

/// What came of a job.
pub(super) enum Outcome<T, E> {
    /// It was done.
    Done(Result<T, E>),
    /// Its host had failed too often.
    LeftAlone,
}

/// The jobs that wait, and what each host has to do.
#[derive(Default)]
struct State<'j> {
    waiting: Vec<usize>,
    running: BTreeMap<&'j str, usize>,
    failures: BTreeMap<&'j str, usize>,
}

/// Does every job, and gives what came of each.
pub(super) fn each<J: Sync, T: Send, E: Send>(
    jobs: &[J],
    host: impl Fn(&J) -> &str + Sync,
    work: impl Fn(&J) -> Result<T, E> + Sync,
) -> Vec<Outcome<T, E>> {
    let state = Mutex::new(State { waiting: (0..jobs.len()).rev().collect(), ..State::default() });
    let ready = Condvar::new();
    let outcomes = Mutex::new((0..jobs.len()).map(|_| Outcome::LeftAlone).collect::<Vec<_>>());
    thread::scope(|scope| {
        for _ in 0..MOST.min(jobs.len()) {
            scope.spawn(|| {
                while let Some(index) = next(&state, &ready, |index| host(&jobs[index])) {
                    let done = work(&jobs[index]);
                    let (host, mut state) = (host(&jobs[index]), lock(&state));
                    *state.running.entry(host).or_default() -= 1;
                    *state.failures.entry(host).or_default() += usize::from(done.is_err());
                    drop(state);
                    lock(&outcomes)[index] = Outcome::Done(done);
                    ready.notify_all();
                }
            });
        }
    });
    outcomes.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the next job whose host has time for it; nothing once there are no more.
fn next<'j>(state: &Mutex<State<'j>>, ready: &Condvar, host: impl Fn(usize) -> &'j str) -> Option<usize> {
    let mut state = lock(state);
    loop {
        let State { waiting, running, failures } = &mut *state;
        waiting.retain(|&index| failures.get(host(index)).is_none_or(|&count| count < MOST_FAILURES));
        if waiting.is_empty() {
            return None;
        }
        let has_time = |&index: &usize| running.get(host(index)).is_none_or(|&count| count < MOST_OF_A_HOST);
        if let Some(place) = waiting.iter().rposition(has_time) {
            let index = waiting.remove(place);
            *running.entry(host(index)).or_default() += 1;
            return Some(index);
        }
        state = ready.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
