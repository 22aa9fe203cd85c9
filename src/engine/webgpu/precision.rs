//! What features and weights are stored as and multiplied in. Sums, norms and logits are f32 in either precision.

use super::Gpu;
use crate::Precision;

/// How far f16 may be off f32 before `auto` does without it, relative to the largest logit.
pub const HALF_TOLERANCE: f32 = 1e-2;

/// `wanted` where the GPU can compute with it, otherwise f32.
pub fn possible(wanted: Precision, gpu: &Gpu) -> Precision {
    if gpu.has_half_precision() { wanted } else { Precision::F32 }
}

/// What a kernel begins with.
pub fn wgsl(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => include_str!("kernels/f32.wgsl"),
        Precision::F16 => include_str!("kernels/f16.wgsl"),
    }
}
