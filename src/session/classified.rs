use std::time::Duration;

use serde::Serialize;

use super::{Batch, Session};
use crate::{
    Error,
    engine::EngineInfo,
    predictions::{self, Prediction},
};

/// A batch's results as they cross to JavaScript and into the command line's JSON. Times are in milliseconds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Classified {
    /// The most probable classes for each image.
    pub predictions: Vec<Vec<Prediction>>,
    /// Whether each image shows none of the classes, as far as the evidence tells; false for a network without a threshold.
    pub rejected: Vec<bool>,
    /// The passes' time.
    pub run: f64,
    /// What computed: another engine than before, if the GPU failed.
    pub engine: EngineInfo,
    /// Each layer's time in the last pass.
    pub layer_times: Option<Vec<f64>>,
}

impl Classified {
    /// The `top_k` most probable classes, and the times.
    ///
    /// # Errors
    ///
    /// Those of [`Session::predictions`].
    pub fn new(session: &Session, batch: &Batch, top_k: usize) -> Result<Self, Error> {
        let milliseconds = |duration: &Duration| duration.as_secs_f64() * 1e3;
        let is_rejected = |logits| predictions::is_rejected(logits, session.metadata());
        Ok(Self {
            predictions: session.predictions(batch, top_k)?,
            rejected: batch.logits.images().map(is_rejected).collect(),
            run: milliseconds(&batch.run),
            engine: session.engine().info().clone(),
            layer_times: batch.layer_times.as_ref().map(|times| times.iter().map(milliseconds).collect()),
        })
    }
}
