//! Networks: planning, loading, running.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Maps, json, threads::JsLender};
use crate::{
    DenseNetConfig, Error, Metadata, Precision, Session,
    engine::{EngineInfo, EngineStats, FeatureMaps, Lender, Options},
    metadata::{Activation, Origins, Preprocessing},
    plan::Summary,
    preprocess::Images,
    session::Classified,
};

/// The plan, as JSON, of a configuration: a name or JSON.
///
/// # Errors
///
/// When there is no such network, the configuration is invalid, or the input size is impossible.
#[wasm_bindgen]
pub fn plan_network(config: &str, height: usize, width: usize) -> Result<String, Error> {
    Ok(json(&Summary::new(&DenseNetConfig::parse(config)?, [height, width])?))
}

/// A loaded network.
#[wasm_bindgen]
pub struct Network(pub(super) Session);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NetworkInfo<'a> {
    engine: &'a EngineInfo,
    config: &'a DenseNetConfig,
    architecture: &'a str,
    labels: &'a [String],
    preprocessing: &'a Preprocessing,
    activation: &'a Activation,
    temperature: f32,
    threshold: Option<f32>,
    origins: &'a Origins,
    stats: EngineStats,
}

/// An image as the network takes it.
#[wasm_bindgen]
pub struct Prepared(Images);

#[wasm_bindgen]
impl Prepared {
    /// The network's input, one image.
    pub fn tensor(&self) -> Maps {
        let [images, channels, height, width] = self.0.shape();
        Maps(FeatureMaps { data: self.0.data().to_vec(), images, channels, height, width })
    }
}

#[wasm_bindgen]
impl Network {
    /// A network of a configuration (a name or JSON) with fresh random weights.
    ///
    /// # Errors
    ///
    /// When the configuration is invalid or too large, or the engine can't be had.
    #[cfg(feature = "burn")]
    pub async fn random(
        config: String,
        metadata: Option<String>,
        labels: Option<Vec<String>>,
        engine: String,
        precision: String,
        lender: Option<JsLender>,
    ) -> Result<Network, Error> {
        let config = DenseNetConfig::parse(&config)?;
        let metadata = read_metadata(metadata, labels, &config)?;
        let weights = crate::model::random_weights(&config, None)?;
        Ok(Network(Session::new(weights, metadata, options(&engine, &precision, lender)?).await?))
    }

    /// Times some kernels for a few milliseconds, after a pass. Returns whether there is more to find out.
    ///
    /// # Errors
    ///
    /// When the engine fails.
    pub async fn tune(&mut self) -> Result<bool, Error> {
        self.0.tune().await
    }

    /// Which kernels and which engine turned out fastest, to be remembered for the next load.
    pub fn kernel_choices(&self) -> Option<String> {
        self.0.engine().kernel_choices()
    }

    /// The plan for the network's own input size, as JSON.
    ///
    /// # Errors
    ///
    /// Never: the network was made for it.
    pub fn plan(&self) -> Result<String, Error> {
        Ok(json(&self.0.summary()?))
    }

    /// Engine, labels, preprocessing and costs, as JSON.
    pub fn info(&self) -> String {
        let Metadata { architecture, labels, preprocessing, activation, temperature, threshold, origins } =
            self.0.metadata();
        let engine = self.0.engine();
        json(&NetworkInfo {
            engine: engine.info(),
            config: self.0.weights().config(),
            architecture,
            labels,
            preprocessing,
            activation,
            temperature: *temperature,
            threshold: *threshold,
            origins,
            stats: engine.stats(),
        })
    }

    /// Labels and preprocessing as a `config.json`.
    pub fn metadata(&self) -> String {
        self.0.metadata().to_json()
    }

    /// Replaces the labels, or all metadata, by those of a `config.json` in our own form.
    ///
    /// # Errors
    ///
    /// When it can't be read, or doesn't fit the network.
    pub fn configure(&mut self, metadata: Option<String>, labels: Option<Vec<String>>) -> Result<(), Error> {
        let config = self.0.weights().config();
        let metadata = match metadata {
            Some(json) => Metadata::from_json(&json, config)?,
            None => self.0.metadata().clone(),
        };
        self.0.configure(with_labels(metadata, labels)?)
    }

    /// What runs the network, as JSON.
    pub fn engine(&self) -> String {
        json(self.0.engine().info())
    }

    /// What a pass costs, as JSON.
    pub fn stats(&self) -> String {
        json(&self.0.engine().stats())
    }

    /// Resizes, crops and normalises an image's RGBA bytes.
    ///
    /// # Errors
    ///
    /// When the bytes are not such an image's, or it is far too elongated.
    pub fn prepare(&self, rgba: &[u8], width: usize, height: usize) -> Result<Prepared, Error> {
        self.0.prepare(rgba, width, height).map(Prepared)
    }

    /// Predictions for each image, and how long it took, as JSON.
    ///
    /// # Errors
    ///
    /// When there is no image or the engine fails.
    pub async fn classify(&mut self, images: Vec<Prepared>, top_k: usize, time_layers: bool) -> Result<String, Error> {
        let batch = self.0.run(images.into_iter().map(|image| image.0).collect(), time_layers).await?;
        Ok(json(&Classified::new(&self.0, &batch, top_k)?))
    }

    /// The weights as a safetensors file, for another worker.
    ///
    /// # Errors
    ///
    /// When there is too little memory.
    pub fn checkpoint(&self) -> Result<Vec<u8>, Error> {
        self.0.to_safetensors()
    }
}

pub(super) fn read_metadata(
    json: Option<String>,
    labels: Option<Vec<String>>,
    config: &DenseNetConfig,
) -> Result<Metadata, Error> {
    let metadata = match json {
        Some(json) => Metadata::from_json(&json, config)?,
        None => Metadata::default_for(config),
    };
    with_labels(metadata, labels)
}

fn with_labels(metadata: Metadata, labels: Option<Vec<String>>) -> Result<Metadata, Error> {
    match labels {
        Some(labels) => metadata.with_labels(labels),
        None => Ok(metadata),
    }
}

pub(super) fn options(engine: &str, precision: &str, lender: Option<JsLender>) -> Result<Options, Error> {
    let lender = lender.map(|lender| Rc::new(lender) as Rc<dyn Lender>);
    Ok(Options { engine: engine.parse()?, precision: Precision::choice(precision)?, lender, ..Options::default() })
}
