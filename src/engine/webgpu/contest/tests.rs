//! Contests on simulated adapters.

use super::*;

/// A GPU and the clock that it is timed with.
#[derive(Clone, Copy, Debug)]
struct Adapter {
    /// Milliseconds of a repetition of the first candidate.
    base: f64,
    /// The standard deviation of a time, relative, and how often something else takes several milliseconds.
    noise: f64,
    hiccups: f64,
    /// The clock's step.
    clock: f64,
    /// Milliseconds from submit to answer, and how much that varies.
    round_trip: [f64; 2],
    /// How much slower it is at first, and the milliseconds of work in which that halves.
    ramp: [f64; 2],
    /// Milliseconds of the first repetition of each candidate, which compiles it.
    compile: f64,
}

const QUIET: Adapter = Adapter {
    base: 0.1,
    noise: 0.01,
    hiccups: 0.0,
    clock: 0.005,
    round_trip: [0.5, 0.05],
    ramp: [0.0, 1.0],
    compile: 20.0,
};

struct Simulation {
    adapter: Adapter,
    /// The candidates' times, relative to the first one's.
    relative: Vec<f64>,
    compiled: Vec<bool>,
    worked: f64,
    random: u64,
}

impl Simulation {
    fn new(adapter: Adapter, relative: &[f64], seed: u64) -> Self {
        let random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Self { adapter, relative: relative.into(), compiled: vec![false; relative.len()], worked: 0.0, random }
    }

    /// Uniform in 0..1.
    fn uniform(&mut self) -> f64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    fn time(&mut self, trial: Trial) -> f64 {
        let Adapter { base, noise, hiccups, clock, round_trip, ramp, compile } = self.adapter;
        let work = base * self.relative[trial.candidate] * trial.repetitions as f64;
        let slowdown = 1.0 + ramp[0] * 0.5f64.powf(self.worked / ramp[1]);
        self.worked += work;
        let mut time = work * slowdown * (1.0 + noise * self.normal()).max(0.2);
        time += (round_trip[0] + round_trip[1] * self.normal()).max(0.0);
        if !std::mem::replace(&mut self.compiled[trial.candidate], true) {
            time += compile;
        }
        if self.uniform() < hiccups {
            time += 1.0 + 10.0 * self.uniform();
        }
        let start = self.uniform() * 10.0;
        ((start + time) / clock).floor() * clock - (start / clock).floor() * clock
    }

    /// The winner's time relative to the best one's, the trials it took, and the longest one's work.
    fn run(&mut self) -> (f64, usize, f64) {
        let mut contest = Contest::new(self.relative.len());
        let (mut trials, mut longest) = (0, 0.0f64);
        while let Some(trial) = contest.next() {
            let time = self.time(trial);
            longest = longest.max(self.adapter.base * self.relative[trial.candidate] * trial.repetitions as f64);
            contest.report(time);
            trials += 1;
            assert!(trials < 5000, "{:?} {trial:?} {:?}", self.adapter, self.relative);
        }
        let best = self.relative.iter().copied().fold(f64::INFINITY, f64::min);
        (self.relative[contest.champion()] / best, trials, longest)
    }
}

fn adapters() -> Vec<(&'static str, Adapter)> {
    let noisy = Adapter { noise: 0.05, hiccups: 0.05, ..QUIET };
    vec![
        ("quiet", QUIET),
        ("noisy", noisy),
        ("a clock of 0.1 ms", Adapter { clock: 0.1, noise: 0.03, ..QUIET }),
        ("a clock of 1 ms", Adapter { clock: 1.0, noise: 0.03, ..QUIET }),
        ("a clock of 1 ms, noisy", Adapter { clock: 1.0, ..noisy }),
        ("a ramp", Adapter { ramp: [2.0, 30.0], noise: 0.03, ..QUIET }),
        ("a slow ramp", Adapter { ramp: [3.0, 300.0], noise: 0.03, ..QUIET }),
        ("round trips of 100 ms", Adapter { round_trip: [100.0, 1.0], clock: 1.0, noise: 0.03, ..QUIET }),
        ("tiny dispatches", Adapter { base: 0.004, clock: 0.1, noise: 0.03, ..QUIET }),
        ("slow", Adapter { base: 30.0, noise: 0.05, hiccups: 0.05, ..QUIET }),
    ]
}

/// Candidates as the kernels have them: close ones, ties, and some that are several times slower.
const FIELDS: [&[f64]; 7] = [
    &[1.0, 1.0],
    &[1.0, 0.94, 0.9],
    &[1.0, 1.3, 0.7, 0.95, 2.0, 0.66, 1.1],
    &[1.0, 4.0, 8.0, 0.97, 1.01, 3.0, 0.99],
    &[5.0, 1.0, 4.0, 1.04, 0.98, 2.0, 9.0],
    &[1.0, 0.95, 1.05, 0.95, 1.05, 0.9, 1.1],
    &[0.8, 1.0, 1.2, 1.5, 2.0, 3.0, 4.0],
];

/// The total is a network's, whose layers of each kind and size have a contest of their own.
#[test]
fn all_contests_together_end_within_5_percent_of_the_best() {
    for (name, adapter) in adapters() {
        let (mut total, mut worst, mut trials, mut longest) = (0.0f64, 0.0f64, 0, 0.0f64);
        for seed in 0..20 {
            let contests = (1..).zip(FIELDS).map(|(i, field)| Simulation::new(adapter, field, seed * 10 + i).run());
            let contests: Vec<(f64, usize, f64)> = contests.collect();
            total = total.max(contests.iter().map(|one| one.0).sum::<f64>() / FIELDS.len() as f64);
            worst = contests.iter().map(|one| one.0).fold(worst, f64::max);
            trials = contests.iter().map(|one| one.1).sum::<usize>().max(trials);
            longest = contests.iter().map(|one| one.2).fold(longest, f64::max);
        }
        println!(
            "{name}: {total:.3} times the best, a single one {worst:.2}, {trials} trials of up to {longest:.1} ms"
        );
        assert!(total <= 1.05, "{name}: {total}");
        // A dispatch can't be divided, and noise may hide how long a trial takes.
        assert!(longest <= 2.0 * SLICE || adapter.base > SLICE / 4.0, "{name}: {longest}");
    }
}

#[test]
fn what_is_no_faster_does_not_win() {
    let mut contest = Contest::new(4);
    while let Some(trial) = contest.next() {
        contest.report(trial.repetitions as f64 * 0.1);
    }
    assert_eq!(contest.champion(), 0, "the order decides between equals");
    assert_eq!(Contest::new(1).next(), None);
}
