//! The `config.json` that timm writes next to a checkpoint: labels and preprocessing.

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

/// How an image becomes a network's input.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Preprocessing {
    /// Height and width of the input in pixels.
    pub input_size: [usize; 2],
    /// The part of the resized image that the centre crop keeps: the short side becomes ⌊input / crop_pct⌋ pixels.
    pub crop_pct: f64,
    /// The filter for resizing.
    pub interpolation: Interpolation,
    /// Subtracted from red, green and blue, each from 0 to 1.
    pub mean: [f32; 3],
    /// Each is then divided by this.
    pub std: [f32; 3],
}

/// What a checkpoint's numbers mean: the network's name, labels and preprocessing.
#[derive(Clone, Debug, PartialEq)]
pub struct Metadata {
    /// The network's name, such as `densenet121`.
    pub architecture: String,
    /// One label for each class.
    pub labels: Vec<String>,
    /// How images are prepared.
    pub preprocessing: Preprocessing,
}

/// timm's file, in which every field may be missing.
#[derive(Default, Deserialize)]
struct File {
    architecture: Option<String>,
    num_classes: Option<usize>,
    label_names: Option<Vec<String>>,
    pretrained_cfg: Option<PretrainedConfig>,
}

#[derive(Default, Deserialize)]
struct PretrainedConfig {
    input_size: Option<[usize; 3]>,
    crop_pct: Option<f64>,
    interpolation: Option<String>,
    mean: Option<[f32; 3]>,
    std: Option<[f32; 3]>,
}

impl Metadata {
    /// The defaults without a `config.json`: torchvision's preprocessing for the ImageNet stem, CIFAR-10's for the CIFAR
    /// stem, and numbers for labels.
    pub fn default_for(config: &DenseNetConfig) -> Self {
        let preprocessing = match config.stem {
            Stem::ImageNet | Stem::Deep | Stem::DeepBlur => Preprocessing {
                input_size: [224, 224],
                crop_pct: 0.875,
                interpolation: Interpolation::Bilinear,
                mean: [0.485, 0.456, 0.406],
                std: [0.229, 0.224, 0.225],
            },
            Stem::Cifar => Preprocessing {
                input_size: [32, 32],
                crop_pct: 1.0,
                interpolation: Interpolation::Bilinear,
                mean: [0.4914, 0.4822, 0.4465],
                std: [0.2470, 0.2435, 0.2616],
            },
        };
        let labels = (0..config.num_classes).map(|i| format!("class {i}")).collect();
        Self { architecture: "densenet".into(), labels, preprocessing }
    }

    /// Reads timm's `config.json` for a network; missing fields get the defaults.
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] when it isn't such JSON, contradicts the weights, or has impossible numbers.
    pub fn from_json(json: &str, config: &DenseNetConfig) -> Result<Self, Error> {
        // Some editors put a byte order mark in front.
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let file: File =
            serde_json::from_str(json).map_err(|e| MetadataError::MalformedMetadata { detail: e.to_string() })?;
        let mut metadata = Self::default_for(config);
        let classes = config.num_classes;
        if let Some(n) = file.num_classes.filter(|&n| n != classes) {
            return Err(MetadataError::ClassCount { found: n, expected: classes }.into());
        }
        if let Some(labels) = file.label_names {
            metadata = metadata.with_labels(labels)?;
        }
        metadata.architecture = file.architecture.unwrap_or(metadata.architecture);
        metadata.preprocessing.apply(file.pretrained_cfg.unwrap_or_default())?;
        Ok(metadata)
    }

    /// The same with other labels.
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] when there isn't one for each class.
    pub fn with_labels(self, labels: Vec<String>) -> Result<Self, Error> {
        let expected = self.labels.len();
        if labels.len() != expected {
            return Err(MetadataError::LabelCount { found: labels.len(), expected }.into());
        }
        Ok(Self { labels, ..self })
    }
}

impl Preprocessing {
    fn apply(&mut self, file: PretrainedConfig) -> Result<(), Error> {
        if let Some([channels, height, width]) = file.input_size {
            if channels != 3 || !(1..=MAX_INPUT_SIDE).contains(&height) || !(1..=MAX_INPUT_SIDE).contains(&width) {
                let found = [channels, height, width];
                return Err(MetadataError::MetadataInputSize { found, max: MAX_INPUT_SIDE }.into());
            }
            self.input_size = [height, width];
        }
        self.crop_pct = file.crop_pct.unwrap_or(self.crop_pct);
        if !(0.1..=1.0).contains(&self.crop_pct) {
            return Err(MetadataError::CropPct { found: self.crop_pct }.into());
        }
        self.interpolation = match file.interpolation.as_deref() {
            None => self.interpolation,
            Some("bilinear") => Interpolation::Bilinear,
            Some("bicubic") => Interpolation::Bicubic,
            Some(other) => {
                return Err(MetadataError::UnknownInterpolation { found: other.into() }.into());
            }
        };
        self.mean = file.mean.unwrap_or(self.mean);
        self.std = file.std.unwrap_or(self.std);
        if self.std.iter().any(|&s| s <= 0.0) {
            return Err(MetadataError::Std { found: self.std }.into());
        }
        let normalised =
            self.mean.iter().zip(&self.std).flat_map(|(mean, std)| [(0.0 - mean) / std, (1.0 - mean) / std]);
        if normalised.into_iter().any(|value| !value.is_finite()) {
            return Err(MetadataError::Normalisation { mean: self.mean, std: self.std }.into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timms_file_is_read() {
        let json = r#"{"architecture": "densenet121", "num_classes": 1000, "num_features": 1024, "pretrained_cfg": {
            "tag": "tv_in1k", "input_size": [3, 224, 200], "crop_pct": 0.875, "interpolation": "bicubic",
            "mean": [0.5, 0.25, 0.125], "std": [1, 2, 3], "first_conv": "features.conv0"}}"#;
        let metadata = Metadata::from_json(json, &DenseNetConfig::densenet121()).unwrap();
        assert_eq!(metadata.architecture, "densenet121");
        assert_eq!(metadata.preprocessing.input_size, [224, 200]);
        assert_eq!(metadata.preprocessing.interpolation, Interpolation::Bicubic);
        assert_eq!(metadata.preprocessing.mean, [0.5, 0.25, 0.125]);
        assert_eq!(metadata.labels[7], "class 7");
    }

    #[test]
    fn nonsense_is_named() {
        let config = DenseNetConfig::densenet121();
        for (json, message) in [
            ("{", "EOF"),
            (r#"{"num_classes": 10}"#, "num_classes is 10"),
            (r#"{"label_names": ["a"]}"#, "1 labels"),
            (r#"{"pretrained_cfg": {"interpolation": "nearest"}}"#, "nearest"),
            (r#"{"pretrained_cfg": {"input_size": [1, 28, 28]}}"#, "input_size"),
            (r#"{"pretrained_cfg": {"std": [0, 1, 1]}}"#, "std"),
            (r#"{"pretrained_cfg": {"std": [1e-40, 1, 1]}}"#, "infinite"),
            (r#"{"pretrained_cfg": {"mean": [0, 1e39, 0]}}"#, "infinite"),
            (r#"{"pretrained_cfg": {"crop_pct": 0}}"#, "crop_pct"),
        ] {
            let error = Metadata::from_json(json, &config).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
        for empty in ["{}", "\u{feff}{}", r#"{"pretrained_cfg": null}"#] {
            assert_eq!(Metadata::from_json(empty, &config).unwrap(), Metadata::default_for(&config));
        }
    }
}
