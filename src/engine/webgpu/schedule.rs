//! When the known answer is asked for.

use std::cell::Cell;

use web_time::{Duration, Instant};

/// A pause in which a driver may have dropped something.
const IDLE: Duration = Duration::from_secs(10);

/// The share of the passes' time that checking may take.
const MAX_SHARE: f64 = 0.02;

/// When to check: after the second pass, after a pause, and otherwise as often as [`MAX_SHARE`] allows.
#[derive(Default)]
pub struct Schedule {
    passes: Cell<u64>,
    running: Cell<Duration>,
    checking: Cell<Duration>,
    /// How long the last check took.
    pub check: Cell<Duration>,
    last_pass: Cell<Option<Instant>>,
}

impl Schedule {
    pub fn checked(&self, took: Duration) {
        self.checking.set(self.checking.get() + took);
        self.check.set(took);
        // A pause may follow the load directly.
        if self.last_pass.get().is_none() {
            self.last_pass.set(Some(Instant::now()));
        }
    }

    /// Counts a pass.
    pub fn is_due(&self, pass: Duration) -> bool {
        self.passes.set(self.passes.get() + 1);
        self.running.set(self.running.get() + pass);
        let now = Instant::now();
        let before = self.last_pass.replace(Some(now));
        let was_idle = before.is_some_and(|before| (now - before).saturating_sub(pass) > IDLE);
        let affordable = self.checking.get() + self.check.get() <= self.running.get().mul_f64(MAX_SHARE);
        was_idle || self.passes.get() == 2 || affordable
    }
}

#[cfg(test)]
impl Schedule {
    pub fn pretend_pause(&self) {
        self.last_pass.set(self.last_pass.get().and_then(|last| last.checked_sub(2 * IDLE)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_take_a_fiftieth_of_the_time_and_follow_the_second_pass() {
        let schedule = Schedule::default();
        let (pass, check) = (Duration::from_millis(5), Duration::from_millis(5));
        schedule.checked(check);
        let due: Vec<u64> = (1..=400)
            .filter(|_| {
                let due = schedule.is_due(pass);
                if due {
                    schedule.checked(check);
                }
                due
            })
            .collect();
        assert_eq!(due[0], 2);
        assert!((6..=9).contains(&due.len()), "{due:?}");
    }
}
