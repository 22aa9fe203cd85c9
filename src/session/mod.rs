//! A loaded network: weights, metadata and engine, and the passes between them.
//!
//! The command line and the npm package's facade both use this type, so that batches, memory bounds and questions about
//! the last call have one home.

mod classified;
mod cuts;
mod gradients;
mod passes;
mod recovery;

use std::time::Duration;

use web_time::Instant;

use crate::{
    Engine, Error, Metadata, Precision, Weights,
    cuts::Cut,
    engine::{self, BackwardPass, EngineKind, FeatureMaps, Logits, Options},
    error::{EngineError, InputError, WeightsError},
    explain::{self, BlockReuse},
    plan::{LayerKind, Summary},
    predictions::{self, Prediction},
    preprocess::{self, Images},
};

pub use classified::Classified;

use passes::max_images;
use recovery::Attempt;

/// A call is computed again so often because the engine changed in the middle of it.
const MAX_REPETITIONS: usize = 2;

/// A network that is ready for images.
pub struct Session {
    engine: Box<dyn Engine>,
    metadata: Metadata,
    weights: Weights,
    /// As they were asked for.
    options: Options,
    /// The images of the last pass, from which its features can be computed again.
    last: Option<Images>,
    /// Images per pass.
    max_images: usize,
    /// Images of the last call.
    images: usize,
    /// How many of them were in passes before the last one, whose features are gone.
    passed: usize,
    /// What the network no longer reads.
    cuts: Vec<Cut>,
    /// The logits of the last pass with the cuts as they are, if that has run.
    logits: Option<Logits>,
    /// Of the last call of [`Session::differentiate`].
    gradients: Option<BackwardPass>,
}

/// What a call computed, image by image.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Batch {
    /// The logits, in the order of the images.
    pub logits: Logits,
    /// How long the passes took, with what it took to replace a GPU that failed.
    pub run: Duration,
    /// How long each layer took in the last pass, where that was asked for and the engine can tell it.
    pub layer_times: Option<Vec<Duration>>,
    /// Whether the network moved to another engine after some of the passes.
    moved: bool,
}

impl Session {
    /// Makes the engine for the metadata's input size.
    ///
    /// # Errors
    ///
    /// Those of [`engine::load`].
    pub async fn new(weights: Weights, metadata: Metadata, options: impl Into<Options>) -> Result<Self, Error> {
        let options = options.into();
        let engine = engine::load(&weights, metadata.preprocessing.input_size(), options.clone()).await?;
        let max_images = max_images(&*engine, engine.plan());
        Ok(Self {
            engine,
            metadata,
            weights,
            options,
            last: None,
            max_images,
            images: 0,
            passed: 0,
            cuts: Vec::new(),
            logits: None,
            gradients: None,
        })
    }

    /// What computes.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// Finds out a bit more about the fastest kernels, see [`Engine::tune`].
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn tune(&mut self) -> Result<bool, Error> {
        self.engine.tune().await
    }

    /// Labels and preprocessing.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Replaces labels, preprocessing and activation. The weights stay.
    ///
    /// # Errors
    ///
    /// When the network can't take the metadata's input size.
    pub fn configure(&mut self, metadata: Metadata) -> Result<(), Error> {
        Summary::new(self.weights.config(), metadata.preprocessing.input_size())?;
        self.metadata = metadata;
        Ok(())
    }

    /// The weights.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// How many images of the network's own size one pass takes: as many as 128 MiB of activations allow, and at most 64.
    pub fn max_images(&self) -> usize {
        self.max_images
    }

    /// The network's layers and sums for its own input size.
    ///
    /// # Errors
    ///
    /// Never for a session that was made: its input size is possible.
    pub fn summary(&self) -> Result<Summary, Error> {
        Summary::new(self.weights.config(), self.metadata.preprocessing.input_size())
    }

    /// Resizes, crops and normalises an image's RGBA bytes.
    ///
    /// # Errors
    ///
    /// Those of [`preprocess::prepare`].
    pub fn prepare(&self, rgba: &[u8], width: usize, height: usize) -> Result<Images, Error> {
        preprocess::prepare(rgba, width, height, &self.metadata.preprocessing)
    }

    /// Runs images of one size, in as many passes as the memory bound asks for. If the GPU fails, the network moves to a
    /// new device, or else to the CPU: [`EngineInfo::reason`](crate::engine::EngineInfo) says so afterwards.
    ///
    /// # Errors
    ///
    /// When there is no image, they differ in size, or the engine fails.
    pub async fn run(&mut self, images: Vec<Images>, time_layers: bool) -> Result<Batch, Error> {
        let mut passes = self.divide(images)?;
        // Until the call has succeeded, there are no features to ask for.
        (self.images, self.passed, self.last, self.logits) = (0, 0, None, None);
        let mut batch = self.run_passes(&passes, time_layers).await?;
        for _ in 0..MAX_REPETITIONS {
            if !batch.moved {
                break;
            }
            // What an engine computed before it was found to be wrong is doubtful.
            batch = self.run_passes(&passes, time_layers).await?;
        }
        let last = passes.pop();
        self.passed = passes.iter().map(|pass| pass.count()).sum();
        self.images = self.passed + last.as_ref().map_or(0, Images::count);
        self.last = last.filter(|_| self.engine.info().kind == EngineKind::WebGpu);
        Ok(batch)
    }

    async fn run_passes(&mut self, passes: &[Images], time_layers: bool) -> Result<Batch, Error> {
        let logits = Logits { data: Vec::new(), classes: self.weights.config().num_classes };
        let mut batch = Batch { logits, run: Duration::ZERO, layer_times: None, moved: false };
        for pass in passes {
            let start = Instant::now();
            let ((logits, layer_times), moved) = self.run_pass(pass, time_layers).await?;
            batch.run += start.elapsed();
            batch.moved |= moved && !batch.logits.data.is_empty();
            batch.layer_times = layer_times;
            self.logits = Some(logits.clone());
            batch.logits.data.extend(logits.data);
        }
        Ok(batch)
    }

    /// The `top_k` most probable classes for each image of a batch.
    ///
    /// # Errors
    ///
    /// [`InputError::NoClassifier`], unless no class is asked for.
    pub fn predictions(&self, batch: &Batch, top_k: usize) -> Result<Vec<Vec<Prediction>>, Error> {
        if self.weights.config().num_classes == 0 {
            return if top_k == 0 { Ok(Vec::new()) } else { Err(InputError::NoClassifier.into()) };
        }
        Ok(batch.logits.images().map(|logits| predictions::top_k(logits, &self.metadata, top_k)).collect())
    }

    /// The output, in the last pass, of the layer with this name in the plan.
    ///
    /// # Errors
    ///
    /// When there is no such layer, or nothing was run.
    pub async fn feature_maps(&mut self, layer: &str) -> Result<FeatureMaps, Error> {
        for attempt in [Attempt::AnotherDevice, Attempt::Cpu] {
            match self.engine.feature_maps(layer).await {
                Err(error) => self.restore_features(error, attempt).await?,
                maps => return maps,
            }
        }
        self.engine.feature_maps(layer).await
    }

    /// The averaged features of the last pass's images, `[images][channels]`.
    ///
    /// # Errors
    ///
    /// When nothing was run.
    pub async fn embedding(&mut self) -> Result<Vec<f32>, Error> {
        Ok(explain::embedding(&self.final_maps().await?))
    }

    /// Where the last call saw a class in an image, which counts from 0 in that call: one map of one channel.
    ///
    /// # Errors
    ///
    /// When there is no such class or image, the image's features are gone, or nothing was run.
    pub async fn class_activation_map(&mut self, class: usize, image: usize) -> Result<FeatureMaps, Error> {
        if self.weights.config().num_classes == 0 {
            return Err(InputError::NoClassifier.into());
        }
        let maps = self.final_maps().await?;
        if image >= self.images {
            return Err(InputError::UnknownImage { image, images: self.images }.into());
        }
        let image_of_pass = image.checked_sub(self.passed).ok_or(InputError::FeaturesGone { image })?;
        let data = explain::class_activation_map(&maps, self.weights.get("classifier.weight"), class, image_of_pass)?;
        Ok(FeatureMaps { data, images: 1, channels: 1, ..maps })
    }

    /// The paper's figure 5 for these weights.
    pub fn feature_reuse(&self) -> Vec<BlockReuse> {
        explain::feature_reuse(self.engine.plan(), &self.weights)
    }

    /// The weights as a safetensors file.
    ///
    /// # Errors
    ///
    /// [`WeightsError::NotWritable`] when there is too little memory.
    pub fn to_safetensors(&self) -> Result<Vec<u8>, Error> {
        // In WebAssembly, running out of memory while serialising would end in a trap.
        let numbers: u64 = self.weights.config().tensors()?.iter().map(|parameter| parameter.len()).sum();
        let bytes = numbers as usize * size_of::<f32>();
        Vec::<u8>::new()
            .try_reserve_exact(2 * bytes)
            .map_err(|e| WeightsError::NotWritable { detail: e.to_string() })?;
        self.weights.to_safetensors(Precision::F32)
    }

    async fn final_maps(&mut self) -> Result<FeatureMaps, Error> {
        let mut norms = self.engine.plan().layers_of(LayerKind::FinalNorm);
        let name = norms.next().map(|layer| layer.name.clone()).ok_or(EngineError::NothingRun)?;
        drop(norms);
        self.feature_maps(&name).await
    }
}

#[cfg(test)]
mod cut_tests;
#[cfg(test)]
mod gradient_tests;
#[cfg(test)]
mod recovery_tests;
#[cfg(test)]
mod tests;
