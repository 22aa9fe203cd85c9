//! What a network's weights and last feature maps show: where it sees a class, and which layers reuse which features.

mod attribution;
mod gradients;

pub use attribution::{Attribution, AttributionOrigin};
pub use gradients::{GradientSize, Gradients, LayerGradient, Objective, estimated_reuse, grad_cam, saliency};

use serde::Serialize;

use crate::{
    Error, Plan, Weights,
    engine::FeatureMaps,
    error::InputError,
    plan::{Layer, LayerKind},
};

/// Each image's averaged features, the classifier's input: `[images][channels]`, from the final norm's maps.
pub fn embedding(maps: &FeatureMaps) -> Vec<f32> {
    let pixels = maps.height * maps.width;
    maps.data
        .chunks_exact(pixels)
        .map(|map| (map.iter().map(|&v| v as f64).sum::<f64>() / pixels as f64) as f32)
        .collect()
}

/// The class activation map of one image (Zhou et al. 2016): the final maps, weighted as the classifier weights their
/// averages for a class. `[height][width]`; its mean plus the class's bias is the class's logit, exactly.
///
/// # Errors
///
/// When there is no such class or image.
pub fn class_activation_map(
    maps: &FeatureMaps,
    classifier: &[f32],
    class: usize,
    image: usize,
) -> Result<Vec<f32>, Error> {
    let weights = classifier
        .chunks_exact(maps.channels)
        .nth(class)
        .ok_or_else(|| InputError::UnknownClass { class, classes: classifier.len() / maps.channels })?;
    let pixels = maps.height * maps.width;
    let of_image = maps.data.chunks_exact(maps.channels * pixels).nth(image);
    let of_image = of_image.ok_or(InputError::UnknownImage { image, images: maps.images })?;
    let mut sum = vec![0.0; pixels];
    for (map, weight) in of_image.chunks_exact(pixels).zip(weights) {
        for (total, value) in sum.iter_mut().zip(map) {
            *total += weight * value;
        }
    }
    Ok(sum)
}

/// How strongly the layers of a block use what earlier ones computed (the paper's figure 5).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BlockReuse {
    /// The block, from 1.
    pub block: usize,
    /// Where the channels come from: `input`, then the block's layers.
    pub sources: Vec<String>,
    /// What reads them: the block's layers, then the transition or the classifier, if there is one.
    pub targets: Vec<String>,
    /// `values[target][source]`: the mean absolute weight on the source's channels; none where the source comes after the
    /// target.
    pub values: Vec<Vec<Option<f32>>>,
}

/// The paper's figure 5 for these weights.
pub fn feature_reuse(plan: &Plan, weights: &Weights) -> Vec<BlockReuse> {
    let blocks = plan.config.block_channels();
    blocks.iter().enumerate().map(|(index, &[input, _])| block_reuse(plan, weights, index + 1, input)).collect()
}

fn block_reuse(plan: &Plan, weights: &Weights, block: usize, input: usize) -> BlockReuse {
    let layers: Vec<&Layer> = plan.layers_of(LayerKind::DenseLayer).filter(|l| l.block == Some(block)).collect();
    let mut groups = vec![input];
    groups.extend(layers.iter().map(|l| l.out_channels));
    let after = if block < plan.config.block_config.len() {
        Some((format!("features.transition{block}"), ".conv.weight"))
    } else {
        (plan.config.num_classes > 0).then(|| ("classifier".to_string(), ".weight"))
    };
    let mut readers: Vec<(String, &str)> = layers.iter().map(|l| (l.name.clone(), ".conv1.weight")).collect();
    readers.extend(after);
    let values = readers.iter().enumerate().map(|(reader, (name, weight))| {
        // A plain layer's first convolution is its only one, 3x3.
        let taps = if plan.config.bn_size.is_none() && reader < layers.len() { 9 } else { 1 };
        let means = mean_absolute_weights(weights.get(&format!("{name}{weight}")), taps, &groups[..=reader]);
        means.into_iter().map(Some).chain(std::iter::repeat(None)).take(groups.len()).collect()
    });
    BlockReuse {
        block,
        values: values.collect(),
        sources: std::iter::once("input".to_string()).chain(layers.iter().map(|l| l.name.clone())).collect(),
        targets: readers.into_iter().map(|(name, _)| name).collect(),
    }
}

/// The mean of |w| over outputs and taps, for each group of adjacent input channels. `weight` is `[out, in, taps]`.
fn mean_absolute_weights(weight: &[f32], taps: usize, groups: &[usize]) -> Vec<f32> {
    let in_channels: usize = groups.iter().sum();
    let mut sums = vec![0.0f64; in_channels];
    for (at, value) in weight.iter().enumerate() {
        sums[at / taps % in_channels] += value.abs() as f64;
    }
    let per_channel = (weight.len() / in_channels) as f64;
    let mut rest = sums.as_slice();
    let mean = |&channels: &usize| {
        let (group, after) = rest.split_at(channels);
        rest = after;
        (group.iter().sum::<f64>() / (channels as f64 * per_channel)) as f32
    };
    groups.iter().map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DenseNetConfig, config::Variant};

    #[test]
    fn the_maps_mean_is_the_logit() {
        let maps =
            FeatureMaps { data: (0..24).map(|i| i as f32).collect(), images: 2, channels: 3, height: 2, width: 2 };
        let classifier = [1.0, 0.0, -2.0, 0.5, 0.5, 0.5];
        for image in 0..2 {
            let pooled = &embedding(&maps)[image * 3..][..3];
            for class in 0..2 {
                let map = class_activation_map(&maps, &classifier, class, image).unwrap();
                let logit: f32 = pooled.iter().zip(&classifier[class * 3..]).map(|(p, w)| p * w).sum();
                assert!((map.iter().sum::<f32>() / 4.0 - logit).abs() < 1e-4);
            }
        }
        assert!(class_activation_map(&maps, &classifier, 2, 0).is_err());
        assert!(class_activation_map(&maps, &classifier, 0, 2).is_err());
    }

    #[test]
    fn reuse_is_the_mean_absolute_weight_by_origin() {
        for variant in [Variant::BC, Variant::DenseNet] {
            let config = DenseNetConfig { block_config: vec![2, 1], ..DenseNetConfig::cifar(40, 4, variant).unwrap() };
            // Each input channel's weights are its number, with changing signs.
            let weights = Weights::from_fn(&config, |p| {
                let taps: usize = p.shape.iter().skip(2).product();
                let in_channels = p.shape.get(1).copied().unwrap_or(1);
                let sign = |i: usize| if i.is_multiple_of(2) { 1.0 } else { -1.0 };
                (0..p.len() as usize).map(|i| sign(i) * (i / taps % in_channels) as f32).collect()
            });
            let plan = Plan::new(&config, 16, 16).unwrap();
            let reuse = feature_reuse(&plan, &weights.unwrap());
            let input = config.num_init_features;
            assert_eq!(reuse[0].sources.len(), 3);
            assert_eq!(reuse[0].targets[2], "features.transition1");
            assert_eq!(reuse[0].values[0], [Some((input - 1) as f32 / 2.0), None, None]);
            assert_eq!(reuse[0].values[2][2], Some((input + 4) as f32 + 1.5));
            assert_eq!(reuse[1].targets[1], "classifier");
        }
    }
}
