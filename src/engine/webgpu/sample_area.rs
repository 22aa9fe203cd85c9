//! Where a spot check looks: the inputs of a few outputs of a step.

use crate::engine::program::{Operation, Step};

/// Output channels per sample: those of a pack.
pub const CHANNELS: usize = super::kernel::PACKING.channels;

/// Steps that need more inputs for an output are left out.
pub const MAX_INPUTS: usize = 1 << 14;

/// `Area` in `kernels/sample.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
pub struct Area {
    pub inputs: u32,
    pub outputs: u32,
    pub taps: u32,
    columns: u32,
    source_start: u32,
    source_plane: u32,
    source_stride: u32,
    destination_start: u32,
    destination_plane: u32,
    pub slot: u32,
}

/// The pixels that an output is computed from.
struct Window {
    size: [usize; 2],
    stride: usize,
    padding: usize,
    /// Whether an output is computed from all input channels, or from one.
    is_dense: bool,
}

impl Window {
    fn of(step: &Step) -> Self {
        let window = |side, stride, padding, is_dense| Self { size: [side, side], stride, padding, is_dense };
        match step.operation {
            Operation::Bottleneck | Operation::Compression | Operation::Linear => window(1, 1, 0, true),
            Operation::Convolution3x3 => window(3, 1, 1, true),
            Operation::Strided3x3 => window(3, 2, 1, true),
            Operation::Strided7x7 => window(7, 2, 3, true),
            Operation::MaxPool => window(3, 2, 1, false),
            // The maxima that are blurred are those of three pixels.
            Operation::BlurPool => window(5, 2, 2, false),
            Operation::AveragePool => window(2, 2, 0, false),
            Operation::Activate => window(1, 1, 0, false),
            Operation::GlobalAverage => {
                let layout = step.source.layout;
                Self { size: [layout.height, layout.width], ..window(1, 1, 0, false) }
            }
        }
    }

    fn side(&self) -> usize {
        self.size[0]
    }

    fn taps(&self) -> usize {
        self.size[0] * self.size[1]
    }
}

/// The inputs of the largest sample of a step.
pub fn max_inputs(step: &Step) -> usize {
    let window = Window::of(step);
    window.taps() * if window.is_dense { step.in_channels } else { CHANNELS }
}

/// What is looked at in one pass.
#[derive(Clone, Copy)]
pub struct Sample {
    /// The step's index in the program.
    pub step: usize,
    pub area: Area,
    /// The first output channel.
    pub first: usize,
    pub image: usize,
}

impl Sample {
    /// A random sample of a step. `None` if an output has too many inputs, or the maps are so small that every window
    /// exceeds them.
    pub fn new(index: usize, step: &Step, slot: usize, seed: u32) -> Option<Self> {
        let window = Window::of(step);
        if max_inputs(step) > MAX_INPUTS {
            return None;
        }
        let (from, to) = (step.source.layout, step.destination.layout);
        let mut state = seed;
        // The high bits of a linear congruential generator.
        let mut below = |count: usize| {
            state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            (state >> 8) as usize % count
        };
        let image = below(from.images);
        let channels = if window.is_dense { step.out_channels } else { step.in_channels };
        let first = below(channels.div_ceil(CHANNELS)) * CHANNELS;
        let outputs = (channels - first).min(CHANNELS);
        let inputs = window.taps() * if window.is_dense { step.in_channels } else { outputs };
        let from_channel = if window.is_dense { 0 } else { first * from.plane() };
        let to_channel = (step.first_channel + first) * to.plane();
        let mut area = Area {
            inputs: inputs as u32,
            outputs: outputs as u32,
            taps: window.taps() as u32,
            columns: window.size[1] as u32,
            source_start: (from_channel + from.row(image, 0)) as u32,
            source_plane: from.plane() as u32,
            source_stride: from.stride() as u32,
            destination_start: (to_channel + to.row(image, 0)) as u32,
            destination_plane: to.plane() as u32,
            slot: slot as u32,
        };
        match step.operation {
            Operation::GlobalAverage => {
                (area.destination_start, area.destination_plane) = ((image * channels + first) as u32, 1);
            }
            // The logits are read in any case.
            Operation::Linear => {
                (area.source_start, area.source_plane, area.outputs) = ((image * step.in_channels) as u32, 1, 0);
            }
            operation => {
                // Around the input of a 3x3 convolution there are zeros. Other windows must stay inside.
                let has_margin = operation == Operation::Convolution3x3;
                let sides = [from.height, from.width].into_iter().zip([to.height, to.width]);
                let mut positions = [0; 2];
                for (position, (side, count)) in positions.iter_mut().zip(sides) {
                    let inside = |at: &usize| {
                        let start = at * window.stride;
                        has_margin || (start >= window.padding && start - window.padding + window.side() <= side)
                    };
                    let (first, last) = ((0..count).find(inside)?, (0..count).rfind(inside)?);
                    *position = first + below(last - first + 1);
                }
                let [row, column] = positions;
                let starts = positions.map(|position| (position * window.stride) as u32);
                area.source_start += starts[0] * area.source_stride + starts[1];
                area.source_start -= window.padding as u32 * (area.source_stride + 1);
                area.destination_start += (row * to.stride() + column) as u32;
            }
        }
        Some(Self { step: index, area, first, image })
    }
}
