//! What gradients show: how strongly every layer is asked to change, where in the image a class is decided, and what each
//! connection contributes.

use serde::Serialize;

use super::{BlockReuse, feature_reuse};
use crate::{
    Error, Plan, Weights,
    engine::{BackwardPass, FeatureMaps},
    error::InputError,
};

/// The number that is differentiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Objective {
    /// The logit of this class.
    Class(usize),
    /// The cross-entropy loss of the logits for this class as the label.
    Label(usize),
}

impl Objective {
    /// Its value for an image's logits, and its gradient with respect to them.
    ///
    /// # Errors
    ///
    /// When there is no such class, or no classifier.
    pub fn of(self, logits: &[f32]) -> Result<(f32, Vec<f32>), Error> {
        if logits.is_empty() {
            return Err(InputError::NoClassifier.into());
        }
        let (Self::Class(class) | Self::Label(class)) = self;
        let logit = *logits.get(class).ok_or(InputError::UnknownClass { class, classes: logits.len() })?;
        if let Self::Class(_) = self {
            let mut gradient = vec![0.0; logits.len()];
            gradient[class] = 1.0;
            return Ok((logit, gradient));
        }
        let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut gradient: Vec<f32> = logits.iter().map(|logit| (logit - largest).exp()).collect();
        let sum: f32 = gradient.iter().sum();
        gradient.iter_mut().for_each(|probability| *probability /= sum);
        gradient[class] -= 1.0;
        Ok((sum.ln() + largest - logit, gradient))
    }
}

/// How large an objective's gradient is at every layer, for one image.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Gradients {
    /// What was differentiated.
    pub objective: Objective,
    /// Its value: the logit or the loss.
    pub value: f32,
    /// The gradient with respect to the input.
    pub input: GradientSize,
    /// Those with respect to the output of each layer, in the plan's order.
    pub layers: Vec<LayerGradient>,
}

/// The size of a gradient.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GradientSize {
    /// The L2 norm.
    pub norm: f32,
    /// The mean of its absolute values.
    pub mean_absolute: f32,
}

/// The size of the gradient with respect to a layer's output.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LayerGradient {
    /// The layer's name.
    pub layer: String,
    /// The size.
    #[serde(flatten)]
    pub size: GradientSize,
}

impl Gradients {
    /// The sizes of what a backward pass computed for an objective of this value.
    ///
    /// # Errors
    ///
    /// Never for the plan's own layers.
    pub fn new(objective: Objective, value: f32, pass: &BackwardPass) -> Result<Self, Error> {
        let size = |layer| pass.maps(layer).map(|maps| GradientSize::of(&maps.data));
        let mut layers = Vec::new();
        for layer in &pass.plan().layers {
            layers.push(LayerGradient { layer: layer.name.clone(), size: size(Some(&layer.name))? });
        }
        Ok(Self { objective, value, input: size(None)?, layers })
    }
}

impl GradientSize {
    fn of(gradient: &[f32]) -> Self {
        let (mut squares, mut absolute) = (0.0, 0.0);
        for &value in gradient {
            squares += value as f64 * value as f64;
            absolute += value.abs() as f64;
        }
        Self { norm: squares.sqrt() as f32, mean_absolute: (absolute / gradient.len() as f64) as f32 }
    }
}

/// Where the input decides (Simonyan et al. 2014): for each pixel, the largest absolute gradient of its channels.
pub fn saliency(gradient: &FeatureMaps) -> Vec<f32> {
    let mut largest = vec![0.0f32; gradient.height * gradient.width];
    for channel in gradient.data.chunks_exact(largest.len()) {
        largest.iter_mut().zip(channel).for_each(|(largest, value)| *largest = largest.max(value.abs()));
    }
    largest
}

/// Grad-CAM (Selvaraju et al. 2017) for the maps of one image: their sum, each weighted with the mean of its gradient, where
/// it is positive.
pub fn grad_cam(maps: &[f32], gradient: &FeatureMaps) -> Vec<f32> {
    let pixels = gradient.height * gradient.width;
    let mut sum = vec![0.0; pixels];
    for (map, gradient) in maps.chunks_exact(pixels).zip(gradient.data.chunks_exact(pixels)) {
        let weight = gradient.iter().sum::<f32>() / pixels as f32;
        sum.iter_mut().zip(map).for_each(|(sum, value)| *sum += weight * value);
    }
    sum.iter_mut().for_each(|value| *value = value.max(0.0));
    sum
}

/// By how much the objective would fall if a layer didn't read what another one made, to the first order: of each
/// connection, the sum of [`BackwardPass::effects`]. Exact for the classifier, which is linear.
pub fn estimated_reuse(plan: &Plan, weights: &Weights, effects: &[f32]) -> Vec<BlockReuse> {
    let mut blocks = feature_reuse(plan, weights);
    let mut rest = effects;
    for (block, [input, _]) in blocks.iter_mut().zip(plan.config.block_channels()) {
        for reader in &mut block.values {
            for (source, value) in reader.iter_mut().flatten().enumerate() {
                let channels = if source == 0 { input } else { plan.config.growth_rate };
                let (connection, after) = rest.split_at(channels);
                (*value, rest) = (connection.iter().sum(), after);
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objective_is_a_logit_or_a_loss() {
        let logits = [1.0, 3.0, -1.0];
        assert_eq!(Objective::Class(1).of(&logits), Ok((3.0, vec![0.0, 1.0, 0.0])));
        let (loss, gradient) = Objective::Label(0).of(&logits).unwrap();
        assert!((loss - 2.142_931_6).abs() < 1e-6, "{loss}");
        let expected = [0.117_310_43 - 1.0, 0.866_813_3, 0.015_876_24];
        assert!(gradient.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{gradient:?}");
        let unknown = InputError::UnknownClass { class: 3, classes: 3 };
        assert_eq!(Objective::Label(3).of(&logits), Err(unknown.into()));
        assert_eq!(Objective::Class(0).of(&[]), Err(InputError::NoClassifier.into()));
        // Large logits don't overflow.
        assert_eq!(Objective::Label(1).of(&[1e4, -1e4]).unwrap().0, 2e4);
        assert_eq!(serde_json::to_string(&Objective::Class(7)).unwrap(), r#"{"class":7}"#);
    }

    #[test]
    fn saliency_is_the_largest_absolute_gradient_and_grad_cam_a_weighted_sum() {
        let data = vec![1.0, -4.0, 0.0, 0.0, -2.0, 3.0, 0.5, -1.5];
        let gradient = FeatureMaps { data, images: 1, channels: 2, height: 2, width: 2 };
        assert_eq!(saliency(&gradient), [2.0, 4.0, 0.5, 1.5]);
        // The mean gradients are -0.75 and 0.
        assert_eq!(grad_cam(&[1.0, -2.0, 0.0, -4.0, 9.0, 9.0, 9.0, 9.0], &gradient), [0.0, 1.5, 0.0, 3.0]);
    }
}
