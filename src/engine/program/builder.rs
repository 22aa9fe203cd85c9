//! From the plan to the steps.

use super::{Buffer, Layout, Operation, Output, PackedWeights, Program, Step};
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
        scratch: None,
        program: Program { steps: Vec::new(), buffers: Vec::new(), outputs: Vec::new(), input },
    };
    builder.needs(Buffer::Input, 3 * input.plane());
    for (index, layer) in plan.layers.iter().enumerate() {
        builder.layer = index;
        builder.push_layer(layer);
    }
    builder.program
}

struct Builder<'a> {
    config: &'a DenseNetConfig,
    channels: Vec<[usize; 2]>,
    packed: &'a PackedWeights,
    layer: usize,
    /// The layout that was last written to the scratch buffer.
    scratch: Option<Layout>,
    program: Program,
}

/// A buffer and how its features lie in it.
type Place = (Buffer, Layout);

/// What a step reads beside its source, and where it writes.
#[derive(Clone, Copy, Default)]
struct Operands<'a> {
    /// A convolution's name.
    weights: Option<&'a str>,
    /// A norm's name.
    norm: Option<&'a str>,
    /// The first channel written.
    channel: usize,
}

impl Builder<'_> {
    fn push_layer(&mut self, layer: &Layer) {
        let images = self.program.input.images;
        let layout = Layout { images, height: layer.height, width: layer.width, padded: false };
        let name = layer.name.as_str();
        let block = layer.block.map_or(0, |b| b - 1);
        let last = Buffer::Block(self.channels.len() - 1);
        let input = (Buffer::Input, self.program.input);
        let weights = Operands { weights: Some(name), ..Operands::default() };
        let (buffer, channel) = match layer.kind {
            LayerKind::Stem if self.config.stem == Stem::ImageNet => {
                self.needs(Buffer::Stem, layer.out_channels * layout.plane());
                self.push(Operation::Convolution7x7, layer, weights, input, (Buffer::Stem, layout));
                (Buffer::Stem, 0)
            }
            LayerKind::Stem => {
                self.needs_block(0, layout);
                self.push(Operation::Convolution3x3, layer, weights, input, (Buffer::Block(0), layout));
                (Buffer::Block(0), 0)
            }
            LayerKind::StemPool => {
                self.needs_block(0, layout);
                let source = (Buffer::Stem, self.program.outputs[self.layer - 1].layout);
                self.push(Operation::MaxPool, layer, Operands::default(), source, (Buffer::Block(0), layout));
                (Buffer::Block(0), 0)
            }
            LayerKind::DenseLayer => {
                self.dense_layer(layer, Buffer::Block(block), layout);
                (Buffer::Block(block), layer.in_channels)
            }
            LayerKind::Transition => {
                self.transition(layer, block, layout);
                (Buffer::Block(block + 1), 0)
            }
            LayerKind::FinalNorm => {
                self.needs(Buffer::Pooled, images * layer.out_channels);
                let norm = Operands { norm: Some(name), ..Operands::default() };
                self.push(Operation::GlobalAverage, layer, norm, (last, layout), (Buffer::Pooled, layout));
                // Its maps are worked out from the block's features when they are asked for.
                (last, 0)
            }
            LayerKind::Classifier => {
                self.needs(Buffer::Logits, images * layer.out_channels);
                self.push(Operation::Linear, layer, weights, (Buffer::Pooled, layout), (Buffer::Logits, layout));
                (Buffer::Logits, 0)
            }
        };
        self.program.outputs.push(Output { buffer, channel, layout });
    }

    /// Reads all of the block's features so far, and writes k channels behind them: nothing is concatenated.
    fn dense_layer(&mut self, layer: &Layer, block: Buffer, layout: Layout) {
        let [conv1, conv2, norm1] = ["conv1", "conv2", "norm1"].map(|part| format!("{}.{part}", layer.name));
        let (features, scratch) = ((block, layout), (Buffer::Scratch, layout.padded()));
        let bottleneck = self.config.bottleneck_channels();
        let kept = bottleneck.unwrap_or(layer.in_channels);
        self.needs(Buffer::Scratch, kept * scratch.1.plane());
        let norm = Operands { norm: Some(&norm1), ..Operands::default() };
        let new = Operands { channel: layer.in_channels, ..Operands::default() };
        if bottleneck.is_some() {
            let squeezing = Operands { weights: Some(&conv1), ..norm };
            self.push(
                Operation::Bottleneck,
                &Layer { out_channels: kept, ..layer.clone() },
                squeezing,
                features,
                scratch,
            );
            let spreading = Operands { weights: Some(&conv2), ..new };
            self.push(
                Operation::Convolution3x3,
                &Layer { in_channels: kept, ..layer.clone() },
                spreading,
                scratch,
                features,
            );
        } else {
            self.push(Operation::Activate, layer, norm, features, scratch);
            self.push(Operation::Convolution3x3, layer, Operands { weights: Some(&conv1), ..new }, scratch, features);
        }
    }

    fn transition(&mut self, layer: &Layer, block: usize, layout: Layout) {
        let [norm, conv] = ["norm", "conv"].map(|part| format!("{}.{part}", layer.name));
        let (source, pooled) = (self.program.outputs[self.layer - 1].layout, (Buffer::Scratch, layout));
        self.needs(Buffer::Scratch, layer.in_channels * layout.plane());
        self.needs_block(block + 1, layout);
        let averaging = Operands { norm: Some(&norm), ..Operands::default() };
        self.push(Operation::AveragePool, layer, averaging, (Buffer::Block(block), source), pooled);
        let compressing = Operands { weights: Some(&conv), ..Operands::default() };
        self.push(Operation::Compression, layer, compressing, pooled, (Buffer::Block(block + 1), layout));
    }

    fn push(&mut self, operation: Operation, layer: &Layer, operands: Operands, source: Place, destination: Place) {
        let clears_scratch = destination.0 == Buffer::Scratch && {
            let before = self.scratch.replace(destination.1);
            destination.1.padded && before != Some(destination.1)
        };
        self.program.steps.push(Step {
            layer: self.layer,
            operation,
            in_channels: layer.in_channels,
            out_channels: layer.out_channels,
            weights: operands.weights.map_or(0, |name| self.packed.offset(name)),
            norm: operands.norm.map_or(0, |name| self.packed.offset(name)),
            first_channel: operands.channel,
            source,
            destination,
            clears_scratch,
        });
    }

    /// Room for a block's final channel count.
    fn needs_block(&mut self, block: usize, layout: Layout) {
        self.needs(Buffer::Block(block), self.channels[block][1] * layout.plane());
    }

    fn needs(&mut self, buffer: Buffer, floats: usize) {
        // Whole vec4fs, since some kernels bind them so.
        let floats = floats.next_multiple_of(4);
        match self.program.buffers.iter_mut().find(|(b, _)| *b == buffer) {
            Some((_, size)) => *size = floats.max(*size),
            None => self.program.buffers.push((buffer, floats)),
        }
    }
}
