//! Clocks, which a browser's program does not have.

use std::time::{Duration, SystemTime};

/// A moment from which time is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    #[cfg(not(target_arch = "wasm32"))]
    started: std::time::Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self {
            #[cfg(not(target_arch = "wasm32"))]
            started: std::time::Instant::now(),
        }
    }

    /// How long ago that was, where it can be known.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        #[cfg(not(target_arch = "wasm32"))]
        let elapsed = Some(self.started.elapsed());
        #[cfg(target_arch = "wasm32")]
        let elapsed = None;
        elapsed
    }
}

/// The time of day, where it can be known.
pub(super) fn now() -> Option<SystemTime> {
    #[cfg(not(target_arch = "wasm32"))]
    let now = Some(SystemTime::now());
    #[cfg(target_arch = "wasm32")]
    let now = None;
    now
}
