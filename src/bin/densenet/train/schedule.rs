//! Learning rates.

/// How the learning rate changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Schedule {
    /// The paper's: divided by 10 after 50 % and after 75 % of the steps
    Paper,
    /// Up to the learning rate in the first 30 % of the steps, and down to nearly 0 (Smith and Topin, 2018)
    OneCycle,
}

impl Schedule {
    /// The factor of the learning rate in a step, from 0.
    pub fn factor(self, step: usize, steps: usize) -> f64 {
        let done = step as f64 / steps.max(1) as f64;
        match self {
            Schedule::Paper if done < 0.5 => 1.0,
            Schedule::Paper if done < 0.75 => 0.1,
            Schedule::Paper => 0.01,
            Schedule::OneCycle if done < 0.3 => cosine(0.04, 1.0, done / 0.3),
            Schedule::OneCycle => cosine(1.0, 4e-6, (done - 0.3) / 0.7),
        }
    }
}

/// From one number to another along half a cosine.
fn cosine(from: f64, to: f64, done: f64) -> f64 {
    to + (from - to) * (1.0 + (std::f64::consts::PI * done).cos()) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_divides_twice() {
        let factors = [0, 49, 50, 74, 75, 99].map(|step| Schedule::Paper.factor(step, 100));
        assert_eq!(factors, [1.0, 1.0, 0.1, 0.1, 0.01, 0.01]);
    }

    #[test]
    fn one_cycle_rises_and_falls() {
        let factors = [0, 15, 30, 65, 99].map(|step| Schedule::OneCycle.factor(step, 100));
        assert!((factors[0] - 0.04).abs() < 1e-9 && factors[0] < factors[1] && factors[1] < factors[2], "{factors:?}");
        assert!((factors[2] - 1.0).abs() < 1e-9 && factors[3] < 0.6 && factors[4] < 0.002, "{factors:?}");
    }
}
