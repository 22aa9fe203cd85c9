//! From logits to ranked probabilities.

use serde::Serialize;

/// One class and its probability.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Prediction {
    /// The class's index among the logits.
    pub index: usize,
    /// The class's name.
    pub label: String,
    /// From 0 to 1: its share of the softmax.
    pub probability: f32,
}

/// Softmax of one image's logits.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponentials: Vec<f64> = logits.iter().map(|&l| ((l - largest) as f64).exp()).collect();
    let sum: f64 = exponentials.iter().sum();
    exponentials.iter().map(|e| (e / sum) as f32).collect()
}

/// The `count` most probable classes of one image's logits, the most probable first; ties in the order of the classes.
pub fn top_k(logits: &[f32], labels: &[String], count: usize) -> Vec<Prediction> {
    let mut ranked: Vec<(usize, f32)> = softmax(logits).into_iter().enumerate().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked.truncate(count);
    let label = |index: usize| labels.get(index).cloned().unwrap_or_else(|| format!("class {index}"));
    ranked.into_iter().map(|(index, probability)| Prediction { index, label: label(index), probability }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_sum_to_one_and_are_ranked() {
        let logits = [1000.0, 1002.0, -50.0];
        assert!((softmax(&logits).iter().sum::<f32>() - 1.0).abs() < 1e-6);
        let top = top_k(&logits, &["a".into(), "b".into()], 2);
        assert_eq!(top.iter().map(|p| p.label.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert!((top[0].probability - 0.880_797).abs() < 1e-5);
        assert_eq!(top_k(&logits, &[], 5)[2].label, "class 2");
    }
}
