use serde::{Deserialize, Serialize};

use crate::{DenseNetConfig, Error, Stem, error::MetadataError, plan::MAX_INPUT_SIDE};

/// The filter for resizing; both are antialiased, as in PIL and in torchvision on tensors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Interpolation {
    /// A triangle filter.
    Bilinear,
    /// A cubic filter with a = -0.5.
    Bicubic,
}

/// How an image's colours become the input's channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Three channels: red, green, blue, composited over white.
    Rgb,
    /// Four channels: red, green, blue, alpha, neither premultiplied nor composited.
    Rgba,
    /// One channel: PIL's `L`, from the colours over white.
    Luminance,
    /// One channel: red, from the colours over white, as torchxrayvision takes the first channel of grey images.
    FirstChannel,
}

impl Colour {
    /// The usual one for an input of so many channels, if an image can have so many.
    pub fn for_channels(channels: usize) -> Option<Self> {
        match channels {
            1 => Some(Colour::Luminance),
            3 => Some(Colour::Rgb),
            4 => Some(Colour::Rgba),
            _ => None,
        }
    }

    /// How many channels the input has.
    pub fn channels(self) -> usize {
        match self {
            Colour::Luminance | Colour::FirstChannel => 1,
            Colour::Rgb => 3,
            Colour::Rgba => 4,
        }
    }
}

/// How an image becomes a network's input. Only possible values can be made.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Preprocessing {
    /// Height and width of the input in pixels.
    pub(super) input_size: [usize; 2],
    /// The part of the resized image that the centre crop keeps: the short side becomes ⌊input / cropPct⌋ pixels.
    pub(super) crop_pct: f64,
    /// The filter for resizing.
    pub(super) interpolation: Interpolation,
    /// How an image's colours become the input's channels.
    pub(super) colour: Colour,
    /// Subtracted from each channel, which is from 0 to 1.
    pub(super) mean: Vec<f32>,
    /// Each channel is then divided by this.
    pub(super) std: Vec<f32>,
}

impl Preprocessing {
    /// Checks the values: `input_size` is the height and width, `mean` and `std` have one number per channel of `colour`.
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] when no image can be prepared so.
    pub fn new(
        input_size: [usize; 2],
        crop_pct: f64,
        interpolation: Interpolation,
        colour: Colour,
        mean: Vec<f32>,
        std: Vec<f32>,
    ) -> Result<Self, Error> {
        let channels = colour.channels();
        let [height, width] = input_size;
        if !(1..=MAX_INPUT_SIDE).contains(&height) || !(1..=MAX_INPUT_SIDE).contains(&width) {
            let found = vec![channels, height, width];
            return Err(MetadataError::MetadataInputSize { found, channels, max: MAX_INPUT_SIDE }.into());
        }
        if !(0.1..=1.0).contains(&crop_pct) {
            return Err(MetadataError::CropPct { found: crop_pct }.into());
        }
        for (field, numbers) in [("mean", &mean), ("std", &std)] {
            if numbers.len() != channels {
                return Err(MetadataError::ChannelCount { field: field.into(), found: numbers.len(), channels }.into());
            }
        }
        if std.iter().any(|&s| s <= 0.0) {
            return Err(MetadataError::Std { found: std }.into());
        }
        let normalised = mean.iter().zip(&std).flat_map(|(mean, std)| [(0.0 - mean) / std, (1.0 - mean) / std]);
        if normalised.into_iter().any(|value| !value.is_finite()) {
            return Err(MetadataError::Normalisation { mean, std }.into());
        }
        Ok(Self { input_size, crop_pct, interpolation, colour, mean, std })
    }

    /// torchvision's for the ImageNet stem and CIFAR-10's for the CIFAR stem. One channel has the mean of three. An input
    /// of channels that no image has is left to the engine to refuse.
    pub(super) fn default_for(config: &DenseNetConfig) -> Self {
        let (side, crop_pct, mean, std) = match config.stem {
            Stem::Cifar => (32, 1.0, [0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]),
            _ => (224, 0.875, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        };
        let colour = Colour::for_channels(config.in_channels).unwrap_or(Colour::Rgb);
        let fit = |values: [f32; 3]| match colour {
            Colour::Rgb => values.to_vec(),
            Colour::Rgba => [values.as_slice(), &[0.5]].concat(),
            Colour::Luminance | Colour::FirstChannel => vec![values.iter().sum::<f32>() / 3.0],
        };
        let (mean, std) = (fit(mean), fit(std));
        Self { input_size: [side; 2], crop_pct, interpolation: Interpolation::Bilinear, colour, mean, std }
    }

    /// Height and width of the input in pixels.
    pub fn input_size(&self) -> [usize; 2] {
        self.input_size
    }

    /// The part of the resized image that the centre crop keeps, from 0.1 to 1: the short side becomes
    /// ⌊input / `crop_pct`⌋ pixels.
    pub fn crop_pct(&self) -> f64 {
        self.crop_pct
    }

    /// The filter for resizing.
    pub fn interpolation(&self) -> Interpolation {
        self.interpolation
    }

    /// How an image's colours become the input's channels.
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// Subtracted from each channel, which is from 0 to 1.
    pub fn mean(&self) -> &[f32] {
        &self.mean
    }

    /// Each channel is then divided by this.
    pub fn std(&self) -> &[f32] {
        &self.std
    }
}
