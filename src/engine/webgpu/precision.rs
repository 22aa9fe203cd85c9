//! What features and weights are stored as and multiplied in.

use half::f16;
use serde::{Deserialize, Serialize};

use super::Gpu;
use crate::Error;

/// How many bits a number of the network has on the GPU. Sums, norms and logits are f32 in either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Single precision, on every GPU.
    #[default]
    F32,
    /// Half precision, where the GPU has `shader-f16`: half the memory and traffic, about three digits.
    F16,
}

impl Precision {
    /// What is asked for by name; `None` for `auto`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] for any other name.
    pub fn choice(name: &str) -> Result<Option<Self>, Error> {
        match name {
            "auto" => Ok(None),
            "f32" => Ok(Some(Self::F32)),
            "f16" => Ok(Some(Self::F16)),
            _ => Err(Error::Config(format!("there is no precision {name:?}; auto, f32 and f16 are possible"))),
        }
    }

    /// How far f16 may be off f32 before [`super::WebGpuEngine`] does without it, relative to the largest logit.
    pub const HALF_TOLERANCE: f32 = 1e-2;

    /// Itself where the GPU can compute with it, otherwise f32.
    pub fn on(self, gpu: &Gpu) -> Self {
        if gpu.has_half_precision() { self } else { Self::F32 }
    }

    /// Bytes of a number.
    pub fn bytes(self) -> usize {
        match self {
            Self::F32 => 4,
            Self::F16 => 2,
        }
    }

    /// What a kernel begins with.
    pub(super) fn wgsl(self) -> &'static str {
        match self {
            Self::F32 => include_str!("kernels/f32.wgsl"),
            Self::F16 => include_str!("kernels/f16.wgsl"),
        }
    }

    /// Numbers as they lie on the GPU.
    pub(super) fn encode(self, numbers: &[f32]) -> Vec<u8> {
        match self {
            Self::F32 => bytemuck::cast_slice(numbers).to_vec(),
            Self::F16 => numbers.iter().flat_map(|&number| f16::from_f32(number).to_le_bytes()).collect(),
        }
    }

    /// The reverse of [`Precision::encode`].
    pub(super) fn decode(self, bytes: &[u8]) -> Vec<f32> {
        match self {
            Self::F32 => bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect(),
            Self::F16 => bytes.as_chunks().0.iter().map(|&b| f16::from_le_bytes(b).to_f32()).collect(),
        }
    }
}
