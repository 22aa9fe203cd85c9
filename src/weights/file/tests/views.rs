//! Strides, byte orders and types, without a container around them.

use crate::{
    error::FileError,
    weights::file::{Dtype, NotReadable, Tensor},
};

fn bytes(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn strided(shape: &[usize], strides: &[u64], data: &[u8]) -> Vec<f32> {
    Tensor::strided("t", Dtype::F32, shape, strides, data, false).unwrap().to_f32().unwrap()
}

#[test]
fn any_stride_is_followed() {
    let data = bytes(&[0., 1., 2., 3., 4., 5.]);
    assert_eq!(strided(&[2, 3], &[3, 1], &data), [0., 1., 2., 3., 4., 5.]);
    assert_eq!(strided(&[3, 2], &[1, 3], &data), [0., 3., 1., 4., 2., 5.]);
    assert_eq!(strided(&[2, 1, 3], &[3, 99, 1], &data), [0., 1., 2., 3., 4., 5.]);
    assert_eq!(strided(&[2, 2], &[3, 2], &data), [0., 2., 3., 5.]);
    assert_eq!(strided(&[2, 2, 2], &[0, 3, 1], &data[..20]), [0., 1., 3., 4., 0., 1., 3., 4.]);
    assert_eq!(strided(&[3], &[0], &data[..4]), [0., 0., 0.]);
    assert_eq!(strided(&[], &[], &data[..4]), [0.]);
    assert_eq!(strided(&[1, 1], &[7, 7], &data[..4]), [0.]);
    assert_eq!(strided(&[0, 3], &[3, 1], &[]), [0f32; 0]);
}

#[test]
fn every_floating_point_type_is_converted_in_both_byte_orders() {
    let numbers = [1.5f32, -2.0, 0.25];
    type Encode = fn(f32) -> Vec<u8>;
    let types: [(Dtype, Encode); 4] = [
        (Dtype::F64, |n| f64::from(n).to_le_bytes().into()),
        (Dtype::F32, |n| n.to_le_bytes().into()),
        (Dtype::F16, |n| half::f16::from_f32(n).to_le_bytes().into()),
        (Dtype::Bf16, |n| half::bf16::from_f32(n).to_le_bytes().into()),
    ];
    for (dtype, encode) in types {
        let little: Vec<u8> = numbers.iter().flat_map(|&number| encode(number)).collect();
        let big: Vec<u8> = numbers.iter().flat_map(|&number| encode(number).into_iter().rev()).collect();
        for (data, big_endian) in [(little, false), (big, true)] {
            let tensor = Tensor::strided("t", dtype, &[3], &[1], &data, big_endian).unwrap();
            assert_eq!(tensor.to_f32().unwrap(), numbers, "{dtype}");
        }
    }
    let integers = Tensor::strided("t", Dtype::I64, &[1], &[1], &[0; 8], false).unwrap();
    assert_eq!(integers.to_f32(), Err(NotReadable(Dtype::I64)));
}

#[test]
fn impossible_shapes_are_refused() {
    let refused = |shape: &[usize]| {
        let strides = vec![0; shape.len()];
        let error = Tensor::strided("t", Dtype::F32, shape, &strides, &[0; 4], false).unwrap_err();
        assert_eq!(error, FileError::ImpossibleShape { tensor: "t".into() });
    };
    refused(&[usize::MAX]);
    refused(&[usize::MAX, 0]);
    refused(&[1 << 40, 1 << 40]);
    refused(&[1; 65]);
}
