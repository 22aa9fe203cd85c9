//! Where each value of the metadata comes from, for the person who has to trust it.

use serde::Serialize;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Nobody said; this is the usual value for such a network.
    #[default]
    Default,
    /// `config.json`, or a file of labels.
    File,
    /// The caller, who overrides the files.
    Given,
    /// The checkpoint itself: a tensor in it, or habits of the implementation that it is recognised as.
    Checkpoint,
    /// A guess that has to be made for the network to be used, and that may be wrong.
    Assumption,
}

/// The source of each field of [`Metadata`](super::Metadata).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Origins {
    /// Of the network's name.
    pub architecture: Source,
    /// Of the labels.
    pub labels: Source,
    /// Of the input's height and width.
    pub input_size: Source,
    /// Of the part that the centre crop keeps.
    pub crop_pct: Source,
    /// Of the filter for resizing.
    pub interpolation: Source,
    /// Of what is subtracted from each channel.
    pub mean: Source,
    /// Of what each channel is divided by.
    pub std: Source,
    /// Of how a colour becomes the input's channels.
    pub colour: Source,
    /// Of how logits become probabilities.
    pub activation: Source,
    /// Of the temperature.
    pub temperature: Source,
    /// Of the threshold below which an image shows none of the classes.
    pub threshold: Source,
}
