//! A program's steps, as the kernels take them.

use densenet_kernels::{Kind, PACK, Task};

use crate::{
    engine::program::{Operation, PackedWeights, Packing, Step},
    plan::{Layer, LayerKind},
};

/// The order of the weights: a filter's columns one after the other, since the innermost loop handles one column. In the browser,
/// only the modules of `threads/` have Winograd's algorithm.
pub const PACKING: Packing =
    Packing { transforms: if cfg!(feature = "native") { transforms } else { |_| false }, ..SHARED_PACKING };

/// The same for the modules of `threads/`.
pub const SHARED_PACKING: Packing = Packing { channels: PACK, columns_first: true, transforms };

/// Maps of at most so many pixels are convolved directly. DenseNet-121 has half of its layers at 14x14: there, four times the
/// weights would cost more memory than they save time.
const MIN_PIXELS: usize = 200;

/// Whether Winograd's algorithm pays in a layer.
fn transforms(layer: &Layer) -> bool {
    layer.kind == LayerKind::DenseLayer && layer.height * layer.width > MIN_PIXELS
}

/// A step of a pass with these weights, forward or backward.
pub fn of(step: &Step, packed: &PackedWeights) -> Task {
    let kind = match step.operation {
        Operation::Bottleneck => Kind::Bottleneck,
        Operation::Compression => Kind::Convolution1x1,
        Operation::Convolution3x3 if packed.are_transformed(step) => Kind::Winograd3x3,
        Operation::Convolution3x3 => Kind::Convolution3x3,
        Operation::Strided3x3 => Kind::Strided3x3,
        Operation::Strided7x7 => Kind::Strided7x7,
        Operation::MaxPool => Kind::MaxPool,
        Operation::BlurPool => Kind::BlurPool,
        Operation::AveragePool => Kind::AveragePool,
        Operation::Activate => Kind::Activate,
        Operation::GlobalAverage => Kind::GlobalAverage,
        Operation::Linear => Kind::Linear,
    };
    Task {
        kind,
        in_channels: step.in_channels,
        out_channels: step.out_channels,
        first_channel: step.first_channel,
        from: step.source.layout,
        to: step.destination.layout,
        activates: step.activates,
        weights: step.weights,
        norms: step.norm,
    }
}
