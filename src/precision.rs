//! How numbers are stored: in a file, and on a GPU.

use std::borrow::Cow;

use half::f16;
use serde::{Deserialize, Serialize};

use crate::{Error, error::ConfigError};

/// A number's format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Single precision, 32 bits.
    #[default]
    F32,
    /// Half precision, 16 bits: about three digits, up to 65504.
    F16,
}

impl Precision {
    /// Parses a choice; `None` for `auto`.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] for any other name.
    pub fn choice(name: &str) -> Result<Option<Self>, Error> {
        match name {
            "auto" => Ok(None),
            "f32" => Ok(Some(Self::F32)),
            "f16" => Ok(Some(Self::F16)),
            _ => {
                let known = vec!["auto", "f32", "f16"];
                Err(ConfigError::UnknownChoice { option: "precision", found: name.into(), known }.into())
            }
        }
    }

    /// Bytes of a number.
    pub fn bytes(self) -> usize {
        match self {
            Self::F32 => 4,
            Self::F16 => 2,
        }
    }

    /// Numbers as little-endian bytes. f32 usually have that form in memory already.
    pub fn encode(self, numbers: &[f32]) -> Cow<'_, [u8]> {
        match self {
            Self::F32 if cfg!(target_endian = "little") => Cow::Borrowed(bytemuck::cast_slice(numbers)),
            Self::F32 => numbers.iter().flat_map(|number| number.to_le_bytes()).collect(),
            Self::F16 => numbers.iter().flat_map(|&number| f16::from_f32(number).to_le_bytes()).collect(),
        }
    }

    /// The inverse of [`Precision::encode`]. Trailing bytes that are too few for a number are ignored.
    pub fn decode(self, bytes: &[u8]) -> Vec<f32> {
        match self {
            Self::F32 if cfg!(target_endian = "little") => {
                bytemuck::pod_collect_to_vec(bytes.as_chunks::<{ size_of::<f32>() }>().0)
            }
            Self::F32 => bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect(),
            Self::F16 => bytes.as_chunks().0.iter().map(|&b| f16::from_le_bytes(b).to_f32()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_far_as_there_are_bits() {
        let numbers = [0.0, -1.5, 1.0 / 3.0, 65504.0];
        assert_eq!(Precision::F32.decode(&Precision::F32.encode(&numbers)), numbers);
        let back = Precision::F16.decode(&Precision::F16.encode(&numbers));
        assert!(back.iter().zip(numbers).all(|(a, b)| (a - b).abs() <= b.abs() * 5e-4), "{back:?}");
        assert_eq!(Precision::F16.encode(&numbers).len(), numbers.len() * Precision::F16.bytes());
    }
}
