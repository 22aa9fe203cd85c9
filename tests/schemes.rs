//! Checkpoints of public implementations: read as what they are, computed as PyTorch computes them, or refused.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeMap;

use densenet_web::{
    DenseNetConfig, Engine, EngineChoice, Error, Precision, Stem, Weights,
    engine::load,
    error::{Refusal, SchemeError, WeightsError},
    weights::{Hints, Origin, Scheme, file},
};
use pollster::block_on;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::Deserialize;
use support::{Layer, compare_engines, compare_layers, random_input, relative_error};

/// Relative to a layer's largest number.
const TOLERANCE: f32 = 1e-4;

/// What `scripts/scheme_fixtures.py` says about a case.
#[derive(Deserialize)]
struct Expected {
    architecture: Option<String>,
    assume: Option<Scheme>,
    scheme: Scheme,
    prefix: String,
    head: Option<String>,
    stem: Stem,
    op_thresholds: Option<Vec<Option<f32>>>,
    input: [usize; 4],
    logits: Vec<Vec<f32>>,
    layers: Vec<Layer>,
}

impl Expected {
    fn hints(&self) -> Hints {
        Hints { architecture: self.architecture.clone(), assume: self.assume }
    }

    fn run(&self, weights: &Weights, choice: EngineChoice) -> (Box<dyn Engine>, Vec<f32>) {
        let mut engine = block_on(load(weights, [self.input[2], self.input[3]], choice)).unwrap();
        let logits = block_on(engine.run(&random_input(self.input))).unwrap().data;
        (engine, logits)
    }

    /// How far the CPU engine is off PyTorch, relative to the largest logit.
    fn error(&self, weights: &Weights) -> f32 {
        relative_error(&self.run(weights, EngineChoice::Cpu).1, &self.logits.concat())
    }
}

fn expected(case: &str) -> Expected {
    let all = include_str!("fixtures/checkpoints/schemes/expected.json");
    serde_json::from_str::<BTreeMap<String, Expected>>(all).unwrap().remove(case).unwrap()
}

fn bytes(case: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/checkpoints/schemes/{case}.safetensors", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

fn read(bytes: &[u8], hints: &Hints) -> Result<(Weights, Origin), Error> {
    Weights::read(&file::read(&[bytes])?, hints)
}

/// Why a checkpoint is refused.
fn refusal(bytes: &[u8], hints: &Hints) -> Refusal {
    match read(bytes, hints).unwrap_err() {
        Error::Refused(refusal) => *refusal,
        other => panic!("{other}"),
    }
}

/// A case's file with every name changed by `rename`; `None` leaves a tensor out.
fn renamed(case: &str, rename: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let bytes = bytes(case);
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let renamed: Vec<_> = tensors.iter().filter_map(|(name, view)| Some((rename(name)?, view))).collect();
    safetensors::serialize(renamed, None).unwrap()
}

/// A file of zeros.
fn zeros(tensors: &[(&str, &[usize])]) -> Vec<u8> {
    let data = vec![0; 4 * tensors.iter().map(|(_, shape)| shape.iter().product::<usize>()).max().unwrap()];
    let view = |shape: &[usize]| {
        TensorView::new(Dtype::F32, shape.to_vec(), &data[..4 * shape.iter().product::<usize>()]).unwrap()
    };
    safetensors::serialize(tensors.iter().map(|(name, shape)| (*name, view(shape))), None).unwrap()
}

/// Reads a case, and compares every engine with PyTorch and layer by layer with burn, before and after a conversion.
fn check(case: &str) {
    let expected = expected(case);
    let (weights, origin) = read(&bytes(case), &expected.hints()).unwrap_or_else(|e| panic!("{case}: {e}"));
    let config = weights.config();
    assert_eq!((origin.scheme, &origin.prefix, &origin.head), (expected.scheme, &expected.prefix, &expected.head));
    assert_eq!((config.stem, config.in_channels), (expected.stem, expected.input[1]));
    assert_eq!(origin.op_thresholds, expected.op_thresholds);
    assert_eq!(origin.assumed, expected.assume.is_some());
    assert_eq!(origin.used + usize::from(origin.op_thresholds.is_some()), origin.tensors);
    assert_eq!(config.transition_relu, case != "weiaicunzai");

    let converted = Weights::from_safetensors(&weights.to_safetensors(Precision::F32).unwrap()).unwrap();
    assert_eq!(converted.config(), config);
    for parameter in config.tensors().unwrap() {
        assert_eq!(converted.get(&parameter.name), weights.get(&parameter.name), "{}", parameter.name);
    }
    let reread = read(&weights.to_safetensors(Precision::F32).unwrap(), &Hints::default()).unwrap().0;
    assert_eq!(reread.config(), config);

    let (mut burn, _) = expected.run(&weights, EngineChoice::Burn);
    for choice in [EngineChoice::Burn, EngineChoice::Cpu, EngineChoice::WebGpu] {
        let (mut engine, logits) = expected.run(&converted, choice);
        let error = relative_error(&logits, &expected.logits.concat());
        assert!(error < TOLERANCE, "{case}, {choice:?}: the logits are off by {error}");
        block_on(compare_layers(engine.as_mut(), &expected.layers, TOLERANCE));
        block_on(compare_engines(engine.as_mut(), burn.as_mut(), TOLERANCE));
    }
}

macro_rules! cases {
    ($($case:ident),* $(,)?) => {
        $(#[test]
        fn $case() {
            check(stringify!($case));
        })*
    };
}

cases! {
    torchvision, timm_blur, timm_deep, torchxrayvision, chexnet, monai, efficient, kuangliu, weiaicunzai, bamos_plain, unknown,
}

/// Each difference between implementations shows in the logits, so that the cases above would notice its absence.
#[test]
fn differences_matter() {
    let kuangliu = expected("kuangliu");
    let as_bamos = renamed("kuangliu", |name| {
        let name = name.strip_prefix("module.").unwrap();
        let name = if name.starts_with("trans") {
            name.replace(".bn.", ".bn1.").replace(".conv.", ".conv1.")
        } else {
            name.into()
        };
        let is_last = name.starts_with("bn.");
        Some(if is_last { name.replace("bn.", "bn1.") } else { name.replace("linear.", "fc.") })
    });
    let (weights, origin) = read(&as_bamos, &Hints::default()).unwrap();
    assert_eq!(origin.scheme, Scheme::Bamos);
    assert!(kuangliu.error(&weights) > 100.0 * TOLERANCE);

    for case in ["weiaicunzai", "timm_blur", "timm_deep"] {
        let expected = expected(case);
        let (weights, _) = read(&bytes(case), &expected.hints()).unwrap();
        let other = |stem, transition_relu| {
            let config = DenseNetConfig { stem, transition_relu, ..weights.config().clone() };
            Weights::from_fn(&config, |p| weights.get(&p.name).to_vec()).unwrap()
        };
        let changed = match case {
            "timm_blur" => other(Stem::Deep, true),
            "timm_deep" => other(Stem::DeepBlur, true),
            _ => other(Stem::Cifar, true),
        };
        assert!(expected.error(&weights) < TOLERANCE && expected.error(&changed) > 100.0 * TOLERANCE, "{case}");
    }
}

#[test]
fn a_deep_stem_needs_the_architectures_name() {
    for architecture in [None, Some("densenet"), Some("densenet121"), Some("resnet50d"), Some("densenetblur")] {
        let hints = Hints { architecture: architecture.map(String::from), assume: Some(Scheme::Torchvision) };
        assert_eq!(refusal(&bytes("timm_blur"), &hints).reason, SchemeError::DeepStem.into(), "{architecture:?}");
    }
    let architecture = Some("densenet264d_iabn".to_string());
    let refused = refusal(&bytes("timm_deep"), &Hints { architecture: architecture.clone(), assume: None }).reason;
    assert_eq!(refused, SchemeError::OtherActivation { architecture: architecture.unwrap() }.into());
}

/// Implementations that differ from another one in names alone.
#[test]
fn other_spellings_are_told_apart() {
    let first = renamed("torchvision", |name| {
        let parts = ["norm1", "norm2", "conv1", "conv2"].into_iter().filter(|_| name.contains("denselayer"));
        Some(
            parts.fold(name.into(), |name: String, part| name.replace(part, &format!("{}.{}", &part[..4], &part[4..]))),
        )
    });
    let andreasveit = renamed("bamos_plain", |name| {
        let layer = name.strip_prefix("dense").and_then(|rest| rest.split_once('.'));
        Some(layer.map_or_else(|| name.into(), |(block, rest)| format!("encoder.block{block}.layer.{rest}")))
    });
    let mixed = refusal(&andreasveit, &Hints::default());
    assert_eq!(mixed.facts.scheme, Some(Scheme::Andreasveit));
    let andreasveit = renamed("bamos_plain", |name| {
        let layer = name.strip_prefix("dense").and_then(|rest| rest.split_once('.'));
        Some(layer.map_or_else(|| name.into(), |(block, rest)| format!("block{block}.layer.{rest}")))
    });
    for (case, file, scheme) in
        [("torchvision", first, Scheme::TorchvisionFirst), ("bamos_plain", andreasveit, Scheme::Andreasveit)]
    {
        let (weights, origin) = read(&file, &Hints::default()).unwrap();
        assert_eq!(origin.scheme, scheme);
        assert!(expected(case).error(&weights) < TOLERANCE, "{case}");
    }
}

#[test]
fn without_a_head_there_are_features() {
    let file = renamed("torchvision", |name| (!name.contains("classifier")).then(|| name.into()));
    let (weights, origin) = read(&file, &Hints::default()).unwrap();
    assert_eq!((weights.config().num_classes, origin.head), (0, None));
    let expected = expected("torchvision");
    for choice in [EngineChoice::Burn, EngineChoice::Cpu, EngineChoice::WebGpu] {
        let (mut engine, logits) = expected.run(&weights, choice);
        assert_eq!(logits, [0.0; 0]);
        block_on(compare_layers(engine.as_mut(), &expected.layers, TOLERANCE));
    }
}

#[test]
fn heads_of_one_linear_layer_are_read_under_any_name() {
    let expected = expected("torchvision");
    let strip = |name: &str| name.strip_prefix("net.module.").unwrap().to_string();
    for head in ["last_linear", "fc", "head.fc", "classifier.1", "classifier.fc1", "out"] {
        let file = renamed("torchvision", |name| Some(strip(name).replace("classifier", head)));
        let (weights, origin) = read(&file, &Hints::default()).unwrap();
        assert_eq!(origin.head.as_deref(), Some(head));
        assert!(expected.error(&weights) < TOLERANCE);
    }
    // A head beside the wrapped features.
    let beside = renamed("torchvision", |name| {
        Some(name.replace("net.module.classifier", "head").replace("net.module", "backbone"))
    });
    let (weights, origin) = read(&beside, &Hints::default()).unwrap();
    assert_eq!((origin.head.as_deref(), origin.prefix.as_str()), (Some("head"), "backbone."));
    assert!(expected.error(&weights) < TOLERANCE);
    // Without a bias.
    let unbiased = renamed("torchvision", |name| (name != "net.module.classifier.bias").then(|| name.into()));
    let (weights, _) = read(&unbiased, &Hints::default()).unwrap();
    assert_eq!(weights.get("classifier.bias"), [0.0; 5]);
    assert!(expected.error(&weights) > 100.0 * TOLERANCE);
    // As a 1x1 convolution.
    let file = bytes("torchvision");
    let tensors = SafeTensors::deserialize(&file).unwrap();
    let views = tensors.iter().map(|(name, view)| match name.strip_suffix("classifier.weight") {
        Some(_) => (name, TensorView::new(view.dtype(), [view.shape(), &[1, 1]].concat(), view.data()).unwrap()),
        None => (name, view),
    });
    let convolution = safetensors::serialize(views, None).unwrap();
    assert!(expected.error(&read(&convolution, &Hints::default()).unwrap().0) < TOLERANCE);
}

#[test]
fn what_is_left_over_or_missing_is_refused_by_name() {
    let hints = Hints::default();
    let file = bytes("bamos_plain");
    let tensors = SafeTensors::deserialize(&file).unwrap();
    let with = |name: &'static str, shape: &[usize]| {
        let data = vec![0; 4 * shape.iter().product::<usize>()];
        let more = TensorView::new(Dtype::F32, shape.to_vec(), &data).unwrap();
        safetensors::serialize(tensors.iter().map(|(n, v)| (n, v)).chain([(name, more)]), None).unwrap()
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

#[test]
fn unknown_names_that_fit_are_read_only_when_an_implementation_is_assumed() {
    let expected = expected("unknown");
    match refusal(&bytes("unknown"), &Hints::default()).reason {
        Error::Scheme(SchemeError::NeedsAssumption { growth_rate, block_config, num_classes, assumptions }) => {
            assert_eq!((growth_rate, block_config, num_classes), (3, vec![2, 3, 1], 4));
            assert_eq!(assumptions.len(), 4);
        }
        other => panic!("{other}"),
    }
    for assume in [Scheme::Kuangliu, Scheme::Weiaicunzai] {
        let (weights, origin) = read(&bytes("unknown"), &Hints { assume: Some(assume), architecture: None }).unwrap();
        assert_eq!((origin.scheme, origin.assumed), (assume, true));
        assert!(expected.error(&weights) > 100.0 * TOLERANCE);
    }
    // torchvision's `features` alone: nobody knows whether a ReLU follows them.
    let alone = renamed("torchvision", |name| {
        Some(name.replace("net.module.features.", "backbone.").replace("net.module.", ""))
    });
    assert!(matches!(refusal(&alone, &Hints::default()).reason, Error::Scheme(SchemeError::NeedsAssumption { .. })));
    let hints = Hints { assume: Some(Scheme::Torchvision), architecture: None };
    let (weights, origin) = read(&alone, &hints).unwrap();
    assert_eq!((origin.assumed, origin.prefix.as_str()), (true, "backbone."));
    assert!(self::expected("torchvision").error(&weights) < TOLERANCE);
    // One tensor that doesn't fit is enough.
    let odd = renamed("unknown", |name| (name != "exit.bias").then(|| name.into()));
    assert!(matches!(refusal(&odd, &hints).reason, Error::Scheme(SchemeError::UnknownNames { .. })));
}

#[test]
fn schemes_have_names() {
    for scheme in Scheme::ALL {
        assert_eq!(scheme.name().parse(), Ok(scheme));
        assert_eq!(serde_json::to_value(scheme).unwrap(), scheme.name());
    }
    assert!("keras".parse::<Scheme>().unwrap_err().to_string().contains("torchxrayvision"));
}
