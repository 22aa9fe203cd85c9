//! From logits to ranked probabilities.

use serde::Serialize;

use crate::metadata::{Activation, Metadata};

/// One class and its probability.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Prediction {
    /// The class's index among the logits.
    pub index: usize,
    /// The class's name.
    pub label: String,
    /// From 0 to 1. Of a softmax, the classes' probabilities add up to 1; otherwise they are independent of each other.
    pub probability: f32,
}

/// Softmax of one image's logits.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponentials: Vec<f64> = logits.iter().map(|&l| ((l - largest) as f64).exp()).collect();
    let sum: f64 = exponentials.iter().sum();
    exponentials.iter().map(|e| (e / sum) as f32).collect()
}

/// The probabilities of one image's classes.
pub fn probabilities(logits: &[f32], metadata: &Metadata) -> Vec<f32> {
    let scaled: Vec<f32> = logits.iter().map(|logit| logit / metadata.temperature).collect();
    match &metadata.activation {
        Activation::Softmax => softmax(&scaled),
        Activation::Sigmoid => scaled.into_iter().map(sigmoid).collect(),
        Activation::OpNorm { thresholds } => {
            let thresholds = thresholds.iter().chain(std::iter::repeat(&None));
            scaled
                .into_iter()
                .zip(thresholds)
                .map(|(logit, &o)| o.map_or(0.5, |o| op_norm(sigmoid(logit), o)))
                .collect()
        }
    }
}

fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// torchxrayvision's: the threshold becomes 0.5.
fn op_norm(probability: f32, threshold: f32) -> f32 {
    if probability < threshold {
        probability / (2.0 * threshold)
    } else {
        1.0 - (1.0 - probability) / (2.0 * (1.0 - threshold))
    }
}

/// How much one image's logits speak for any of the classes: the negative free energy T log Σ exp(logit / T) of Liu et al.,
/// "Energy-based out-of-distribution detection" (2020). It is close to the largest logit.
pub fn evidence(logits: &[f32], temperature: f32) -> f32 {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f64 = logits.iter().map(|&logit| (((logit - largest) / temperature) as f64).exp()).sum();
    largest + temperature * sum.ln() as f32
}

/// Whether one image's logits speak too little for any of the classes.
pub fn is_rejected(logits: &[f32], metadata: &Metadata) -> bool {
    metadata.threshold.is_some_and(|threshold| evidence(logits, metadata.temperature) < threshold)
}

/// The `count` most probable classes of one image's logits, the most probable first; ties in the order of the classes.
pub fn top_k(logits: &[f32], metadata: &Metadata, count: usize) -> Vec<Prediction> {
    let mut ranked: Vec<(usize, f32)> = probabilities(logits, metadata).into_iter().enumerate().collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(count);
    let label = |index: usize| metadata.labels.get(index).cloned().unwrap_or_else(|| format!("class {index}"));
    ranked.into_iter().map(|(index, probability)| Prediction { index, label: label(index), probability }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DenseNetConfig;

    fn metadata(classes: usize) -> Metadata {
        let config = DenseNetConfig { num_classes: classes, ..DenseNetConfig::densenet121() };
        Metadata::default_for(&config)
    }

    #[test]
    fn probabilities_sum_to_one_and_are_ranked() {
        let logits = [1000.0, 1002.0, -50.0];
        let metadata = metadata(3).with_labels(["a", "b", "c"].map(String::from).to_vec()).unwrap();
        assert!((softmax(&logits).iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let top = top_k(&logits, &metadata, 2);
        assert_eq!(top.iter().map(|p| p.label.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert!((top[0].probability - 0.880_797).abs() < 1e-5);
        assert_eq!(top_k(&logits, &metadata, 5).len(), 3);
    }

    #[test]
    fn one_output_is_a_sigmoid() {
        let metadata = metadata(1);
        assert!((probabilities(&[2.0], &metadata)[0] - 0.880_797).abs() < 1e-6);
        assert_eq!(probabilities(&[-200.0], &metadata), [0.0]);
    }

    #[test]
    fn op_norm_is_torchxrayvisions() {
        let thresholds = vec![Some(0.25), Some(0.25), None, Some(0.75)];
        let metadata = Metadata { activation: Activation::OpNorm { thresholds }, ..metadata(4) };
        let logit = |p: f32| (p / (1.0 - p)).ln();
        let found = probabilities(&[logit(0.1), logit(0.4), 7.0, logit(0.75)], &metadata);
        for (found, expected) in found.into_iter().zip([0.2, 0.6, 0.5, 0.5]) {
            assert!((found - expected).abs() < 1e-6, "{found} instead of {expected}");
        }
    }

    #[test]
    fn the_temperature_softens_and_weak_evidence_is_rejected() {
        let logits = [2.0, 0.0, -1.0];
        let metadata = Metadata { temperature: 2.0, threshold: Some(2.9), ..metadata(3) };
        assert_eq!(probabilities(&logits, &metadata), softmax(&[1.0, 0.0, -0.5]));
        let expected = 2.0 * (1.0_f32.exp() + 1.0 + (-0.5_f32).exp()).ln();
        assert!((evidence(&logits, 2.0) - expected).abs() < 1e-6);
        assert!(!is_rejected(&logits, &metadata));
        assert!(is_rejected(&[1.0, 0.0, -1.0], &metadata));
        assert!(evidence(&[1e30, -1e30], 1.0).is_finite());
    }
}
