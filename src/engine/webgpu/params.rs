//! The parameters of a dispatch, and how many workgroups it takes.

use super::{
    kernel::Kernel,
    kernel_config::{KernelConfig, Variant},
};
use crate::engine::program::Step;

/// `Params` in `kernels/common.wgsl`.
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
    threads: u32,
    /// 1 for a ReLU, plus 2 for a padded destination.
    flags: u32,
    /// The step's index, with which it signs the report.
    pub step: u32,
}

impl Params {
    /// The parameters of `step` for a kernel with this configuration.
    pub fn new(step: &Step, config: KernelConfig) -> Self {
        let (source, destination) = (step.source.layout, step.destination.layout);
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
            flags: u32::from(step.activates) + 2 * u32::from(destination.padded),
            ..Self::default()
        };
        Self { threads: params.count_threads(Kernel::of(step.operation), config), ..params }
    }

    fn count_threads(&self, kernel: Kernel, config: KernelConfig) -> u32 {
        let blocks = self.out_channels.div_ceil(config.block);
        let pixels = self.destination_width * self.destination_height * self.images;
        match kernel {
            Kernel::Convolution1x1 if config.variant == Variant::Tiled => {
                // A workgroup covers 8 times as many vec4fs of pixels as a thread.
                blocks * (self.source_plane / 4).div_ceil(8 * config.pixels) * config.workgroup
            }
            Kernel::Convolution1x1 if config.variant == Variant::Split => {
                blocks * (self.source_plane / 4).div_ceil(config.pixels) * config.workgroup
            }
            Kernel::Convolution3x3 if config.variant == Variant::Split => {
                let vectors = self.destination_stride / 4 * self.destination_height * self.images;
                blocks * vectors.div_ceil(config.pixels) * config.workgroup
            }
            Kernel::Linear if config.variant == Variant::Split => blocks * self.images * config.workgroup,
            Kernel::Convolution1x1 => blocks * (self.source_plane / 4).div_ceil(config.pixels),
            Kernel::Convolution3x3 if config.variant == Variant::Tiled => {
                // A workgroup covers 4 rows of 16 pixels.
                let tiles = self.destination_width.div_ceil(16) * self.destination_height.div_ceil(4);
                blocks * tiles * self.images * config.workgroup
            }
            Kernel::Convolution3x3 | Kernel::Strided3x3 | Kernel::Strided7x7 => {
                let rows = self.destination_height.div_ceil(config.pixels);
                blocks * self.destination_stride / 4 * rows * self.images
            }
            // One channel at a time. A transition pools all channels it reads; its convolution reduces them afterwards.
            Kernel::MaxPool | Kernel::BlurPool | Kernel::AveragePool | Kernel::Activate => pixels * self.in_channels,
            Kernel::GlobalAverage => self.in_channels * self.images,
            // The classifier, and what a program has no steps for.
            _ => self.out_channels.div_ceil(4) * self.images,
        }
    }

    /// The workgroups to dispatch, of `size` threads each.
    pub fn workgroups(&self, size: u32) -> [u32; 2] {
        workgroups(self.threads, size)
    }
}

/// The workgroups of `size` threads, in two dimensions where one can't hold them all.
pub fn workgroups(threads: u32, size: u32) -> [u32; 2] {
    const MAX_PER_DIMENSION: u32 = 65535;
    let groups = threads.div_ceil(size);
    let rows = groups.div_ceil(MAX_PER_DIMENSION).max(1);
    [groups.div_ceil(rows), rows]
}
