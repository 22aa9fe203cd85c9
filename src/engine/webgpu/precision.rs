//! The precision in which features and weights are stored and multiplied. Sums, norms and logits are always f32.

use super::gpu::Gpu;
use crate::Precision;

/// The largest error of f16 at which it may be chosen automatically, relative to the largest logit.
pub const F16_TOLERANCE: f32 = 1e-2;

/// `requested` if the GPU supports it, otherwise f32.
pub fn supported(requested: Precision, gpu: &Gpu) -> Precision {
    if gpu.has_half_precision() { requested } else { Precision::F32 }
}

/// The beginning of every kernel.
pub fn wgsl(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => include_str!("kernels/f32.wgsl"),
        Precision::F16 => include_str!("kernels/f16.wgsl"),
    }
}
