//! The kernels: what each does, how it can be tuned, and its WGSL.

use std::collections::HashMap;

use super::{program::Params, template};

/// Threads of a workgroup.
const WORKGROUP: u32 = 64;

/// What a dispatch does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kernel {
    /// 1x1, register-blocked.
    Convolution1x1 {
        /// Whether BN and ReLU are applied to what is read.
        norm_on_load: bool,
        /// Whether ReLU is applied to what is written, and that goes into the padded layout.
        into_padded: bool,
    },
    /// 3x3 with stride 1.
    Convolution3x3,
    /// ImageNet's first convolution.
    Convolution7x7,
    /// ImageNet's max pooling.
    MaxPool,
    /// A transition's BN, ReLU and pooling.
    AveragePool,
    /// A plain layer's BN and ReLU.
    Activate,
    /// The last BN, ReLU and the mean.
    GlobalAverage,
    /// The classifier.
    Linear,
}

/// How much of the output one thread computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tuning {
    /// Output channels: 4, 8 or 16.
    pub block: u32,
    /// vec4fs of pixels in a 1x1 convolution, rows of 4 pixels in a 3x3 one.
    pub pixels: u32,
}

impl Kernel {
    /// A bottleneck's first half.
    pub const BOTTLENECK: Self = Self::Convolution1x1 { norm_on_load: true, into_padded: true };
    /// A transition's second half.
    pub const COMPRESSION: Self = Self::Convolution1x1 { norm_on_load: false, into_padded: false };

    /// How many threads have work to do.
    pub fn threads(self, params: &Params, tuning: Tuning) -> u32 {
        let blocks = params.out_channels.div_ceil(tuning.block);
        let pixels = params.destination_width * params.destination_height * params.images;
        match self {
            Self::Convolution1x1 { .. } => blocks * (params.source_plane / 4).div_ceil(tuning.pixels),
            Self::Convolution3x3 | Self::Convolution7x7 => {
                let rows = params.destination_height.div_ceil(tuning.pixels);
                blocks * params.destination_stride / 4 * rows * params.images
            }
            // They treat each channel by itself, even where what follows gives fewer.
            Self::MaxPool | Self::AveragePool | Self::Activate => pixels * params.in_channels,
            Self::GlobalAverage => params.in_channels * params.images,
            Self::Linear => params.out_channels.div_ceil(4) * params.images,
        }
    }

    /// A tuning that suits most shapes.
    pub fn default_tuning(self, params: &Params) -> Tuning {
        let block = if params.out_channels % 8 == 0 { 8 } else { 4 };
        match self {
            Self::Convolution1x1 { .. } => Tuning { block, pixels: 2 },
            Self::Convolution3x3 => Tuning { block, pixels: 2 },
            // What these kernels have built in.
            _ => Tuning { block: 8, pixels: 1 },
        }
    }

    /// The shader's source.
    pub fn wgsl(self, tuning: Tuning) -> String {
        let body = match self {
            Self::Convolution1x1 { .. } => include_str!("kernels/convolution1x1.wgsl"),
            Self::Convolution3x3 => include_str!("kernels/convolution3x3.wgsl"),
            Self::Convolution7x7 => include_str!("kernels/convolution7x7.wgsl"),
            Self::MaxPool => include_str!("kernels/max_pool.wgsl"),
            Self::AveragePool => include_str!("kernels/average_pool.wgsl"),
            Self::Activate => include_str!("kernels/activate.wgsl"),
            Self::GlobalAverage => include_str!("kernels/global_average.wgsl"),
            Self::Linear => include_str!("kernels/linear.wgsl"),
        };
        let sizes = HashMap::from([("BLOCK", tuning.block), ("VECTORS", tuning.pixels), ("ROWS", tuning.pixels)]);
        let mut constants = format!("const WORKGROUP = {WORKGROUP}u;\n");
        for (name, value) in &sizes {
            constants.push_str(&format!("const {name} = {value}u;\n"));
        }
        if let Self::Convolution1x1 { norm_on_load, into_padded } = self {
            constants.push_str(&format!("const NORM_ON_LOAD = {norm_on_load};\nconst INTO_PADDED = {into_padded};\n"));
        }
        constants + include_str!("kernels/common.wgsl") + &template::expand(body, &sizes)
    }

    /// The workgroups of a dispatch: as many as `threads` need, in two dimensions where one has too few.
    pub fn workgroups(threads: u32) -> [u32; 2] {
        const MOST: u32 = 65535;
        let groups = threads.div_ceil(WORKGROUP);
        let rows = groups.div_ceil(MOST).max(1);
        [groups.div_ceil(rows), rows]
    }
}
