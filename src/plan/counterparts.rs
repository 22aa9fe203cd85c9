//! The same network, built otherwise: what other connectivity, no bottleneck, or residual units would take.
//!
//! The page compares with these. Resolutions, depths and the widths that the classifier reads are the DenseNet's own.

use serde::Serialize;

use super::{Layer, LayerKind, Plan};

/// The networks that a DenseNet is compared with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Counterparts {
    /// For each dense layer, in order: how many channels it would read.
    pub widths: Vec<Widths>,
    /// For each dense block: what the residual networks have instead.
    pub stages: Vec<Stage>,
    /// Parameters of the stem and the classifier, which all of them share.
    pub shared_parameters: u64,
    /// Parameters of the DenseNet outside of blocks and transitions: the shared ones and its last norm.
    pub outer_parameters: u64,
    /// ResNets of basic units: two 3x3 convolutions.
    pub basic: ResidualTotals,
    /// ResNets of bottleneck units: 1x1, 3x3 and 1x1 convolutions.
    pub bottleneck: ResidualTotals,
}

/// Channels that a layer would read if the layers were connected otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Widths {
    /// Dense all the same, but with transitions that keep every channel: k0 and k from every layer before.
    pub uncompressed: usize,
    /// What is added keeps its width: k0, doubled wherever the resolution halves, as in ResNets.
    pub residual: usize,
    /// Only the layer before: k0 at first, then k.
    pub plain: usize,
}

/// A dense block, and the residual units that take its place: as many convolutions at the same resolution, as wide as the
/// block is at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Stage {
    /// The block, from 1.
    pub block: usize,
    /// Channels at its end.
    pub width: usize,
    /// Convolutions of its dense layers.
    pub convolutions: usize,
    /// Parameters of its dense layers and the transition after it.
    pub dense_parameters: u64,
    /// With basic units.
    pub basic: ResidualStage,
    /// With bottleneck units.
    pub bottleneck: ResidualStage,
}

/// The residual units of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResidualStage {
    /// How many units.
    pub units: usize,
    /// Their convolutions, shortcuts not counted.
    pub convolutions: usize,
    /// Their parameters.
    pub parameters: u64,
}

/// A whole residual network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResidualTotals {
    /// Its parameters, the shared ones included.
    pub parameters: u64,
    /// Multiply-accumulates for one image, the shared ones included.
    pub macs: u64,
}

impl Plan {
    /// See [`Counterparts`].
    pub fn counterparts(&self) -> Counterparts {
        let shared =
            |layer: &&Layer| matches!(layer.kind, LayerKind::Stem | LayerKind::StemPool | LayerKind::Classifier);
        let shared_parameters = self.layers.iter().filter(shared).map(|layer| layer.parameters).sum();
        let shared_macs = self.layers.iter().filter(shared).map(|layer| layer.macs).sum();
        let totals = ResidualTotals { parameters: shared_parameters, macs: shared_macs };
        let mut counterparts = Counterparts {
            widths: self.widths(),
            stages: Vec::new(),
            shared_parameters,
            outer_parameters: self.layers.iter().filter(|l| l.block.is_none()).map(|l| l.parameters).sum(),
            basic: totals,
            bottleneck: totals,
        };
        let mut input = (self.config.num_init_features, 0);
        for block in 1..=self.config.block_config.len() {
            input = self.push_stage(&mut counterparts, block, input);
        }
        counterparts
    }

    fn widths(&self) -> Vec<Widths> {
        let (k0, k) = (self.config.num_init_features, self.config.growth_rate);
        let layers = self.layers_of(LayerKind::DenseLayer).enumerate();
        layers
            .map(|(before, layer)| Widths {
                uncompressed: k0 + before * k,
                residual: k0 << (layer.block.unwrap_or(1) - 1),
                plain: if before == 0 { k0 } else { k },
            })
            .collect()
    }

    /// `input` and the result are the channels and pixels of a stage's input; no pixels stand for the stage's own.
    fn push_stage(&self, counterparts: &mut Counterparts, block: usize, input: (usize, u64)) -> (usize, u64) {
        let layers: Vec<&Layer> = self.layers_of(LayerKind::DenseLayer).filter(|l| l.block == Some(block)).collect();
        let Some(last) = layers.last() else { return input };
        let width = last.in_channels + last.out_channels;
        let pixels = (last.height * last.width) as u64;
        let convolutions = layers.len() * if self.config.bn_size.is_some() { 2 } else { 1 };
        let (from, before) = (input.0, if input.1 == 0 { pixels } else { input.1 });
        let residual = |unit: Unit, totals: &mut ResidualTotals| {
            let units = ((convolutions as f64 / unit.convolutions() as f64).round() as usize).max(1);
            let first = unit.cost([from, width], [before, pixels]);
            let later = unit.cost([width, width], [pixels, pixels]);
            let all = |first: u64, later: u64| later.saturating_mul((units - 1) as u64).saturating_add(first);
            let parameters = all(first.parameters, later.parameters);
            totals.parameters = totals.parameters.saturating_add(parameters);
            totals.macs = totals.macs.saturating_add(all(first.macs, later.macs));
            ResidualStage { units, convolutions: units * unit.convolutions(), parameters }
        };
        let basic = residual(Unit::Basic, &mut counterparts.basic);
        let bottleneck = residual(Unit::Bottleneck, &mut counterparts.bottleneck);
        let in_block = self.layers.iter().filter(|layer| layer.block == Some(block));
        counterparts.stages.push(Stage {
            block,
            width,
            convolutions,
            dense_parameters: in_block.map(|layer| layer.parameters).sum(),
            basic,
            bottleneck,
        });
        (width, pixels)
    }
}

/// The residual units of He et al., 2016.
#[derive(Clone, Copy)]
enum Unit {
    /// 3x3, 3x3.
    Basic,
    /// 1x1, 3x3, 1x1, with a middle a quarter as wide.
    Bottleneck,
}

struct UnitCost {
    parameters: u64,
    macs: u64,
}

impl Unit {
    fn convolutions(self) -> usize {
        match self {
            Self::Basic => 2,
            Self::Bottleneck => 3,
        }
    }

    /// Channels and pixels are those of the input and of the output. Where the resolution changes, the (first) 3x3
    /// convolution halves it. Where the shape changes, the shortcut is a 1x1 convolution.
    fn cost(self, [from, width]: [usize; 2], [before, pixels]: [u64; 2]) -> UnitCost {
        let middle = (width as f64 / 4.0).round().max(1.0) as usize;
        // In, out, kernel, and the pixels that are computed.
        let mut convolutions = match self {
            Self::Basic => vec![(from, width, 3, pixels), (width, width, 3, pixels)],
            Self::Bottleneck => {
                vec![(from, middle, 1, before), (middle, middle, 3, pixels), (middle, width, 1, pixels)]
            }
        };
        if from != width || before != pixels {
            convolutions.push((from, width, 1, pixels));
        }
        let mut cost = UnitCost { parameters: 0, macs: 0 };
        for (from, to, kernel, pixels) in convolutions {
            let weights = (from as u64).saturating_mul(to as u64).saturating_mul(kernel * kernel);
            // A batch normalisation follows each convolution.
            cost.parameters = cost.parameters.saturating_add(weights).saturating_add(2 * to as u64);
            cost.macs = cost.macs.saturating_add(weights.saturating_mul(pixels));
        }
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DenseNetConfig;

    #[test]
    fn widths_follow_the_connectivity() {
        let counterparts = Plan::new(&DenseNetConfig::densenet121(), 224, 224).unwrap().counterparts();
        assert_eq!(counterparts.widths.len(), 58);
        assert_eq!(counterparts.widths[0], Widths { uncompressed: 64, residual: 64, plain: 64 });
        assert_eq!(counterparts.widths[57], Widths { uncompressed: 64 + 57 * 32, residual: 512, plain: 32 });
    }

    /// One block whose residual counterpart can be counted by hand.
    #[test]
    fn residual_units_are_counted_with_their_shortcuts_and_norms() {
        let config = DenseNetConfig { block_config: vec![3], ..DenseNetConfig::named("densenet_bc_40_12").unwrap() };
        let plan = Plan::new(&config, 8, 8).unwrap();
        let counterparts = plan.counterparts();
        let [stage] = counterparts.stages[..] else { panic!("one block") };
        // 24 + 3 * 12 channels; three bottleneck layers have six convolutions.
        assert_eq!((stage.width, stage.convolutions), (60, 6));
        let (basic, bottleneck) = (stage.basic, stage.bottleneck);
        assert_eq!((basic.units, bottleneck.units), (3, 2));
        let conv = |from: u64, to: u64, kernel: u64| from * to * kernel * kernel + 2 * to;
        let first = conv(24, 60, 3) + conv(60, 60, 3) + conv(24, 60, 1);
        assert_eq!(basic.parameters, first + 2 * 2 * conv(60, 60, 3));
        let ends = |from: u64| conv(from, 15, 1) + conv(15, 15, 3) + conv(15, 60, 1);
        assert_eq!(bottleneck.parameters, ends(24) + conv(24, 60, 1) + ends(60));
        let shared = counterparts.shared_parameters;
        assert_eq!(counterparts.basic.parameters, shared + basic.parameters);
        assert_eq!(counterparts.outer_parameters + stage.dense_parameters, plan.parameter_count());
        assert_eq!((basic.convolutions, bottleneck.convolutions), (6, 6));
    }
}
