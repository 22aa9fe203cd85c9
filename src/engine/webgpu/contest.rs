//! Which of several candidates is fastest, from times that are noisy, read from a coarse clock and taken while the GPU changes
//! its own clock.
//!
//! One challenger after the other meets the champion. Each is timed with N and with 4N repetitions: the difference between the two
//! is free of what a submit and a read-back take. Rounds are ABAB and then BABA, so that a clock that rises favours neither. What
//! counts is the median of the rounds' differences, and how far off it may be.

/// Milliseconds that 4N repetitions may take, about.
const SLICE: f64 = 8.0;

/// Rounds before a challenger can win, and those after which what is most probable has to do.
const ROUNDS: [usize; 2] = [5, 60];

/// What a challenger must save: what is left on the table, with the errors of measuring, must stay below 5 %.
const MIN_GAIN: f64 = 0.025;

/// How many steps of the clock the champion's time must be made of.
const CLOCK_STEPS: f64 = 20.0;

/// Something to time: so many repetitions of a candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    pub candidate: usize,
    pub repetitions: usize,
}

/// The candidates and what is known about them.
pub struct Contest {
    candidates: usize,
    max_rounds: usize,
    /// Numbered in the order in which they are tried.
    champion: usize,
    challenger: usize,
    repetitions: usize,
    /// Of the current round: champion, challenger, and both with 4 times the repetitions.
    times: Vec<f64>,
    /// Milliseconds of 3N repetitions of both, for each round that counts.
    rounds: Vec<[f64; 2]>,
    last: f64,
    /// The smallest difference between two readings of the clock.
    clock: f64,
}

impl Contest {
    /// Candidates 0 to `candidates` - 1. The first one is the champion until another one beats it.
    pub fn new(candidates: usize) -> Self {
        Self {
            candidates,
            max_rounds: ROUNDS[1],
            champion: 0,
            challenger: 1,
            repetitions: 1,
            times: Vec::new(),
            rounds: Vec::new(),
            last: 0.0,
            clock: f64::INFINITY,
        }
    }

    /// The fastest so far.
    pub fn champion(&self) -> usize {
        self.champion
    }

    /// What to time next; `None` once the champion is known.
    pub fn next(&self) -> Option<Trial> {
        let turn = self.times.len();
        let is_challenger = turn % 2 != self.rounds.len() % 2;
        let candidate = if is_challenger { self.challenger } else { self.champion };
        let repetitions = if turn < 2 { self.repetitions } else { 4 * self.repetitions };
        (self.challenger < self.candidates).then_some(Trial { candidate, repetitions })
    }

    /// Takes the milliseconds of what [`Contest::next`] returned.
    pub fn report(&mut self, time: f64) {
        let step = (time - self.last).abs();
        if step > 0.01 {
            self.clock = self.clock.min(step);
        }
        self.last = time;
        self.times.push(time);
        let [a, b, four_a, four_b] = self.times[..] else { return };
        self.times.clear();
        let mut round = [four_a - a, four_b - b];
        if !self.rounds.len().is_multiple_of(2) {
            round.swap(0, 1);
        }
        self.rounds.push(round);
        // Of the slower one, so that a candidate that is much slower takes no long slices.
        let longest = self.middle_of(|[a, b]| a.max(b));
        if longest < SLICE * 3.0 / 8.0 {
            // Too short to tell. These rounds also warm up.
            self.repetitions *= 2;
            self.rounds.clear();
            return;
        }
        if let Some(has_won) = self.verdict() {
            if has_won {
                self.champion = self.challenger;
            }
            self.challenger += 1;
            self.repetitions = 1;
            self.rounds.clear();
        }
    }

    fn middle_of(&self, number: impl Fn([f64; 2]) -> f64) -> f64 {
        middle(&self.rounds.iter().map(|&round| number(round)).collect::<Vec<_>>())
    }

    /// Whether the challenger has won, if that can be told.
    fn verdict(&self) -> Option<bool> {
        let count = self.rounds.len();
        let champion = self.middle_of(|[a, _]| a);
        let difference = self.middle_of(|[a, b]| a - b);
        let deviation = self.middle_of(|[a, b]| (a - b - difference).abs());
        // Twice the standard error, if errors are normally distributed; and the clock's, of which each round has a share.
        let error = 3.2 * deviation / (count as f64).sqrt() + self.clock.min(champion) / count as f64;
        let (gain, error) = (difference / champion, error / champion);
        let is_last = count >= self.max_rounds;
        if count < ROUNDS[0] || (champion * (count as f64) < CLOCK_STEPS * self.clock && !is_last) {
            return None;
        }
        // In the end, half of that has to do.
        if gain > MIN_GAIN.max(if is_last { error / 2.0 } else { error }) {
            return Some(true);
        }
        (gain + error < MIN_GAIN || is_last).then_some(false)
    }
}

/// The mean of the middle half: hiccups don't count, and the steps of a coarse clock average out. Without sorting, whose code is
/// large.
fn middle(numbers: &[f64]) -> f64 {
    let cut = numbers.len() / 4;
    let (mut sum, mut count) = (0.0, 0.0);
    for (i, number) in numbers.iter().enumerate() {
        let is_before = |&(j, other): &(usize, &f64)| other < number || (other == number && j < i);
        let rank = numbers.iter().enumerate().filter(is_before).count();
        if rank >= cut && rank < numbers.len() - cut {
            (sum, count) = (sum + number, count + 1.0);
        }
    }
    sum / count
}

#[cfg(test)]
impl Contest {
    /// Ends as soon as it may: software adapters take long, and what they are fastest with doesn't matter.
    pub fn hurry(&mut self) {
        self.max_rounds = ROUNDS[0];
    }
}

#[cfg(test)]
mod tests;
