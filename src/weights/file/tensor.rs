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
    /// Lengths and strides in numbers, without those that a loop over the others covers. A contiguous tensor has at most
    /// one.
    loops: Vec<(usize, usize)>,
    /// From the first number to the last that the tensor reaches.
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
        let count = checked_count(name, dtype, &shape)?;
        let (found, expected) = (data.len() as u64, count as u64 * dtype.bytes() as u64);
        if found != expected {
            return Err(FileError::TensorBytes { tensor: name.into(), found, expected });
        }
        Ok(Self { dtype, shape, loops: vec![(count, 1)], data, big_endian: false })
    }

    /// Any view. The caller has made sure that it stays within `data`.
    pub(super) fn strided(
        name: &str,
        dtype: Dtype,
        shape: &[usize],
        strides: &[u64],
        data: &'a [u8],
        big_endian: bool,
    ) -> Result<Self, FileError> {
        let count = checked_count(name, dtype, shape)?;
        let mut loops: Vec<(usize, usize)> = Vec::new();
        for (&length, &stride) in shape.iter().zip(strides).filter(|(length, _)| **length != 1 && count > 0) {
            let stride = usize::try_from(stride).map_err(|_| FileError::ImpossibleShape { tensor: name.into() })?;
            match loops.last_mut() {
                Some((outer, outer_stride)) if Some(*outer_stride) == length.checked_mul(stride) => {
                    (*outer, *outer_stride) = (*outer * length, stride);
                }
                _ => loops.push((length, stride)),
            }
        }
        Ok(Self { dtype, shape: shape.to_vec(), loops, data: Cow::Borrowed(data), big_endian })
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
        Ok(match self.dtype {
            Dtype::F32 if self.is_contiguous() && !self.big_endian => Precision::F32.decode(&self.data),
            Dtype::F32 => self.convert(f32::from_le_bytes),
            Dtype::F16 => self.convert(|bytes| f16::from_le_bytes(bytes).to_f32()),
            Dtype::Bf16 => self.convert(|bytes| bf16::from_le_bytes(bytes).to_f32()),
            Dtype::F64 => self.convert(|bytes| f64::from_le_bytes(bytes) as f32),
            other => return Err(NotReadable(other)),
        })
    }

    fn is_contiguous(&self) -> bool {
        matches!(self.loops[..], [] | [(_, 1)])
    }

    fn convert<const N: usize>(&self, from_little: impl Fn([u8; N]) -> f32 + Copy) -> Vec<f32> {
        if !self.big_endian {
            return self.gather(from_little);
        }
        self.gather(|mut bytes: [u8; N]| {
            bytes.reverse();
            from_little(bytes)
        })
    }

    fn gather<const N: usize>(&self, convert: impl Fn([u8; N]) -> f32 + Copy) -> Vec<f32> {
        let numbers = self.data.as_chunks::<N>().0;
        if self.is_contiguous() {
            return numbers.iter().map(|&bytes| convert(bytes)).collect();
        }
        let mut values = Vec::with_capacity(self.count());
        gather(&self.loops, numbers, convert, &mut values);
        values
    }
}

fn gather<const N: usize>(
    loops: &[(usize, usize)],
    numbers: &[[u8; N]],
    convert: impl Fn([u8; N]) -> f32 + Copy,
    values: &mut Vec<f32>,
) {
    match loops {
        [] => {}
        &[(length, stride)] => values.extend((0..length).map(|i| convert(numbers[i * stride]))),
        &[(length, stride), ref inner @ ..] => {
            for i in 0..length {
                gather(inner, &numbers[i * stride..], convert, values);
            }
        }
    }
}

/// The count of numbers, if their bytes can be counted, in the file and in f32.
fn checked_count(name: &str, dtype: Dtype, shape: &[usize]) -> Result<usize, FileError> {
    let bytes = shape.iter().try_fold(dtype.bytes().max(4), |product, &length| product.checked_mul(length.max(1)));
    match bytes {
        Some(bytes) if shape.len() <= MAX_DIMENSIONS && isize::try_from(bytes).is_ok() => Ok(shape.iter().product()),
        _ => Err(FileError::ImpossibleShape { tensor: name.into() }),
    }
}
