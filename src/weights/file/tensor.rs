//! A tensor as a checkpoint holds it: a view of bytes that are converted only when they are asked for.

use std::borrow::Cow;

use half::{bf16, f16};

use super::Dtype;
use crate::{Precision, error::FileError};

/// PyTorch allows 64 dimensions.
pub(super) const MAX_DIMENSIONS: usize = 64;

/// A tensor's numbers can't be converted to f32, because they are no floating-point numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its numbers are {0}; f64, f32, f16 and bf16 can be read")]
pub struct NotReadable(pub Dtype);

/// A view of a storage: PyTorch's tensors may be strided and share their bytes.
#[derive(Clone, Debug)]
pub struct Tensor<'a> {
    dtype: Dtype,
    shape: Vec<usize>,
    /// In numbers. `None` for a contiguous tensor.
    strides: Option<Vec<usize>>,
    /// From the first number to the last that the tensor can reach.
    data: Cow<'a, [u8]>,
    big_endian: bool,
}

impl<'a> Tensor<'a> {
    /// A tensor that lies in `data` row by row, without gaps.
    pub(super) fn contiguous(
        name: &str,
        dtype: Dtype,
        shape: Vec<usize>,
        data: Cow<'a, [u8]>,
    ) -> Result<Self, FileError> {
        let tensor = Self { dtype, shape, strides: None, data, big_endian: false };
        let expected = tensor.checked_len(name)? as u64 * dtype.bytes() as u64;
        let found = tensor.data.len() as u64;
        if found != expected {
            return Err(FileError::TensorBytes { tensor: name.into(), found, expected });
        }
        Ok(tensor)
    }

    /// Length along each dimension; empty for a single number.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The type of the stored numbers.
    pub fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// How many numbers it has. Readers have checked that this doesn't overflow.
    pub fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// The numbers, row-major.
    ///
    /// # Errors
    ///
    /// When they are integers or of another type that weights don't have.
    pub fn to_f32(&self) -> Result<Vec<f32>, NotReadable> {
        let data = &self.data;
        Ok(match self.dtype {
            Dtype::F32 if self.is_plain() => Precision::F32.decode(data),
            Dtype::F16 if self.is_plain() => Precision::F16.decode(data),
            Dtype::F32 => self.gather(f32::from_le_bytes, f32::from_be_bytes),
            Dtype::F16 => self.gather(|b| f16::from_le_bytes(b).to_f32(), |b| f16::from_be_bytes(b).to_f32()),
            Dtype::Bf16 => self.gather(|b| bf16::from_le_bytes(b).to_f32(), |b| bf16::from_be_bytes(b).to_f32()),
            Dtype::F64 => self.gather(|b| f64::from_le_bytes(b) as f32, |b| f64::from_be_bytes(b) as f32),
            other => return Err(NotReadable(other)),
        })
    }

    fn is_plain(&self) -> bool {
        self.strides.is_none() && !self.big_endian
    }

    fn gather<const N: usize>(&self, little: fn([u8; N]) -> f32, big: fn([u8; N]) -> f32) -> Vec<f32> {
        let convert = if self.big_endian { big } else { little };
        let numbers = self.data.as_chunks::<N>().0;
        match &self.strides {
            None => numbers.iter().map(|&bytes| convert(bytes)).collect(),
            Some(_) => todo!("strided tensors"),
        }
    }

    /// The count of numbers, if it and every partial product can be counted.
    fn checked_len(&self, name: &str) -> Result<usize, FileError> {
        let impossible = || FileError::ImpossibleShape { tensor: name.into() };
        if self.shape.len() > MAX_DIMENSIONS {
            return Err(impossible());
        }
        let bytes = self.shape.iter().try_fold(self.dtype.bytes().max(4), |product, &n| product.checked_mul(n.max(1)));
        match bytes {
            Some(bytes) if isize::try_from(bytes).is_ok() => Ok(self.count()),
            _ => Err(impossible()),
        }
    }
}
