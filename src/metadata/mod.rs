//! What a checkpoint's numbers mean: labels, preprocessing and activation, from `config.json`.

mod activation;
mod canonical;
mod complete;
#[cfg(feature = "intake")]
mod label_lists;
#[cfg(feature = "intake")]
mod loose;
mod origins;
mod preprocessing;
#[cfg(feature = "intake")]
mod well_known;
mod write;

pub use activation::Activation;
#[cfg(feature = "intake")]
pub use label_lists::read_labels;
#[cfg(feature = "intake")]
pub use loose::{Facts, Note, architecture_of};
pub use origins::{Origins, Source};
pub use preprocessing::{Colour, Interpolation, Preprocessing};
#[cfg(feature = "intake")]
pub use well_known::{ClassSet, suggested_class_sets};

use crate::{DenseNetConfig, Error};

/// What a checkpoint's numbers mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Metadata {
    /// The network's name, such as `densenet121`.
    pub architecture: String,
    /// One label for each class; none for a network without a classifier.
    pub labels: Vec<String>,
    /// How images are prepared.
    pub preprocessing: Preprocessing,
    /// How logits become probabilities.
    pub activation: Activation,
    /// The logits are divided by this first. Above 0.
    pub temperature: f32,
    /// An image whose evidence is below this shows none of the classes; see [`evidence`](crate::predictions::evidence).
    pub threshold: Option<f32>,
    /// Where each of these values comes from.
    pub origins: Origins,
}

impl Metadata {
    /// The defaults without a `config.json`: torchvision's preprocessing for the ImageNet stem, CIFAR-10's for the CIFAR
    /// stem, the mean of its channels for an input of one channel, and numbers for labels. An image is expected to show one
    /// of the classes, or if the network has only one output, this one or not.
    pub fn default_for(config: &DenseNetConfig) -> Self {
        let mut origins = Origins::default();
        let activation = if config.num_classes == 1 { Activation::Sigmoid } else { Activation::Softmax };
        if config.num_classes == 1 {
            origins.activation = Source::Assumption;
        }
        if config.in_channels != 3 {
            (origins.colour, origins.mean, origins.std) = (Source::Assumption, Source::Assumption, Source::Assumption);
        }
        let labels = (0..config.num_classes).map(|i| format!("class {i}")).collect();
        Self {
            architecture: "densenet".into(),
            labels,
            preprocessing: Preprocessing::default_for(config),
            activation,
            temperature: 1.0,
            threshold: None,
            origins,
        }
    }

    /// Reads a `config.json` in timm's present form, which is the form of [`Metadata::to_json`]; missing fields get the
    /// defaults.
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] when it isn't such JSON, has a field that isn't understood, contradicts the weights, or has
    /// impossible values.
    pub fn from_json(json: &str, config: &DenseNetConfig) -> Result<Self, Error> {
        canonical::Fields::parse(json)?.complete(Self::default_for(config))
    }

    /// The same with other labels, given by the caller.
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] when there isn't one for each class.
    pub fn with_labels(mut self, labels: Vec<String>) -> Result<Self, Error> {
        complete::check_label_count(&labels, self.labels.len())?;
        self.labels = labels;
        self.origins.labels = Source::Given;
        Ok(self)
    }
}

#[cfg(all(test, feature = "intake"))]
mod mutations;
#[cfg(all(test, feature = "intake"))]
mod tests;
