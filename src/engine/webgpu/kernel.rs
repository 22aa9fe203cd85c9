//! The kernels: how a step's operation becomes WGSL, parameters and workgroups.

use std::collections::HashMap;

use super::{
    precision, template,
    tuning::{Family, Tuning},
};
use crate::{
    Precision,
    engine::program::{Operation, Packing, Step},
};

/// How the kernels read the weights.
pub const PACKING: Packing = Packing { channels: 8, columns_first: false };

/// `Params` of `kernels/common.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
pub struct Params {
    in_channels: u32,
    out_channels: u32,
    weights_offset: u32,
    norms_offset: u32,
    source_plane: u32,
    source_stride: u32,
    source_height: u32,
    source_width: u32,
    destination_plane: u32,
    destination_stride: u32,
    destination_height: u32,
    destination_width: u32,
    destination_channel: u32,
    images: u32,
    /// How many threads have work to do.
    pub threads: u32,
    /// 1 for a bottleneck, 0 for a compression: they share a kernel.
    is_bottleneck: u32,
}

impl Params {
    /// A step's, for a kernel that is tuned so.
    pub fn new(step: &Step, tuning: Tuning) -> Self {
        let (source, destination) = (step.source.1, step.destination.1);
        let params = Self {
            in_channels: step.in_channels as u32,
            out_channels: step.out_channels as u32,
            weights_offset: (step.weights / 4) as u32,
            norms_offset: step.norm as u32,
            source_plane: source.plane() as u32,
            source_stride: source.stride() as u32,
            source_height: source.height as u32,
            source_width: source.width as u32,
            destination_plane: destination.plane() as u32,
            destination_stride: destination.stride() as u32,
            destination_height: destination.height as u32,
            destination_width: destination.width as u32,
            destination_channel: step.first_channel as u32,
            images: source.images as u32,
            is_bottleneck: u32::from(step.operation == Operation::Bottleneck),
            ..Self::default()
        };
        Self { threads: params.threads(step.operation, tuning), ..params }
    }

    fn threads(&self, operation: Operation, tuning: Tuning) -> u32 {
        let blocks = self.out_channels.div_ceil(tuning.block);
        let pixels = self.destination_width * self.destination_height * self.images;
        match operation {
            Operation::Bottleneck | Operation::Compression if tuning.family == Family::Tiled => {
                // A workgroup computes 8 vec4fs of pixels for each of a thread's.
                blocks * (self.source_plane / 4).div_ceil(8 * tuning.pixels) * tuning.workgroup
            }
            Operation::Bottleneck | Operation::Compression => blocks * (self.source_plane / 4).div_ceil(tuning.pixels),
            Operation::Convolution3x3 if tuning.family == Family::Tiled => {
                // A workgroup computes 4 rows of 16 pixels.
                let tiles = self.destination_width.div_ceil(16) * self.destination_height.div_ceil(4);
                blocks * tiles * self.images * tuning.workgroup
            }
            Operation::Convolution3x3 | Operation::Convolution7x7 => {
                let rows = self.destination_height.div_ceil(tuning.pixels);
                blocks * self.destination_stride / 4 * rows * self.images
            }
            // They treat each channel by itself, even where what follows gives fewer.
            Operation::MaxPool | Operation::AveragePool | Operation::Activate => pixels * self.in_channels,
            Operation::GlobalAverage => self.in_channels * self.images,
            Operation::Linear => self.out_channels.div_ceil(4) * self.images,
        }
    }
}

/// The operation whose kernel does this one too: transitions' 1x1 convolutions run what bottlenecks' do.
pub fn kernel_of(operation: Operation) -> Operation {
    if operation == Operation::Compression { Operation::Bottleneck } else { operation }
}

/// The shader's source.
pub fn wgsl(operation: Operation, tuning: Tuning, numbers: Precision) -> String {
    let tiled = tuning.family == Family::Tiled;
    let body = match operation {
        Operation::Bottleneck | Operation::Compression if tiled => {
            concat!(
                include_str!("kernels/convolution1x1_store.wgsl"),
                include_str!("kernels/convolution1x1_tiled.wgsl")
            )
        }
        Operation::Bottleneck | Operation::Compression => {
            concat!(include_str!("kernels/convolution1x1_store.wgsl"), include_str!("kernels/convolution1x1.wgsl"))
        }
        Operation::Convolution3x3 if tiled => include_str!("kernels/convolution3x3_tiled.wgsl"),
        Operation::Convolution3x3 => include_str!("kernels/convolution3x3.wgsl"),
        Operation::Convolution7x7 => include_str!("kernels/convolution7x7.wgsl"),
        Operation::MaxPool => include_str!("kernels/max_pool.wgsl"),
        Operation::AveragePool => include_str!("kernels/average_pool.wgsl"),
        Operation::Activate => include_str!("kernels/activate.wgsl"),
        Operation::GlobalAverage => include_str!("kernels/global_average.wgsl"),
        Operation::Linear => include_str!("kernels/linear.wgsl"),
    };
    let sizes = [
        ("BLOCK", tuning.block),
        ("VECTORS", tuning.pixels),
        ("ROWS", tuning.pixels),
        ("WORKGROUP", tuning.workgroup),
        ("IS_CHAINED", u32::from(numbers == Precision::F16)),
    ];
    let constants: String = sizes.iter().map(|(name, value)| format!("const {name} = {value}u;\n")).collect();
    let body = template::expand(body, &HashMap::from(sizes));
    [precision::wgsl(numbers), &constants, include_str!("kernels/common.wgsl"), &body].join("\n")
}

/// The workgroups of a dispatch, of `size` threads each: as many as `threads` need, in two dimensions where one has too few.
pub fn workgroups(threads: u32, size: u32) -> [u32; 2] {
    const MOST: u32 = 65535;
    let groups = threads.div_ceil(size);
    let rows = groups.div_ceil(MOST).max(1);
    [groups.div_ceil(rows), rows]
}
