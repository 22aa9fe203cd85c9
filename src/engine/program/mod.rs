//! A pass as a list of steps, worked out from the [`Plan`] without touching a GPU or a number of the network.
//!
//! This is where DenseNet's memory is won: a dense block is one buffer, sized for its final channel count (`builder`). A
//! layer reads the channels that are there and writes its k new ones behind them; nothing is ever concatenated, and after
//! a pass every layer's features lie in the buffers. `layout` says how features lie in a buffer, `pack` folds the batch
//! normalisations and orders the weights, `cost` counts what a pass reads, writes and computes. The CPU and the WebGPU
//! engine run the same program, and what is tested and counted here is what runs on any machine.

mod builder;
mod cost;
mod layout;
mod pack;

pub use cost::Cost;
pub use layout::{Layout, MARGIN};
pub use pack::{PackedWeights, Packing};

use std::time::Duration;

use crate::Plan;

/// What a step computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// A bottleneck's first half: BN, ReLU, 1x1 convolution with the next BN folded in, ReLU, into the padded layout.
    Bottleneck,
    /// A transition's second half: a 1x1 convolution.
    Compression,
    /// A 3x3 convolution with stride 1, out of the padded layout.
    Convolution3x3,
    /// ImageNet's first convolution, 7x7 with stride 2, and its ReLU.
    Convolution7x7,
    /// ImageNet's max pooling, 3x3 with stride 2.
    MaxPool,
    /// A transition's first half: BN, ReLU, 2x2 average. Averaging before the 1x1 convolution gives what averaging after
    /// it would, for a quarter of the multiplications.
    AveragePool,
    /// A plain layer's first half: BN and ReLU into the padded layout.
    Activate,
    /// The last BN, ReLU, and the mean of each channel.
    GlobalAverage,
    /// The classifier.
    Linear,
}

/// A buffer of activations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Buffer {
    /// The network's input, padded.
    Input,
    /// Output of ImageNet's first convolution.
    Stem,
    /// All features of a dense block, counted from 0: its input first, then each layer's.
    Block(usize),
    /// What lives for two steps only: a bottleneck's output, a transition's pooled features.
    Scratch,
    /// The averaged features, `[image][channel]`.
    Pooled,
    /// `[image][class]`.
    Logits,
}

/// One thing that a pass does.
#[derive(Clone, Debug)]
pub struct Step {
    /// The layer of the plan that it belongs to.
    pub layer: usize,
    /// What is computed.
    pub operation: Operation,
    /// Channels read.
    pub in_channels: usize,
    /// Channels written.
    pub out_channels: usize,
    /// Where its weights begin in [`PackedWeights::weights`].
    pub weights: usize,
    /// Where its norm begins in [`PackedWeights::norms`].
    pub norm: usize,
    /// The first channel written.
    pub first_channel: usize,
    /// What is read.
    pub source: (Buffer, Layout),
    /// What is written.
    pub destination: (Buffer, Layout),
    /// Whether the scratch buffer must be set to 0 before: its padding is about to be relied on in a new layout.
    pub clears_scratch: bool,
}

/// Where a layer's output lies after a pass.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// In which buffer.
    pub buffer: Buffer,
    /// From which channel on.
    pub channel: usize,
    /// How.
    pub layout: Layout,
}

/// A pass over a batch of images.
#[derive(Clone, Debug)]
pub struct Program {
    /// All steps, in order.
    pub steps: Vec<Step>,
    /// How many numbers each buffer holds, whole vectors of 4.
    pub buffers: Vec<(Buffer, usize)>,
    /// For each layer of the plan.
    pub outputs: Vec<Output>,
    /// How the input lies in its buffer.
    pub input: Layout,
}

impl Program {
    /// The pass of `plan` over `images` images at once.
    pub fn new(plan: &Plan, images: usize, packed: &PackedWeights) -> Self {
        builder::build(plan, images, packed)
    }

    /// How long each layer took, from how long each step took.
    pub fn layer_times(&self, steps: &[Duration]) -> Vec<Duration> {
        let mut layers = vec![Duration::ZERO; self.outputs.len()];
        for (step, time) in self.steps.iter().zip(steps) {
            layers[step.layer] += *time;
        }
        layers
    }

    /// Bytes of all activations in f32.
    pub fn activation_bytes(&self) -> u64 {
        self.buffers.iter().map(|(_, floats)| *floats as u64 * 4).sum()
    }
}

#[cfg(test)]
mod tests;
