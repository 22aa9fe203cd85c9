//! From a plan to the steps of a pass.

use super::{Buffer, Layout, Operation, Output, PackedWeights, Place, Program, Step};
use crate::{
    DenseNetConfig, Plan, Stem,
    plan::{Layer, LayerKind},
};

pub(super) fn build(plan: &Plan, images: usize, packed: &PackedWeights) -> Program {
    let [height, width] = plan.input_size;
    let input = Layout { images, height, width, padded: true };
    let mut builder = Builder {
        config: &plan.config,
        channels: plan.config.block_channels(),
        packed,
        layer: 0,
        program: Program { steps: Vec::new(), buffers: Vec::new(), outputs: Vec::new(), input },
    };
    builder.reserve(Buffer::Input, plan.config.in_channels.saturating_mul(input.plane()));
    for (index, layer) in plan.layers.iter().enumerate() {
        builder.layer = index;
        builder.push_layer(layer);
    }
    // Without a classifier, a few zeros are read back in their place.
    builder.reserve(Buffer::Logits, 1);
    builder.program
}

struct Builder<'a> {
    config: &'a DenseNetConfig,
    channels: Vec<[usize; 2]>,
    packed: &'a PackedWeights,
    layer: usize,
    program: Program,
}

/// What a step computes with, apart from its source.
#[derive(Clone, Copy)]
struct Operands<'a> {
    in_channels: usize,
    out_channels: usize,
    /// A convolution's name.
    weights: Option<&'a str>,
    /// A norm's name.
    norm: Option<&'a str>,
    /// The first channel written.
    first_channel: usize,
    activates: bool,
}

impl<'a> Operands<'a> {
    fn of(layer: &Layer) -> Self {
        let (in_channels, out_channels) = (layer.in_channels, layer.out_channels);
        Self { in_channels, out_channels, weights: None, norm: None, first_channel: 0, activates: false }
    }

    fn weights(self, name: &'a str) -> Self {
        Self { weights: Some(name), ..self }
    }

    fn norm(self, name: &'a str) -> Self {
        Self { norm: Some(name), ..self }
    }

    fn activates(self, activates: bool) -> Self {
        Self { activates, ..self }
    }
}

impl Builder<'_> {
    fn push_layer(&mut self, layer: &Layer) {
        let images = self.program.input.images;
        let layout = Layout { images, height: layer.height, width: layer.width, padded: false };
        let at = |buffer| Place { buffer, layout };
        let operands = Operands::of(layer);
        let name = layer.name.as_str();
        let block = layer.block.map_or(0, |b| b - 1);
        let last = Buffer::Block(self.channels.len() - 1);
        let input = Place { buffer: Buffer::Input, layout: self.program.input };
        let (buffer, first_channel) = match layer.kind {
            LayerKind::Stem if self.config.stem == Stem::Cifar => {
                self.reserve_block(0, layout);
                self.push(Operation::Convolution3x3, operands.weights(name), input, at(Buffer::Block(0)));
                (Buffer::Block(0), 0)
            }
            LayerKind::Stem => return self.pooled_stem(layer, input, layout),
            LayerKind::StemPool => {
                let operation =
                    if self.config.stem == Stem::DeepBlur { Operation::BlurPool } else { Operation::MaxPool };
                self.reserve_block(0, layout);
                self.push(operation, operands, self.previous_output(), at(Buffer::Block(0)));
                (Buffer::Block(0), 0)
            }
            LayerKind::DenseLayer => {
                self.dense_layer(layer, block, at(Buffer::Block(block)));
                (Buffer::Block(block), layer.in_channels)
            }
            LayerKind::Transition => {
                self.transition(layer, block, layout);
                (Buffer::Block(block + 1), 0)
            }
            LayerKind::FinalNorm => {
                self.reserve(Buffer::Pooled, images * layer.out_channels);
                self.push(Operation::GlobalAverage, operands.norm(name).activates(true), at(last), at(Buffer::Pooled));
                // Its own maps are computed from the block's features on request.
                (last, 0)
            }
            LayerKind::Classifier => {
                self.reserve(Buffer::Logits, images * layer.out_channels);
                self.push(Operation::Linear, operands.weights(name), at(Buffer::Pooled), at(Buffer::Logits));
                (Buffer::Logits, 0)
            }
        };
        self.program.outputs.push(Output { place: at(buffer), first_channel });
    }

    /// A convolution of a stem that pools. The first has stride 2; what another one reads is padded.
    fn pooled_stem(&mut self, layer: &Layer, input: Place, layout: Layout) {
        let is_last = self.layer == if self.config.stem.is_deep() { 2 } else { 0 };
        let layout = Layout { padded: !is_last, ..layout };
        let place = Place { buffer: Buffer::Stem(self.layer), layout };
        let (operation, source) = match (self.layer, self.config.stem) {
            (0, Stem::ImageNet) => (Operation::Strided7x7, input),
            (0, _) => (Operation::Strided3x3, input),
            _ => (Operation::Convolution3x3, self.previous_output()),
        };
        self.reserve(place.buffer, layer.out_channels.saturating_mul(layout.plane()));
        self.push(operation, Operands::of(layer).weights(&layer.name).activates(true), source, place);
        self.program.outputs.push(Output { place, first_channel: 0 });
    }

    /// Reads all features of the block so far and appends k channels: nothing is concatenated.
    fn dense_layer(&mut self, layer: &Layer, block: usize, features: Place) {
        let [conv1, conv2, norm1] = ["conv1", "conv2", "norm1"].map(|part| format!("{}.{part}", layer.name));
        let scratch = Place { buffer: Buffer::Scratch(block), layout: features.layout.padded() };
        let bottleneck = self.config.bottleneck_channels();
        let intermediate = bottleneck.unwrap_or(layer.in_channels);
        self.reserve(scratch.buffer, intermediate.saturating_mul(scratch.layout.plane()));
        let first = Operands::of(layer).norm(&norm1).activates(true);
        let second = Operands { in_channels: intermediate, first_channel: layer.in_channels, ..Operands::of(layer) };
        if let Some(out_channels) = bottleneck {
            let first = Operands { out_channels, ..first.weights(&conv1) };
            self.push(Operation::Bottleneck, first, features, scratch);
            self.push(Operation::Convolution3x3, second.weights(&conv2), scratch, features);
        } else {
            self.push(Operation::Activate, first, features, scratch);
            self.push(Operation::Convolution3x3, second.weights(&conv1), scratch, features);
        }
    }

    fn transition(&mut self, layer: &Layer, block: usize, layout: Layout) {
        let [norm, conv] = ["norm", "conv"].map(|part| format!("{}.{part}", layer.name));
        let operands = Operands::of(layer);
        let (features, relu) = (self.previous_output(), self.config.transition_relu);
        let [pooled, next] = [Buffer::Transition, Buffer::Block(block + 1)].map(|buffer| Place { buffer, layout });
        self.reserve(Buffer::Transition, layer.in_channels.saturating_mul(layout.plane()));
        self.reserve_block(block + 1, layout);
        self.push(Operation::AveragePool, operands.norm(&norm).activates(relu), features, pooled);
        self.push(Operation::Compression, operands.weights(&conv), pooled, next);
    }

    fn push(&mut self, operation: Operation, operands: Operands, source: Place, destination: Place) {
        self.program.steps.push(Step {
            layer: self.layer,
            operation,
            in_channels: operands.in_channels,
            out_channels: operands.out_channels,
            weights: operands.weights.map_or(0, |name| self.packed.offset(name)),
            norm: operands.norm.map_or(0, |name| self.packed.offset(name)),
            first_channel: operands.first_channel,
            activates: operands.activates,
            source,
            destination,
        });
    }

    /// Where the layer before the current one put its output.
    fn previous_output(&self) -> Place {
        self.program.outputs[self.layer - 1].place
    }

    /// Makes room for the final channel count of a block.
    fn reserve_block(&mut self, block: usize, layout: Layout) {
        self.reserve(Buffer::Block(block), self.channels[block][1].saturating_mul(layout.plane()));
    }

    fn reserve(&mut self, buffer: Buffer, numbers: usize) {
        // Some kernels bind buffers as arrays of vec4f. What WebAssembly can't count is too large in any case.
        let numbers = numbers.min(usize::MAX - 3).next_multiple_of(4);
        match self.program.buffers.iter_mut().find(|(b, _)| *b == buffer) {
            Some((_, size)) => *size = numbers.max(*size),
            None => self.program.buffers.push((buffer, numbers)),
        }
    }
}
