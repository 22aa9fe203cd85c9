use super::*;
use crate::{Stem, config::Variant};

fn small() -> DenseNetConfig {
    DenseNetConfig {
        block_config: vec![2, 3, 1],
        compression_rate: 0.7,
        ..DenseNetConfig::cifar(40, 5, Variant::BC).unwrap()
    }
}

fn numbered(config: &DenseNetConfig) -> Weights {
    let mut seed = 0;
    Weights::from_fn(config, |p| {
        (0..p.len())
            .map(|_| {
                seed = (seed + 37) % 101;
                seed as f32 / 50.0
            })
            .collect()
    })
    .unwrap()
}

/// A file of the weights with every name changed by `rename`; `None` leaves a tensor out.
fn file(weights: &Weights, rename: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let bytes = weights.to_safetensors(Precision::F32).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let renamed: Vec<_> = tensors.iter().filter_map(|(name, view)| Some((rename(name)?, view))).collect();
    safetensors::serialize(renamed, None).unwrap()
}

/// All tensors, by name.
fn tensors(weights: &Weights) -> HashMap<&str, &[f32]> {
    weights.places.keys().map(|name| (name.as_str(), weights.get(name))).collect()
}

fn error(bytes: &[u8]) -> String {
    Weights::from_safetensors(bytes).unwrap_err().to_string()
}

#[test]
fn every_variant_comes_back_from_its_file() {
    let odd =
        DenseNetConfig { block_config: vec![1, 2], stem: Stem::ImageNet, num_classes: 3, bn_size: Some(3), ..small() };
    let plain = DenseNetConfig { bn_size: None, compression_rate: 1.0, ..small() };
    for config in [small(), odd, plain] {
        let weights = numbered(&config);
        let back = Weights::from_safetensors(&weights.to_safetensors(Precision::F32).unwrap()).unwrap();
        assert_eq!(back.config(), &config);
        assert_eq!(tensors(&back), tensors(&weights));
    }
}

#[test]
fn what_shapes_do_not_say_is_written_and_believed_only_if_it_fits() {
    let deep = DenseNetConfig { stem: Stem::DeepBlur, in_channels: 1, num_classes: 0, ..small() };
    let linear = DenseNetConfig { transition_relu: false, ..small() };
    for config in [&deep, &linear] {
        let weights = numbered(config);
        let back = Weights::from_safetensors(&weights.to_safetensors(Precision::F32).unwrap()).unwrap();
        assert_eq!((back.config(), tensors(&back)), (config, tensors(&weights)));
    }
    let bytes = numbered(&small()).to_safetensors(Precision::F32).unwrap();
    let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
    assert_eq!(header.metadata(), &None, "shapes say it all");
    let written = SafeTensors::deserialize(&bytes).unwrap();
    let with = |json: &str| {
        let metadata = HashMap::from([(CONFIG_KEY.to_string(), json.to_string())]);
        safetensors::serialize(written.iter(), Some(metadata)).unwrap()
    };
    let claimed = |config: DenseNetConfig| error(&with(&serde_json::to_string(&config).unwrap()));
    assert!(claimed(deep).contains("features.conv0.weight has shape"));
    assert!(claimed(DenseNetConfig { block_config: vec![2, 3, 2], ..small() }).contains("is missing"));
    assert!(claimed(DenseNetConfig { block_config: vec![2, 3], ..small() }).contains("has shape"));
    assert!(claimed(DenseNetConfig { num_classes: 0, ..small() }).contains("uses classifier.bias, classifier.weight"));
    assert!(error(&with("{}")).contains("can't be read"));
}

#[test]
fn all_spellings_are_read() {
    let weights = numbered(&small());
    let spellings: [fn(&str) -> String; 4] = [
        |name| name.replace("norm_final", "norm5"),
        |name| format!("module.{name}"),
        |name| name.replace(".norm1.", ".norm.1.").replace(".norm2.", ".norm.2."),
        |name| name.replace(".conv1.", ".conv.1.").replace(".conv2.", ".conv.2."),
    ];
    for spelling in spellings {
        let back = Weights::from_safetensors(&file(&weights, |name| Some(spelling(name)))).unwrap();
        assert_eq!(tensors(&back), tensors(&weights));
    }
}

#[test]
fn half_precision_rounds_convolutions_only() {
    let weights = numbered(&small());
    let back = Weights::from_safetensors(&weights.to_safetensors(Precision::F16).unwrap()).unwrap();
    for parameter in small().tensors().unwrap() {
        let (a, b) = (weights.get(&parameter.name), back.get(&parameter.name));
        if parameter.role == Role::Convolution {
            assert!(a.iter().zip(b).all(|(x, y)| (x - y).abs() <= x.abs() * 1e-3));
        } else if parameter.role != Role::LinearWeight {
            assert_eq!(a, b);
        }
    }
}

#[test]
fn a_number_too_large_for_half_precision_is_an_error() {
    let weights = |value| {
        Weights::from_fn(&small(), |p| {
            let number = if p.name == "features.denseblock1.denselayer2.conv2.weight" { value } else { 0.5 };
            vec![number; p.len() as usize]
        })
        .unwrap()
    };
    let error = weights(-70000.0).to_safetensors(Precision::F16).unwrap_err();
    let tensor = "features.denseblock1.denselayer2.conv2.weight".into();
    assert_eq!(error, WeightsError::HalfOverflow { tensor, value: -70000.0 }.into());
    assert!(weights(65504.0).to_safetensors(Precision::F16).is_ok());
    assert!(weights(-70000.0).to_safetensors(Precision::F32).is_ok());
}

#[test]
fn bfloat16_is_read() {
    let weights = numbered(&small());
    let bytes = weights.to_safetensors(Precision::F32).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let rounded: Vec<(String, Vec<usize>, Vec<u8>)> = tensors
        .iter()
        .map(|(name, view)| {
            let values = view.data().chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap()));
            (name.into(), view.shape().to_vec(), values.flat_map(|v| bf16::from_f32(v).to_le_bytes()).collect())
        })
        .collect();
    let views = rounded.iter().map(|(n, shape, data)| (n, TensorView::new(Dtype::BF16, shape.clone(), data).unwrap()));
    let back = Weights::from_safetensors(&safetensors::serialize(views, None).unwrap()).unwrap();
    let (a, b) = (weights.get("classifier.weight"), back.get("classifier.weight"));
    assert!(a.iter().zip(b).all(|(x, y)| (x - y).abs() <= x.abs() * 8e-3));
}

#[test]
fn what_is_wrong_is_named() {
    let weights = numbered(&small());
    let missing = file(&weights, |name| (name != "features.transition1.norm.bias").then(|| name.into()));
    assert!(error(&missing).contains("features.transition1.norm.bias is missing"));
    let unused = file(&weights, |name| Some(name.replace("denseblock1.denselayer2.norm1.bias", "attention.bias")));
    assert!(error(&unused).contains("denseblock1.denselayer2.norm1.bias is missing"));
    let bytes = weights.to_safetensors(Precision::F32).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let extra = tensors.tensor("classifier.bias").unwrap();
    let more = tensors.iter().map(|(n, v)| (n.to_string(), v)).chain([("head.bias".to_string(), extra.clone())]);
    assert!(error(&safetensors::serialize(more.collect::<Vec<_>>(), None).unwrap()).contains("uses head.bias"));
    let swapped = tensors.iter().map(|(n, v)| (n, if n == "features.norm_final.bias" { extra.clone() } else { v }));
    let message = error(&safetensors::serialize(swapped.collect::<Vec<_>>(), None).unwrap());
    assert!(message.contains("features.norm_final.bias has shape [10]"), "{message}");
}

#[test]
fn truncated_files_and_other_formats_are_refused() {
    let bytes = numbered(&small()).to_safetensors(Precision::F32).unwrap();
    for end in [0, 7, 100, bytes.len() / 2, bytes.len() - 1] {
        assert!(error(&bytes[..end]).contains("not a complete safetensors file"), "cut at {end}");
    }
    let mut too_long = bytes.clone();
    too_long[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    assert!(error(&too_long).contains("not a complete safetensors file"));
    assert!(error(b"\x89PNG\r\n\x1a\n and so on").contains("not a complete safetensors file"));
    let mut nan = bytes.clone();
    let end = nan.len();
    nan[end - 4..].copy_from_slice(&f32::NAN.to_le_bytes());
    assert!(error(&nan).contains("NaN"));
}

#[test]
fn tensors_of_a_file_are_copied_only_where_they_can_not_stay() {
    let weights = numbered(&small());
    let read = |bytes: &[u8]| {
        let mut file = vec![0.0; bytes.len().div_ceil(4)];
        bytemuck::cast_slice_mut(&mut file)[..bytes.len()].copy_from_slice(bytes);
        let file = Arc::new(file);
        let read = Weights::from_file(&file, bytes.len()).unwrap();
        (Arc::ptr_eq(&file, &read.data), read)
    };
    let bytes = weights.to_safetensors(Precision::F32).unwrap();
    let (stays, back) = read(&bytes);
    assert!(stays);
    assert_eq!(tensors(&back), tensors(&weights));

    // Others than the safetensors library may write a header of any length.
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap()) + 1;
    let odd = [&header.to_le_bytes(), &bytes[8..7 + header as usize], b" ", &bytes[7 + header as usize..]].concat();
    let (stays, back) = read(&odd);
    assert!(!stays);
    assert_eq!(tensors(&back), tensors(&weights));

    let (stays, back) = read(&weights.to_safetensors(Precision::F16).unwrap());
    assert!(!stays);
    assert_eq!(back.data.len() as u64, small().tensors().unwrap().iter().map(|p| p.len()).sum::<u64>());
}
