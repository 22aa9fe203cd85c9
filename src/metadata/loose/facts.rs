//! What the checkpoint itself says about its metadata.

use crate::{
    DenseNetConfig, Error,
    metadata::{Activation, Colour, Metadata, Preprocessing, Source},
};

/// What is known from the checkpoint before any `config.json` is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The implementation that the checkpoint is recognised as, such as `torchxrayvision`.
    pub scheme: Option<&'a str>,
    /// torchxrayvision's `op_threshs`; `None` or NaN for classes without one.
    pub op_thresholds: Option<&'a [Option<f32>]>,
}

/// Means and standard deviations in the public training scripts.
const KUANGLIU: ([f32; 3], [f32; 3]) = ([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]);
const WEIAICUNZAI: ([f32; 3], [f32; 3]) = ([0.5071, 0.4867, 0.4408], [0.2675, 0.2565, 0.2761]);
const BAMOS: ([f32; 3], [f32; 3]) =
    ([125.3 / 255.0, 123.0 / 255.0, 113.9 / 255.0], [63.0 / 255.0, 62.1 / 255.0, 66.7 / 255.0]);

impl Facts<'_> {
    /// The defaults for a network of this implementation.
    pub(super) fn defaults(&self, config: &DenseNetConfig) -> Result<Metadata, Error> {
        let mut metadata = Metadata::default_for(config);
        match self.scheme {
            Some("torchxrayvision") => {
                metadata = metadata.with_activation(Activation::Sigmoid, Source::Checkpoint);
                if config.in_channels == 1 {
                    // Its input is (2x / 255 - 1) * 1024.
                    let how = Preprocessing { crop_pct: 1.0, colour: Colour::FirstChannel, ..metadata.preprocessing };
                    metadata.preprocessing = Preprocessing { mean: vec![0.5], std: vec![0.5 / 1024.0], ..how };
                    let origins = &mut metadata.origins;
                    for source in [&mut origins.colour, &mut origins.mean, &mut origins.std, &mut origins.crop_pct] {
                        *source = Source::Checkpoint;
                    }
                }
            }
            Some("chexnet") => metadata = metadata.with_activation(Activation::Sigmoid, Source::Checkpoint),
            Some("kuangliu") => normalise_like(&mut metadata, KUANGLIU),
            Some("weiaicunzai") => normalise_like(&mut metadata, WEIAICUNZAI),
            Some("bamos" | "andreasveit") => normalise_like(&mut metadata, BAMOS),
            _ => {}
        }
        if let Some(thresholds) = self.op_thresholds {
            let activation = Activation::op_norm(thresholds.to_vec(), config.num_classes)?;
            metadata = metadata.with_activation(activation, Source::Checkpoint);
        }
        Ok(metadata)
    }
}

impl Metadata {
    fn with_activation(mut self, activation: Activation, source: Source) -> Self {
        (self.activation, self.origins.activation) = (activation, source);
        self
    }
}

fn normalise_like(metadata: &mut Metadata, (mean, std): ([f32; 3], [f32; 3])) {
    let how = &mut metadata.preprocessing;
    if how.colour == Colour::Rgb {
        (how.mean, how.std) = (mean.to_vec(), std.to_vec());
        (metadata.origins.mean, metadata.origins.std) = (Source::Checkpoint, Source::Checkpoint);
    }
}
