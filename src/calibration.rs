//! How sure a network may be: the temperature of its probabilities, and the evidence below which an image shows none of its
//! classes (Guo et al., "On calibration of modern neural networks", 2017; Liu et al., "Energy-based out-of-distribution
//! detection", 2020).

use crate::predictions::{evidence, softmax};

/// One image's logits and its class.
pub type Labelled<'a> = (&'a [f32], usize);

/// Temperatures outside of this are mistakes.
const TEMPERATURES: [f32; 2] = [0.05, 20.0];

/// Bins of the confidence, for [`calibration_error`].
const BINS: usize = 15;

/// How well an image's logits fit one of the classes: the lower, the likelier it shows none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// The largest probability.
    Probability,
    /// The largest logit.
    Logit,
    /// [`evidence`]: the one that predictions use.
    Energy,
}

impl Score {
    /// All of them.
    pub const ALL: [Score; 3] = [Score::Probability, Score::Logit, Score::Energy];

    /// Of one image.
    pub fn of(self, logits: &[f32], temperature: f32) -> f32 {
        let largest = |values: &[f32]| values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        match self {
            Score::Probability => largest(&probabilities(logits, temperature)),
            Score::Logit => largest(logits),
            Score::Energy => evidence(logits, temperature),
        }
    }
}

fn probabilities(logits: &[f32], temperature: f32) -> Vec<f32> {
    softmax(&logits.iter().map(|logit| logit / temperature).collect::<Vec<_>>())
}

/// The class with the largest logit.
pub fn best(logits: &[f32]) -> usize {
    (0..logits.len()).fold(0, |best, class| if logits[class] > logits[best] { class } else { best })
}

/// The temperature with the smallest negative log-likelihood.
pub fn fit_temperature(images: &[Labelled]) -> f32 {
    let loss = |sharpness: f32| -> f64 {
        let of_image = |(logits, class): &Labelled| evidence(logits, 1.0 / sharpness) - logits[*class];
        images.iter().map(|image| (of_image(image) * sharpness) as f64).sum()
    };
    // The loss is convex in 1 / temperature: golden-section search.
    let ratio = (5.0_f32.sqrt() - 1.0) / 2.0;
    let [mut low, mut high] = [1.0 / TEMPERATURES[1], 1.0 / TEMPERATURES[0]];
    for _ in 0..40 {
        let (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        if loss(left) < loss(right) { high = right } else { low = left }
    }
    2.0 / (low + high)
}

/// The expected calibration error: how far confidence and accuracy are apart, on average over bins of the confidence.
pub fn calibration_error(images: &[Labelled], temperature: f32) -> f64 {
    let mut bins = [(0.0_f64, 0.0_f64); BINS];
    for (logits, class) in images {
        let probabilities = probabilities(logits, temperature);
        let answer = best(logits);
        let bin = &mut bins[((probabilities[answer] * BINS as f32) as usize).min(BINS - 1)];
        bin.0 += probabilities[answer] as f64;
        bin.1 += f64::from(u8::from(answer == *class));
    }
    bins.iter().map(|(confidence, right)| (confidence - right).abs()).sum::<f64>() / images.len().max(1) as f64
}

/// The largest threshold below which at most a share `max_lost` of the right answers lies. Without right answers, `None`.
pub fn threshold(images: &[Labelled], score: Score, temperature: f32, max_lost: f64) -> Option<f32> {
    let mut scores = scores_of_right_answers(images, score, temperature);
    scores.sort_by(f32::total_cmp);
    scores.get((scores.len() as f64 * max_lost) as usize).or(scores.last()).copied()
}

/// The share of right answers that a threshold rejects.
pub fn lost(images: &[Labelled], score: Score, temperature: f32, threshold: f32) -> f64 {
    let scores = scores_of_right_answers(images, score, temperature);
    scores.iter().filter(|&&score| score < threshold).count() as f64 / scores.len().max(1) as f64
}

fn scores_of_right_answers(images: &[Labelled], score: Score, temperature: f32) -> Vec<f32> {
    let right = images.iter().filter(|(logits, class)| best(logits) == *class);
    right.map(|(logits, _)| score.of(logits, temperature)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logits of two classes whose true probabilities are those of a temperature of `truth`.
    fn images(truth: f32) -> Vec<([f32; 2], usize)> {
        (0..4000)
            .map(|i| {
                let logit = (i % 40) as f32 / 10.0 - 2.0;
                let probability = 1.0 / (1.0 + (-logit / truth).exp());
                let is_first = ((i / 40) as f32 + 0.5) / 100.0 < probability;
                ([logit, 0.0], usize::from(!is_first))
            })
            .collect()
    }

    fn labelled(images: &[([f32; 2], usize)]) -> Vec<Labelled<'_>> {
        images.iter().map(|(logits, class)| (&logits[..], *class)).collect()
    }

    #[test]
    fn the_temperature_is_found_and_calibrates() {
        for truth in [0.5, 1.0, 3.0] {
            let images = images(truth);
            let images = labelled(&images);
            let found = fit_temperature(&images);
            assert!((found / truth - 1.0).abs() < 0.02, "{found} instead of {truth}");
            assert!(calibration_error(&images, found) < 0.01);
        }
        let images = images(3.0);
        assert!(calibration_error(&labelled(&images), 1.0) > 0.1);
    }

    #[test]
    fn the_threshold_loses_no_more_than_it_may() {
        let images = images(1.0);
        let images = labelled(&images);
        for score in Score::ALL {
            for max_lost in [0.0, 0.05, 0.5] {
                let threshold = threshold(&images, score, 1.0, max_lost).unwrap();
                assert!(lost(&images, score, 1.0, threshold) <= max_lost, "{score:?}");
            }
        }
        assert_eq!(threshold(&[], Score::Energy, 1.0, 0.05), None);
    }
}
