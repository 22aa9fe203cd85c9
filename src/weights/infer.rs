//! Derives a configuration from the names and shapes of a checkpoint's tensors.

use std::collections::HashMap;

use safetensors::SafeTensors;

use super::names;
use crate::{DenseNetConfig, Error, Stem, error::WeightsError};

/// The first convolution, which every DenseNet has.
const FIRST: &str = "features.conv0.weight";

/// The tensors' shapes by canonical name.
pub(super) type Shapes<'a> = HashMap<&'a str, &'a [usize]>;

/// The stem of a file, from its first convolution.
pub(super) fn stem_of_file(file: &SafeTensors) -> Result<Stem, WeightsError> {
    let (_, conv0) = file
        .iter()
        .find(|(name, _)| names::without_wrapper(name) == FIRST)
        .ok_or_else(|| WeightsError::NotDensenet { tensor: FIRST.into() })?;
    stem(conv0.shape())
}

/// The stem, from the first convolution's kernel: 7x7 for ImageNet, 3x3 for CIFAR.
pub(super) fn stem(conv0: &[usize]) -> Result<Stem, WeightsError> {
    match conv0 {
        [_, _, 7, 7] => Ok(Stem::ImageNet),
        [_, _, 3, 3] => Ok(Stem::Cifar),
        shape => Err(WeightsError::UnknownStem { tensor: FIRST.into(), found: shape.to_vec() }),
    }
}

pub(super) fn config(stem: Stem, shapes: &Shapes) -> Result<DenseNetConfig, Error> {
    let first = "features.denseblock1.denselayer1";
    let (growth_rate, bn_size) = match shape_of(shapes, &format!("{first}.conv2.weight")) {
        // A bottleneck: conv1 is 1x1 to bn_size * k channels, conv2 is 3x3 to k.
        Ok(conv2) => {
            let (growth_rate, bottleneck) = (conv2[0], shape_of(shapes, &format!("{first}.conv1.weight"))?[0]);
            if growth_rate == 0 || bottleneck % growth_rate != 0 {
                let layer = first.to_string();
                return Err(WeightsError::BottleneckWidth { layer, channels: bottleneck, growth_rate }.into());
            }
            (growth_rate, Some(bottleneck / growth_rate))
        }
        Err(_) => (shape_of(shapes, &format!("{first}.conv1.weight"))?[0], None),
    };
    let block_config: Vec<usize> = (1..)
        .map(|block| {
            let has = |layer: &usize| {
                shapes.contains_key(&*format!("features.denseblock{block}.denselayer{layer}.conv1.weight"))
            };
            (1..).take_while(has).count()
        })
        .take_while(|&layers| layers > 0)
        .collect();
    let conv0 = shape_of(shapes, FIRST)?;
    // A deep stem's last convolution outputs what the first block reads.
    let last = if stem.is_deep() { shape_of(shapes, "features.conv2.weight")? } else { conv0 };
    let (num_init_features, num_classes) = (last[0], shapes.get("classifier.weight").map(|shape| shape.first()));
    let config = DenseNetConfig {
        growth_rate,
        num_init_features,
        bn_size,
        compression_rate: compression_rate(shapes, &block_config, num_init_features, growth_rate)?,
        drop_rate: 0.0,
        // Without a classifier, features are all there is.
        num_classes: num_classes.map_or(0, |classes| classes.copied().unwrap_or_default()),
        stem,
        in_channels: conv0.get(1).copied().unwrap_or_default(),
        transition_relu: true,
        block_config,
    };
    config.validate()?;
    Ok(config)
}

fn shape_of<'a>(shapes: &Shapes<'a>, name: &str) -> Result<&'a [usize], WeightsError> {
    match shapes.get(name) {
        Some(shape) if !shape.is_empty() => Ok(shape),
        Some(_) => Err(WeightsError::ScalarTensor { tensor: name.into() }),
        None => Err(WeightsError::MissingTensor { tensor: name.into() }),
    }
}

/// A θ with ⌊θm⌋ = each transition's output channels: the simplest decimal that explains them all.
fn compression_rate(
    shapes: &Shapes,
    block_config: &[usize],
    num_init_features: usize,
    growth_rate: usize,
) -> Result<f64, WeightsError> {
    let mut transitions = Vec::new();
    let mut channels = num_init_features;
    for (block, &layers) in block_config.iter().enumerate().take(block_config.len().saturating_sub(1)) {
        // Shapes of files without numbers may be huge.
        channels = channels.saturating_add(layers.saturating_mul(growth_rate));
        let kept = shape_of(shapes, &format!("features.transition{}.conv.weight", block + 1))?[0];
        transitions.push((channels, kept));
        channels = kept;
    }
    let explains = |theta: f64| transitions.iter().all(|&(m, kept)| (m as f64 * theta) as usize == kept);
    let decimals = [0.5, 1.0]
        .into_iter()
        .chain([10, 100, 1000].into_iter().flat_map(|n| (1..n).map(move |i| i as f64 / n as f64)));
    // If no short decimal does: a number between the bounds of ⌊θm⌋ = kept.
    let lower = transitions.iter().map(|&(m, kept)| kept as f64 / m as f64).fold(0.0, f64::max);
    let upper = transitions.iter().map(|&(m, kept)| (kept + 1) as f64 / m as f64).fold(1.0, f64::min);
    decimals
        .chain([(lower + upper) / 2.0])
        .find(|&theta| explains(theta))
        .ok_or(WeightsError::MixedCompression { transitions })
}
