//! A forward pass as a list of steps, derived from the [`Plan`] without a GPU and without the network's weights.
//!
//! This is where DenseNet's memory is saved: a dense block is one buffer with room for its final channel count
//! (`builder`). A layer reads the channels that exist and appends its k new ones. Nothing is ever concatenated, and after a
//! pass the buffers hold every layer's features. A [`Layout`] says how features lie in a buffer; `pack` folds batch
//! normalisations and reorders the weights; `cost` counts what a pass reads, writes and computes; `reverse` is the backward
//! pass. The CPU and the WebGPU engine run the same program, so what is tested and counted here holds on every machine.

mod builder;
mod cost;
mod pack;
mod reverse;

pub use cost::{Cost, portions};
pub use densenet_kernels::Layout;
pub use pack::{PackedWeights, Packing, Transposed};
pub use reverse::{Gradient, Incoming, Reverse, ReverseProgram, ReverseStep};

use std::time::Duration;

use crate::Plan;

/// What a step computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// The first half of a bottleneck layer: BN, ReLU, 1x1 convolution with the next BN folded in, ReLU; writes the padded
    /// layout.
    Bottleneck,
    /// The second half of a transition: a 1x1 convolution.
    Compression,
    /// A 3x3 convolution with stride 1; reads the padded layout. In a deep stem, ReLU follows.
    Convolution3x3,
    /// The first convolution of a deep stem, 3x3 with stride 2, and its ReLU.
    Strided3x3,
    /// The first convolution of ImageNet's stem, 7x7 with stride 2, and its ReLU.
    Strided7x7,
    /// The max pooling of a stem, 3x3 with stride 2.
    MaxPool,
    /// 3x3 max pooling with stride 1, and a 3x3 blur with stride 2.
    BlurPool,
    /// The first half of a transition: BN, ReLU (unless the network has none there), 2x2 average pooling. Pooling and the 1x1
    /// convolution commute, and pooling first takes a quarter of the multiplications.
    AveragePool,
    /// The first half of a layer without bottleneck: BN and ReLU; writes the padded layout.
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
    /// The output of a convolution of a stem that pools, numbered from 0.
    Stem(usize),
    /// All features of a dense block, numbered from 0: its input, then each layer's output.
    Block(usize),
    /// What a block's 3x3 convolutions read, padded: a bottleneck's output, or activated features. Each block has its own,
    /// whose padding stays 0.
    Scratch(usize),
    /// A transition's pooled features.
    Transition,
    /// The averaged features, `[image][channel]`.
    Pooled,
    /// `[image][class]`.
    Logits,
}

/// Where features are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The buffer.
    pub buffer: Buffer,
    /// How they are laid out in it.
    pub layout: Layout,
}

/// One operation of a pass.
#[derive(Clone, Debug)]
pub struct Step {
    /// The index of its layer in the plan.
    pub layer: usize,
    /// What it computes.
    pub operation: Operation,
    /// Channels read.
    pub in_channels: usize,
    /// Channels written.
    pub out_channels: usize,
    /// The offset of its weights in [`PackedWeights::weights`].
    pub weights: usize,
    /// The offset of its norm in [`PackedWeights::norms`].
    pub norm: usize,
    /// The first channel written.
    pub first_channel: usize,
    /// What it reads.
    pub source: Place,
    /// What it writes.
    pub destination: Place,
    /// Whether what it writes has passed a ReLU (before the averaging, where it averages).
    pub activates: bool,
}

impl Step {
    /// What it reads and what it writes.
    pub fn buffers(&self) -> [Buffer; 2] {
        [self.source.buffer, self.destination.buffer]
    }

    /// Whether it begins with a norm of its own.
    pub fn applies_norm(&self) -> bool {
        use Operation::{Activate, AveragePool, Bottleneck, GlobalAverage};
        matches!(self.operation, Bottleneck | AveragePool | Activate | GlobalAverage)
    }
}

/// Where a layer's output is after a pass.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// The buffer and its layout.
    pub place: Place,
    /// The first of the layer's channels.
    pub first_channel: usize,
}

/// A pass over a batch of images.
#[derive(Clone, Debug)]
pub struct Program {
    /// All steps, in order.
    pub steps: Vec<Step>,
    /// The size of each buffer in numbers, a multiple of 4.
    pub buffers: Vec<(Buffer, usize)>,
    /// The output of each layer of the plan.
    pub outputs: Vec<Output>,
    /// The layout of the input buffer.
    pub input: Layout,
}

impl Program {
    /// The pass of `plan` over a batch of `images` images.
    pub fn new(plan: &Plan, images: usize, packed: &PackedWeights) -> Self {
        builder::build(plan, images, packed)
    }

    /// A buffer's place in `buffers`.
    pub fn position(&self, buffer: Buffer) -> usize {
        self.buffers.iter().position(|(b, _)| *b == buffer).expect("the program lists its buffers")
    }

    /// Each layer's time, given each step's.
    pub fn layer_times(&self, steps: &[Duration]) -> Vec<Duration> {
        let mut layers = vec![Duration::ZERO; self.outputs.len()];
        for (step, time) in self.steps.iter().zip(steps) {
            layers[step.layer] += *time;
        }
        layers
    }

    /// The first step whose norm differs between two versions of the packed norms.
    pub fn first_change(&self, before: &[[f32; 2]], after: &[[f32; 2]]) -> Option<usize> {
        self.steps.iter().position(|step| {
            let channels = step.norm..step.norm + step.in_channels;
            step.applies_norm() && before[channels.clone()] != after[channels]
        })
    }

    /// Bytes of the input in f32.
    pub fn input_bytes(&self) -> u64 {
        let input = self.buffers.iter().filter(|(buffer, _)| *buffer == Buffer::Input);
        input.map(|(_, floats)| *floats as u64 * 4).sum()
    }

    /// Bytes of all activations in f32.
    pub fn activation_bytes(&self) -> u64 {
        self.buffers.iter().map(|(_, floats)| *floats as u64 * 4).sum()
    }
}

#[cfg(test)]
mod tests;
