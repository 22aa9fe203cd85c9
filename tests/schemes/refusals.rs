//! What is refused, and as what.

use densenet_web::{
    Error,
    error::{Refusal, SchemeError, WeightsError},
    weights::{Hints, Scheme},
};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::{bytes, read, renamed};

/// Why a checkpoint is refused.
pub fn refusal(bytes: &[u8], hints: &Hints) -> Refusal {
    match read(bytes, hints).unwrap_err() {
        Error::Refused(refusal) => *refusal,
        other => panic!("{other}"),
    }
}

/// A file of zeros.
fn zeros(tensors: &[(&str, &[usize])]) -> Vec<u8> {
    let data = vec![0; 4 * tensors.iter().map(|(_, shape)| shape.iter().product::<usize>()).max().unwrap()];
    let view = |shape: &[usize]| {
        TensorView::new(Dtype::F32, shape.to_vec(), &data[..4 * shape.iter().product::<usize>()]).unwrap()
    };
    safetensors::serialize(tensors.iter().map(|(name, shape)| (*name, view(shape))), None).unwrap()
}

#[test]
fn a_deep_stem_needs_the_architectures_name() {
    for architecture in [None, Some("densenet"), Some("densenet121"), Some("resnet50d"), Some("densenetblur")] {
        let hints = Hints { architecture: architecture.map(String::from), assume: Some(Scheme::Torchvision) };
        assert_eq!(refusal(&bytes("timm_blur"), &hints).reason, SchemeError::DeepStem.into(), "{architecture:?}");
    }
    let architecture = "densenet264d_iabn".to_string();
    let refused =
        refusal(&bytes("timm_deep"), &Hints { architecture: Some(architecture.clone()), assume: None }).reason;
    assert_eq!(refused, SchemeError::OtherActivation { architecture }.into());
}

#[test]
fn what_is_left_over_or_missing_is_refused_by_name() {
    let hints = Hints::default();
    let file = bytes("bamos_plain");
    let tensors = SafeTensors::deserialize(&file).unwrap();
    let with = |name: &'static str, shape: &[usize]| {
        let data = vec![0; 4 * shape.iter().product::<usize>()];
        let more = TensorView::new(Dtype::F32, shape.to_vec(), &data).unwrap();
        safetensors::serialize(tensors.iter().chain([(name, more)]), None).unwrap()
    };
    let refused = refusal(&with("fc2.weight", &[3, 5]), &hints);
    let layers = vec!["fc.weight".to_string(), "fc2.weight".to_string()];
    assert!(matches!(refused.reason, Error::Scheme(SchemeError::DeepHead { ref tensors }) if {
        let mut sorted = tensors.clone();
        sorted.sort();
        sorted == layers
    }));
    let refused = refusal(&with("relu.weight", &[1]), &hints);
    assert_eq!(refused.reason, WeightsError::UnusedTensors { tensors: vec!["relu.weight".into()], more: 0 }.into());
    // Batches that were counted in training don't matter.
    assert_eq!(read(&with("bn1.num_batches_tracked", &[1]), &hints).unwrap().1.ignored, ["bn1.num_batches_tracked"]);

    let missing = renamed("bamos_plain", |name| (name != "dense2.1.bn1.bias").then(|| name.into()));
    let refused = refusal(&missing, &hints);
    let tensor = "features.denseblock2.denselayer2.norm1.bias".to_string();
    assert_eq!(refused.reason, WeightsError::MissingTensor { tensor: tensor.clone() }.into());
    assert_eq!((refused.facts.scheme, refused.facts.missing.as_slice()), (Some(Scheme::Bamos), &[tensor][..]));
    let details = serde_json::to_value(Error::Refused(Box::new(refused)).details()).unwrap();
    assert_eq!((&details["problem"], &details["facts"]["format"]), (&"missing-tensor".into(), &"safetensors".into()));

    let wrong_points = renamed("torchxrayvision", |name| match name {
        "op_threshs" => Some("features.norm0.bias".into()),
        "features.norm0.bias" => Some("op_threshs".into()),
        other => Some(other.into()),
    });
    assert!(matches!(refusal(&wrong_points, &hints).reason, Error::Weights(WeightsError::TensorShape { .. })));
}

#[test]
fn other_networks_are_refused_as_what_they_are() {
    let convolution: &[usize] = &[4, 4, 3, 3];
    let norm: &[usize] = &[4];
    for (family, tensors) in [
        ("a ResNet", &[("model.layer1.0.conv1.weight", convolution), ("model.layer2.0.conv1.weight", convolution)][..]),
        ("a Vision Transformer", &[("cls_token", norm), ("blocks.0.attn.qkv.weight", &[12, 4])]),
        ("an EfficientNet or a MobileNet", &[("conv_stem.weight", convolution), ("blocks.0.0.bn1.weight", norm)]),
        ("a ConvNeXt", &[("stem.0.weight", convolution), ("stages.0.blocks.0.conv_dw.weight", convolution)]),
        ("a VGG or an AlexNet", &[("features.0.weight", convolution), ("classifier.6.weight", &[9, 4])]),
    ] {
        match refusal(&zeros(tensors), &Hints::default()).reason {
            Error::Scheme(SchemeError::OtherNetwork { family: found, tensors: evidence }) => {
                assert_eq!(found, family);
                assert!(evidence.iter().all(|name| tensors.iter().any(|(other, _)| other == name)), "{evidence:?}");
            }
            other => panic!("{family}: {other}"),
        }
    }
    let volume = zeros(&[
        ("features.conv0.weight", &[4, 1, 7, 7, 7]),
        ("features.denseblock1.denselayer1.layers.conv1.weight", &[4, 4, 1, 1, 1]),
    ]);
    let refused = refusal(&volume, &Hints::default());
    let (tensor, found) = ("features.conv0.weight".to_string(), vec![4, 1, 7, 7, 7]);
    assert_eq!(refused.reason, SchemeError::OtherDimensions { tensor, found, dimensions: 3 }.into());
    assert_eq!(refused.facts.scheme, Some(Scheme::Monai));
    let nothing = zeros(&[("a.weight", convolution), ("b", norm)]);
    let unknown = SchemeError::UnknownNames { count: 2, tensors: vec!["a.weight".into(), "b".into()] };
    assert_eq!(refusal(&nothing, &Hints::default()).reason, unknown.into());
}
