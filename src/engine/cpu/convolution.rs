//! Convolution steps, as the kernels take them.

use densenet_kernels::{Convolution, PACK, Window};

use crate::engine::program::{Operation, PackedWeights, Packing, Step};

/// The order of the weights: a filter's columns one after the other, since the innermost loop handles one column.
pub const PACKING: Packing = Packing { channels: PACK, columns_first: true };

/// A convolution of one image. `norms` are those that the engine runs with.
pub fn run(
    step: &Step,
    image: usize,
    packed: &PackedWeights,
    norms: &[[f32; 2]],
    source: &[f32],
    destination: &mut [f32],
    panel: &mut Vec<f32>,
) {
    let window = match step.operation {
        Operation::Convolution3x3 => Window::Square3x3,
        Operation::Strided3x3 => Window::Strided3x3,
        Operation::Strided7x7 => Window::Strided7x7,
        _ => Window::Pixel,
    };
    let convolution = Convolution {
        window,
        in_channels: step.in_channels,
        out_channels: step.out_channels,
        first_channel: step.first_channel,
        from: step.source.layout,
        to: step.destination.layout,
        norms: (step.operation == Operation::Bottleneck).then(|| &norms[step.norm..]),
        activates: step.activates,
        weights: &packed.weights[step.weights..],
    };
    convolution.run(image, source, destination, panel);
}

/// The classifier, from `[image][channel]` to `[image][class]`.
pub fn linear(step: &Step, image: usize, packed: &PackedWeights, source: &[f32], destination: &mut [f32]) {
    let (channels, classes) = (step.in_channels, step.out_channels);
    let (features, logits) = (&source[image * channels..][..channels], &mut destination[image * classes..][..classes]);
    densenet_kernels::linear(&packed.weights[step.weights..], features, logits);
}
