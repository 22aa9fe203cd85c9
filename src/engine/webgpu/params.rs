//! The parameters of a dispatch, and how many workgroups it takes.

use super::{
    gpu::Gpu,
    kernel::Kernel,
    kernel_config::{KernelConfig, Variant},
};
use crate::engine::program::Step;

/// The distance between the parameters of two dispatches in a uniform buffer: what every device can bind.
pub const SLOT: usize = 256;

/// A uniform buffer with the parameters of several dispatches.
pub fn uniforms(gpu: &Gpu, params: impl Iterator<Item = Vec<u8>>) -> wgpu::Buffer {
    let mut bytes = Vec::new();
    for mut params in params {
        params.resize(SLOT, 0);
        bytes.append(&mut params);
    }
    gpu.buffer_with("params", &bytes, wgpu::BufferUsages::UNIFORM)
}

/// `Params` in `kernels/common.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
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
    /// 1 for a ReLU, plus 2 for a padded destination.
    flags: u32,
    /// The step's index, with which it signs the report.
    step: u32,
}

impl Params {
    pub fn bytes(&self) -> Vec<u8> {
        bytemuck::bytes_of(self).to_vec()
    }

    /// The parameters of a step, whatever its kernel's configuration.
    pub fn new(step: &Step, index: usize) -> Self {
        let (source, destination) = (step.source.layout, step.destination.layout);
        Self {
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
            step: index as u32,
        }
    }

    /// The workgroups that a kernel takes: of a channel block's pixels, of blocks, and the first once more.
    pub fn workgroups(&self, kernel: Kernel, config: KernelConfig) -> [u32; 3] {
        use Variant::{Direct, Split, Tiled};
        let KernelConfig { variant, block, pixels, workgroup } = config;
        let blocks = self.out_channels.div_ceil(block);
        let plane = self.source_plane / 4;
        let across = self.destination_stride / 4;
        let (groups, blocks) = match (kernel, variant) {
            (Kernel::Convolution1x1, Direct) => (plane.div_ceil(pixels * workgroup), blocks),
            (Kernel::Convolution1x1, Tiled) => (plane.div_ceil(8 * pixels), blocks),
            (Kernel::Convolution1x1, Split) => (plane.div_ceil(pixels), blocks),
            (Kernel::Convolution3x3, Tiled) => {
                // 4 rows of 16 pixels.
                (self.destination_width.div_ceil(16) * self.destination_height.div_ceil(4) * self.images, blocks)
            }
            (Kernel::Convolution3x3, Split) => {
                ((across * self.destination_height * self.images).div_ceil(pixels), blocks)
            }
            (Kernel::Convolution3x3 | Kernel::Strided3x3 | Kernel::Strided7x7, _) => {
                ((across * self.destination_height.div_ceil(pixels) * self.images).div_ceil(workgroup), blocks)
            }
            // One channel at a time. A transition pools all channels it reads; its convolution reduces them afterwards.
            (Kernel::MaxPool | Kernel::BlurPool | Kernel::AveragePool | Kernel::Activate, _) => {
                let outputs = self.destination_width * self.destination_height * self.images * self.in_channels;
                (outputs.div_ceil(workgroup), 1)
            }
            (Kernel::GlobalAverage, _) => ((self.in_channels * self.images).div_ceil(workgroup), 1),
            (Kernel::Linear, Split) => (self.images, blocks),
            // The classifier, and what a program has no steps for.
            _ => ((self.out_channels.div_ceil(4) * self.images).div_ceil(workgroup), 1),
        };
        grid(groups, blocks)
    }
}

/// So many workgroups for each block, in two dimensions where one can't hold them all.
pub fn grid(groups: u32, blocks: u32) -> [u32; 3] {
    const MAX_PER_DIMENSION: u32 = 65535;
    let layers = groups.div_ceil(MAX_PER_DIMENSION).max(1);
    [groups.div_ceil(layers), blocks, layers]
}
