//! A checkpoint of any known kind and its `config.json`: read, understood, and explained.

use serde::Serialize;

use crate::{
    DenseNetConfig, Error, Metadata, Weights,
    metadata::{self, Activation, ClassSet, Facts, Note, Origins, Preprocessing},
    weights::{Hints, Origin, Scheme, file},
};

/// A network that was read, with what there is to know about how.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The network.
    pub weights: Weights,
    /// Where its tensors came from.
    pub origin: Origin,
    /// What its numbers mean.
    pub metadata: Metadata,
    /// How `config.json` was understood, where that is not obvious.
    pub notes: Vec<Note>,
}

/// What there is to know, as it crosses to JavaScript and into the command line's JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Summary<'a> {
    origin: &'a Origin,
    config: &'a DenseNetConfig,
    architecture: &'a str,
    labels: &'a [String],
    preprocessing: &'a Preprocessing,
    activation: &'a Activation,
    temperature: f32,
    threshold: Option<f32>,
    origins: &'a Origins,
    notes: &'a [Note],
    label_sets: Vec<ClassSet>,
}

impl Intake {
    /// Reads the bytes of a checkpoint (one file, or the shards of one) and the text of its `config.json`. A network whose
    /// names nobody knows is read as if it were `assume`'s.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when the weights aren't those of a DenseNet or leave something open; [`Error::Metadata`] when
    /// `config.json` isn't understood.
    pub fn read(files: &[&[u8]], config_json: Option<&str>, assume: Option<Scheme>) -> Result<Self, Error> {
        let file = file::read(files)?;
        let hints = Hints { architecture: config_json.and_then(metadata::architecture_of), assume };
        let (weights, origin) = Weights::read(&file, &hints)?;
        let facts = Facts { scheme: Some(origin.scheme.name()), op_thresholds: origin.op_thresholds.as_deref() };
        let (metadata, notes) = Metadata::read(config_json, weights.config(), &facts)?;
        Ok(Self { weights, origin, metadata, notes })
    }

    /// All of it but the weights.
    pub fn summary(&self) -> Summary<'_> {
        let Metadata { architecture, labels, preprocessing, activation, temperature, threshold, origins } =
            &self.metadata;
        let config = self.weights.config();
        Summary {
            origin: &self.origin,
            config,
            architecture,
            labels,
            preprocessing,
            activation,
            temperature: *temperature,
            threshold: *threshold,
            origins,
            notes: &self.notes,
            label_sets: metadata::suggested_class_sets(config).collect(),
        }
    }
}
