//! The precision in which features and weights are stored and multiplied. Sums, norms and logits are always f32.

use super::gpu::Gpu;
use crate::{Error, Precision, error::EngineError};

/// The largest error of f16 at which it may be chosen automatically, relative to the largest logit.
pub const F16_TOLERANCE: f32 = 1e-2;

/// `requested` if the GPU supports it, otherwise f32.
pub fn supported(requested: Precision, gpu: &Gpu) -> Precision {
    if gpu.has_half_precision() { requested } else { Precision::F32 }
}

/// The largest finite number in f16.
const MAX_HALF: f32 = 65504.0;

/// Whether all numbers can be stored.
///
/// # Errors
///
/// [`EngineError::GpuOverflow`].
pub fn check_range(precision: Precision, numbers: &[f32]) -> Result<(), Error> {
    match precision {
        Precision::F16 if numbers.iter().any(|number| number.abs() > MAX_HALF) => Err(EngineError::GpuOverflow.into()),
        _ => Ok(()),
    }
}

/// The type of features, for kernels that read them only.
pub fn real(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => "alias real = f32;\n",
        Precision::F16 => "enable f16;\nalias real = f16;\n",
    }
}

/// The beginning of every kernel of the forward pass.
pub fn wgsl(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => wgsl!("f32"),
        Precision::F16 => wgsl!("f16"),
    }
}
