use serde::Serialize;

use crate::Precision;

/// Why an engine can't be had, or what it failed at.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum EngineError {
    /// The network has no layer of this name.
    #[error("there is no layer {layer:?}; the network's plan lists the names")]
    UnknownLayer { layer: String },
    /// Features were asked for before anything was run.
    #[error("no image has been run yet: classify one first, then read its features")]
    NothingRun,
    /// Gradients were asked for before anything was differentiated.
    #[error("nothing has been differentiated yet: ask for the gradients of a class first")]
    NothingDifferentiated,
    /// The engine has no backward pass.
    #[error("this engine computes no gradients: load the network on the CPU or on WebGPU")]
    NoGradients,
    /// WebGPU can't be used here at all.
    #[error("WebGPU is not available: {detail}")]
    NoWebgpu { detail: String },
    /// The device refused or failed at something.
    #[error("the GPU failed: {detail}")]
    GpuFailed { detail: String },
    /// The device is gone.
    #[error("the GPU was lost ({detail}): load the network again, or use the CPU engine")]
    GpuLost { detail: String },
    /// The device computes something else than the CPU.
    #[error("the GPU computes wrong numbers, off by {:.1} %: use the CPU engine", deviation * 100.0)]
    GpuWrong { deviation: f32 },
    /// What was read back is not from this pass.
    #[error("the GPU returned the results of another pass, or none: use the CPU engine")]
    GpuStale,
    /// The device doesn't answer.
    #[error("the GPU doesn't answer: use the CPU engine")]
    GpuTimeout,
    /// A buffer exceeds the adapter's limit.
    #[error(
        "the pass needs a buffer of {needed} MiB and the GPU allows {limit} MiB: use smaller or fewer images at once"
    )]
    GpuBufferTooLarge { needed: u64, limit: u64 },
    /// The GPU's logits are infinite or NaN.
    #[error("the GPU computed logits that are not finite: {}", way_out(*precision))]
    GpuNotFinite { precision: Precision },
    /// Features or weights are too large for f16.
    #[error("the network's numbers are too large for f16: use the precision f32")]
    GpuOverflow,
    /// There is too little memory for what is to be computed or read.
    #[error("not enough memory: {needed} MiB are needed; use smaller or fewer images at once, or a smaller network")]
    OutOfMemory { needed: u64 },
    /// The network's logits are infinite or NaN on the CPU: its numbers overflow.
    #[error(
        "the logits are not finite: the network's numbers overflow in f32; check the weights and the preprocessing"
    )]
    NotFinite,
    /// The burn model failed.
    #[error("the burn engine failed: {detail}")]
    BurnFailed { detail: String },
    /// burn was left out of this build.
    #[error("this build has no burn engine: enable the feature `burn`")]
    NoBurn,
}

impl EngineError {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::UnknownLayer { .. } => "unknown-layer",
            Self::NothingRun | Self::NothingDifferentiated => "nothing-run",
            Self::NoWebgpu { .. } => "no-webgpu",
            Self::GpuFailed { .. }
            | Self::GpuLost { .. }
            | Self::GpuWrong { .. }
            | Self::GpuStale
            | Self::GpuTimeout
            | Self::GpuBufferTooLarge { .. }
            | Self::GpuNotFinite { .. }
            | Self::GpuOverflow => "gpu-error",
            Self::OutOfMemory { .. } => "out-of-memory",
            Self::NotFinite => "invalid-weights",
            Self::NoGradients => "no-gradients",
            Self::BurnFailed { .. } | Self::NoBurn => "internal",
        }
    }
}

fn way_out(precision: Precision) -> &'static str {
    match precision {
        Precision::F32 => "use the CPU engine",
        Precision::F16 => "they are too large for f16; use the precision f32",
    }
}
