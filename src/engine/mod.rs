//! What runs a network: one trait, and one engine per kind of machine.
//!
//! - `webgpu`: our own kernels on wgpu, in the browser and natively.
//! - `cpu`: our own kernels on one core, natively and in wasm with SIMD.
//! - `burn`: the burn model on burn's Flex backend, the reference that both are compared with.
//!
//! The first two run the same `program`, in which no dense layer concatenates anything.

#[cfg(feature = "burn")]
pub mod burn;
pub mod cpu;
mod event_loop;
mod gradients;
mod info;
mod last_pass;
mod load;
pub(crate) mod program;
mod race;
pub mod webgpu;

use std::{future::Future, pin::Pin, time::Duration};

use crate::{Error, Plan, Weights, cuts::Silence, error::EngineError, preprocess::Images};

pub use cpu::{Lender, Lending, Threads};
pub use gradients::BackwardPass;
#[cfg(all(test, feature = "cli"))]
pub(crate) use info::ReasonData;
pub use info::{EngineInfo, EngineKind, EngineStats, Reason};
pub(crate) use load::cpu as cpu_engine;
pub use load::{EngineChoice, Options, load};
pub use program::Cost;

/// What an engine's methods return: a future on the thread that asked, since GPU objects can't leave it.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// The logits of a pass, and each layer's time, in the plan's order, where the engine can tell it.
pub type Timed = (Logits, Option<Vec<Duration>>);

/// The logits of a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Logits {
    /// `[images, classes]` row-major.
    pub data: Vec<f32>,
    /// The number of classes.
    pub classes: usize,
}

impl Logits {
    /// Each image's logits. There are none without a classifier.
    pub fn images(&self) -> impl Iterator<Item = &[f32]> {
        self.data.chunks_exact(self.classes.max(1))
    }
}

/// A layer's output for every image of the last pass.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMaps {
    /// `[images, channels, height, width]` row-major.
    pub data: Vec<f32>,
    /// Images of the last pass.
    pub images: usize,
    /// Channels of the layer's output: k for a dense layer.
    pub channels: usize,
    /// Height in pixels.
    pub height: usize,
    /// Width in pixels.
    pub width: usize,
}

/// The classifier's output, as maps of one pixel.
impl From<Logits> for FeatureMaps {
    fn from(logits: Logits) -> Self {
        let (images, channels) = (logits.data.len() / logits.classes, logits.classes);
        Self { data: logits.data, images, channels, height: 1, width: 1 }
    }
}

/// Something that runs one network.
pub trait Engine {
    /// What it runs on.
    fn info(&self) -> &EngineInfo;

    /// The network's layers, for the input size of the last pass (before one, for the size it was made for).
    fn plan(&self) -> &Plan;

    /// Which kernels turned out fastest, as text for [`Options::kernel_choices`]: the next load needn't measure again.
    fn kernel_choices(&self) -> Option<String> {
        match &self.info().reason {
            Reason::CpuFaster { remembered, .. } => remembered.clone(),
            _ => None,
        }
    }

    /// Times some kernels for a few milliseconds, after a pass, for later passes and loads. Returns whether there is more to find
    /// out. Call it while there is nothing else to do: the features of the last pass stay.
    ///
    /// # Errors
    ///
    /// When the device fails.
    fn tune<'a>(&'a mut self) -> Pending<'a, bool> {
        Box::pin(async { Ok(false) })
    }

    /// What a pass costs.
    fn stats(&self) -> EngineStats;

    /// Bytes of activations that a pass over one image takes for a plan of this network.
    fn pass_bytes(&self, plan: &Plan) -> u64 {
        // Where features are concatenated, that takes most of it.
        plan.feature_memory().concatenated_bytes
    }

    /// A forward pass. Images may have any size that the network can take.
    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits>;

    /// The same, with times. On WebGPU the pass itself then takes longer.
    fn run_timed<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Timed> {
        Box::pin(async move { Ok((self.run(images).await?, None)) })
    }

    /// Makes channels of norms silent, and all others as they were. What the last pass computed with a norm that changes is
    /// outdated then: whatever asks for it runs it again.
    ///
    /// # Errors
    ///
    /// When an engine that has to build its model again can't.
    fn silence(&mut self, weights: &Weights, silenced: &[Silence]) -> Result<(), Error>;

    /// The logits of the last pass's images with the norms as they are now. Runs no step before the first one whose norm has
    /// changed.
    fn rerun<'a>(&'a mut self) -> Pending<'a, Logits>;

    /// The backward pass: from the gradient of some number with respect to the logits of an image of the last pass, those with
    /// respect to every layer's output and the input. Norms are as at inference. `weights` are those the engine was made from:
    /// when a GPU first does this, it is checked by the CPU.
    fn differentiate<'a>(
        &'a mut self,
        _weights: &'a Weights,
        _image: usize,
        _logits: &'a [f32],
    ) -> Pending<'a, BackwardPass> {
        Box::pin(async { Err(EngineError::NoGradients.into()) })
    }

    /// The output, in the last pass, of the layer with this name in the plan, such as
    /// `features.denseblock1.denselayer2`.
    fn feature_maps<'a>(&'a mut self, layer: &'a str) -> Pending<'a, FeatureMaps>;
}
