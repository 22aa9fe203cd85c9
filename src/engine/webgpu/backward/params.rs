//! The parameters of the backward pass's own kernels.

use crate::engine::{
    program::{Incoming, Layout, Place, Reverse, ReverseStep},
    webgpu::kernel::Kernel,
};

/// `Params` in `kernels/gradient.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
pub struct GradientParams {
    channels: u32,
    outputs: u32,
    weights: u32,
    norms: u32,
    effects: u32,
    source_start: u32,
    source_plane: u32,
    source_stride: u32,
    source_height: u32,
    source_width: u32,
    destination_start: u32,
    destination_plane: u32,
    destination_stride: u32,
    destination_height: u32,
    destination_width: u32,
    features_start: u32,
    features_plane: u32,
    features_stride: u32,
    /// 1 where a ReLU decides what passes, plus 2 for adding to the destination.
    flags: u32,
    mode: u32,
    /// How many threads have work to do.
    pub threads: u32,
    step: u32,
}

impl GradientParams {
    /// The kernel of a step, and its parameters. `index` is the step's in the pass, the effects are reported from `effects`
    /// on. `None` for what the forward kernels do.
    pub fn new(reverse: &ReverseStep, index: usize, effects: usize) -> Option<(Kernel, Self)> {
        let step = &reverse.step;
        let (source, destination) = (step.source.layout, step.destination.layout);
        let (kernel, mode) = match reverse.reverse {
            Reverse::Again | Reverse::Convolve => return None,
            Reverse::Copy => (Kernel::GradientCopy, 0),
            Reverse::Norm(Incoming::Same) => (Kernel::GradientNorm, 0),
            Reverse::Norm(Incoming::Pooled) => (Kernel::GradientNorm, 1),
            Reverse::Norm(Incoming::Averaged) => (Kernel::GradientNorm, 2),
            Reverse::MaxPool { stride } => (Kernel::GradientMaxPool, stride),
            Reverse::Blur => (Kernel::GradientBlur, 0),
            Reverse::Strided { kernel } => (Kernel::GradientStrided, kernel),
        };
        let is_copy = kernel == Kernel::GradientCopy;
        let masks = if is_copy { reverse.features.is_some() } else { step.activates };
        let channels = step.in_channels;
        let threads = match kernel {
            // A workgroup per channel.
            Kernel::GradientNorm => channels * kernel.candidates()[0].workgroup as usize,
            Kernel::GradientCopy => channels * destination.plane(),
            _ => channels * destination.height * destination.width,
        };
        let params = Self {
            channels: channels as u32,
            outputs: step.out_channels as u32,
            weights: step.weights as u32,
            norms: step.norm as u32,
            effects: (effects + step.norm) as u32,
            source_start: if is_copy { (step.first_channel * source.plane()) as u32 } else { 0 },
            source_plane: source.plane() as u32,
            source_stride: source.stride() as u32,
            source_height: source.height as u32,
            source_width: source.width as u32,
            destination_start: destination.row(0, 0) as u32,
            destination_plane: destination.plane() as u32,
            destination_stride: destination.stride() as u32,
            destination_height: destination.height as u32,
            destination_width: destination.width as u32,
            features_plane: reverse.features.map_or(0, |place| place.layout.plane() as u32),
            features_stride: reverse.features.map_or(0, |place| place.layout.stride() as u32),
            flags: u32::from(masks) + 2 * u32::from(reverse.adds),
            mode: mode as u32,
            threads: threads as u32,
            step: index as u32,
            ..Self::default()
        };
        Some((kernel, params))
    }

    pub fn bytes(&self) -> Vec<u8> {
        bytemuck::bytes_of(self).to_vec()
    }

    /// The same for an image of the pass, whose features are at `place`.
    pub fn of_image(self, Place { layout, .. }: Place, image: usize) -> Self {
        let features_start = Layout::row(&layout, image, 0) as u32;
        Self { features_start, ..self }
    }
}
