//! Spellings, heads, and names that nobody knows.

use densenet_web::{
    EngineChoice, Error,
    error::SchemeError,
    weights::{Hints, Scheme},
};
use pollster::block_on;
use safetensors::{SafeTensors, tensor::TensorView};

use super::{TOLERANCE, bytes, expected, read, refusals::refusal, renamed, support::compare_layers};

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
