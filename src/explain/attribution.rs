//! Who decided: a logit is a sum over the last features, so it splits by the layers that made them.

use serde::Serialize;

use crate::{
    Plan, Weights,
    plan::{Layer, LayerKind},
};

/// A logit as a sum over the layers that made the features it is computed from. Exact, apart from rounding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Attribution {
    /// The class, from 0.
    pub class: usize,
    /// The classifier's bias for the class.
    pub bias: f32,
    /// The class's logit: the bias and all values added up.
    pub logit: f32,
    /// What made the last block's input, then the dense layers of that block.
    pub origins: Vec<AttributionOrigin>,
}

/// The part of a logit that comes from the features of one layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AttributionOrigin {
    /// The layer's name in the plan.
    pub layer: String,
    /// The block that it belongs to or follows, from 1; none for a stem.
    pub block: Option<usize>,
    /// How many features it made.
    pub channels: usize,
    /// Its contribution to the logit.
    pub value: f32,
}

impl Attribution {
    /// Splits the logit of a class, from the averaged features of an image. The network must have a classifier.
    pub fn new(plan: &Plan, weights: &Weights, class: usize, pooled: &[f32]) -> Self {
        let row = &weights.get("classifier.weight")[class * pooled.len()..][..pooled.len()];
        let bias = weights.get("classifier.bias")[class];
        let last = plan.config.block_config.len();
        let is_of_block = |layer: &&Layer| layer.kind == LayerKind::DenseLayer && layer.block == Some(last);
        let first = plan.layers.iter().position(|layer| is_of_block(&layer)).unwrap_or(1);
        let makers = std::iter::once(&plan.layers[first - 1]).chain(plan.layers.iter().filter(is_of_block));
        let mut products = row.iter().zip(pooled).map(|(weight, feature)| *weight as f64 * *feature as f64);
        let mut logit = bias as f64;
        let origins = makers.map(|layer| {
            let value: f64 = products.by_ref().take(layer.out_channels).sum();
            logit += value;
            AttributionOrigin {
                layer: layer.name.clone(),
                block: layer.block,
                channels: layer.out_channels,
                value: value as f32,
            }
        });
        let origins = origins.collect();
        Self { class, bias, logit: logit as f32, origins }
    }
}
