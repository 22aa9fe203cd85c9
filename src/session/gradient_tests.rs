//! Gradients of sessions, against finite differences, between engines, and with cuts. Needs a WebGPU adapter.

use pollster::block_on;

use super::{Session, tests::in_f32};
use crate::{
    DenseNetConfig, EngineChoice, Metadata, Weights,
    config::Variant,
    cuts::Cut,
    error::{EngineError, InputError},
    explain::{BlockReuse, Objective},
    plan::LayerKind,
    preprocess::Images,
};

fn session(config: &DenseNetConfig, choice: EngineChoice) -> Session {
    let weights = Weights::from_fn(config, |p| {
        let number = |i: u64| ((i * 37 + p.len() * 11) % 101) as f32 / 101.0 - 0.4;
        (0..p.len()).map(|i| if p.name.ends_with("running_var") { 1.0 } else { number(i) }).collect()
    });
    let mut session = block_on(Session::new(weights.unwrap(), Metadata::default_for(config), in_f32(choice))).unwrap();
    block_on(session.run(images(config, 2), false)).unwrap();
    session
}

fn images(config: &DenseNetConfig, count: usize) -> Vec<Images> {
    let shape = [1, config.in_channels, 32, 32];
    let image = |seed: usize| {
        let number = |i: usize| ((i * (seed + 3)) % 89) as f32 / 40.0 - 1.0;
        Images::new((0..shape.iter().product()).map(number).collect(), shape).unwrap()
    };
    (0..count).map(image).collect()
}

/// A small step of the input along the gradient changes the objective as the gradient says.
#[test]
fn gradients_are_finite_differences() {
    let config = DenseNetConfig { in_channels: 1, ..DenseNetConfig::cifar(10, 4, Variant::BC).unwrap() };
    let mut session = session(&config, EngineChoice::Cpu);
    for objective in [Objective::Class(3), Objective::Label(2)] {
        let gradients = block_on(session.differentiate(objective, 1)).unwrap();
        let gradient = block_on(session.gradient_maps(None)).unwrap();
        assert_eq!((gradient.images, gradient.channels, gradient.height, gradient.width), (1, 1, 32, 32));
        let image = images(&config, 2).pop().unwrap();
        let step = 5e-2 / gradients.input.norm;
        let mut value = |sign: f32| {
            let moved = image.data().iter().zip(&gradient.data).map(|(x, g)| x + sign * step * g);
            let moved = Images::new(moved.collect(), [1, 1, 32, 32]).unwrap();
            let logits = block_on(session.run(vec![moved], false)).unwrap().logits.data;
            objective.of(&logits).unwrap().0
        };
        let (measured, expected) = ((value(1.0) - value(-1.0)) / 1e-1, gradients.input.norm);
        assert!((measured - expected).abs() < 0.05 * expected, "{objective:?}: {measured}, not {expected}");
        block_on(session.run(images(&config, 2), false)).unwrap();
    }
}

#[test]
fn every_layer_has_a_gradient_and_a_grad_cam() {
    let config = DenseNetConfig::cifar(10, 4, Variant::BC).unwrap();
    let mut session = session(&config, EngineChoice::Cpu);
    assert_eq!(block_on(session.gradient_maps(None)).unwrap_err(), EngineError::NothingDifferentiated.into());
    let gradients = block_on(session.differentiate(Objective::Class(1), 0)).unwrap();
    let layers: Vec<String> = session.engine().plan().layers.iter().map(|layer| layer.name.clone()).collect();
    assert_eq!(gradients.layers.iter().map(|layer| layer.layer.clone()).collect::<Vec<_>>(), layers);
    assert!(gradients.layers.iter().all(|layer| layer.size.norm > 0.0));
    let saliency = block_on(session.saliency(1, 0)).unwrap();
    assert_eq!((saliency.channels, saliency.data.len()), (1, 32 * 32));
    for name in &layers {
        let cam = block_on(session.grad_cam(name, 1, 1)).unwrap();
        let layer = session.engine().plan().layer(name).unwrap();
        assert_eq!([cam.images, cam.channels, cam.height, cam.width], [1, 1, layer.height, layer.width]);
    }
    // At the last layer, it is the class activation map where that is positive, over the number of pixels.
    let last = session.engine().plan().layers_of(LayerKind::FinalNorm).next().unwrap().name.clone();
    let (cam, exact) = (block_on(session.grad_cam(&last, 1, 1)), block_on(session.class_activation_map(1, 1)));
    let (cam, exact) = (cam.unwrap().data, exact.unwrap().data);
    let pixels = cam.len() as f32;
    assert!(cam.iter().zip(&exact).all(|(a, b)| (a * pixels - b.max(0.0)).abs() < 1e-4), "{cam:?} {exact:?}");
}

/// The classifier is linear, so what its connections are estimated to contribute is what they do contribute.
#[test]
fn the_classifiers_estimates_sum_to_its_logit() {
    for variant in [Variant::BC, Variant::DenseNet] {
        let config = DenseNetConfig::cifar(10, 4, variant).unwrap();
        let mut session = session(&config, EngineChoice::Cpu);
        let logit = block_on(session.differentiate(Objective::Class(2), 1)).unwrap().value;
        let estimates = block_on(session.estimate_reuse(2, 1)).unwrap();
        let classifier = estimates.last().unwrap().values.last().unwrap();
        let sum: f32 = classifier.iter().flatten().sum();
        let bias = session.weights().get("classifier.bias")[2];
        assert!((sum + bias - logit).abs() < 1e-4, "{sum} + {bias} is not {logit}");
        let shape = |blocks: &[BlockReuse]| {
            let known = |row: &Vec<Option<f32>>| row.iter().map(Option::is_some).collect::<Vec<_>>();
            blocks.iter().map(|block| block.values.iter().map(known).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        assert_eq!(shape(&estimates), shape(&session.feature_reuse()));
    }
}

/// With connections cut: the gradients are those of the network as it is, on the GPU as on the CPU, and the classifier's
/// connections are worth what they are estimated to be, since it is linear.
#[test]
fn gradients_are_those_of_the_network_with_its_cuts() {
    let config = DenseNetConfig { in_channels: 2, ..DenseNetConfig::cifar(10, 4, Variant::BC).unwrap() };
    let [mut cpu, mut gpu] = [EngineChoice::Cpu, EngineChoice::WebGpu].map(|choice| session(&config, choice));
    let whole = block_on(cpu.saliency(1, 1)).unwrap();
    let cut =
        |layer: &str, from: Option<&str>, channel| Cut { layer: layer.into(), from: from.map(String::from), channel };
    let cuts = vec![cut("features.transition1", Some("input"), None), cut("features.transition2", None, Some(3))];
    for session in [&mut cpu, &mut gpu] {
        // The GPU's first gradients are computed with cuts.
        session.set_cuts(cuts.clone()).unwrap();
    }
    let gradients = block_on(cpu.differentiate(Objective::Label(4), 1)).unwrap();
    block_on(gpu.differentiate(Objective::Label(4), 1)).unwrap();
    for layer in gradients.layers.iter().map(|layer| Some(layer.layer.as_str())).chain([None]) {
        let [expected, found] =
            [&mut cpu, &mut gpu].map(|session| block_on(session.gradient_maps(layer)).unwrap().data);
        let largest = expected.iter().fold(0.0f32, |max, value| max.max(value.abs()));
        let error = expected.iter().zip(&found).fold(0.0f32, |max, (a, b)| max.max((a - b).abs()));
        assert!(error <= 1e-4 * largest, "{layer:?}: {error} of {largest}");
    }
    assert_ne!(block_on(cpu.saliency(1, 1)).unwrap(), whole);
    let estimates = block_on(gpu.estimate_reuse(1, 1)).unwrap();
    // What is cut is worth nothing.
    assert_eq!(estimates[0].values.last().unwrap()[0], Some(0.0));
    let last = estimates.last().unwrap();
    for (source, estimate) in last.sources.iter().zip(last.values.last().unwrap()) {
        let measured = block_on(cpu.measure_connection("classifier", source, 1, 1)).unwrap();
        assert!((measured - estimate.unwrap()).abs() < 1e-4, "{source}: {measured}, not {estimate:?}");
    }
    for session in [&mut cpu, &mut gpu] {
        session.set_cuts(Vec::new()).unwrap();
        let again = block_on(session.saliency(1, 1)).unwrap().data;
        let largest = whole.data.iter().fold(0.0f32, |max, value| max.max(*value));
        assert!(again.iter().zip(&whole.data).all(|(a, b)| (a - b).abs() < 1e-4 * largest));
    }
}

#[test]
fn what_can_not_be_differentiated_is_an_error() {
    let config = DenseNetConfig::cifar(10, 4, Variant::BC).unwrap();
    let mut session = session(&config, EngineChoice::Cpu);
    let mut error = |objective, image| block_on(session.differentiate(objective, image)).unwrap_err();
    let classes = config.num_classes;
    assert_eq!(error(Objective::Class(99), 0), InputError::UnknownClass { class: 99, classes }.into());
    assert_eq!(error(Objective::Label(0), 2), InputError::UnknownImage { image: 2, images: 2 }.into());
    block_on(session.run(images(&config, 70), false)).unwrap();
    let gone = InputError::FeaturesGone { image: 63 };
    assert_eq!(block_on(session.saliency(0, 63)).unwrap_err(), gone.clone().into());
    assert_eq!(block_on(session.grad_cam("features.conv0", 0, 63)).unwrap_err(), gone.into());
    assert!(block_on(session.saliency(0, 64)).is_ok());
    let headless = DenseNetConfig { num_classes: 0, ..config.clone() };
    let mut headless = self::session(&headless, EngineChoice::Cpu);
    let error = block_on(headless.differentiate(Objective::Class(0), 0)).unwrap_err();
    assert_eq!(error, InputError::NoClassifier.into());
    let mut burn = self::session(&config, EngineChoice::Burn);
    assert_eq!(block_on(burn.saliency(0, 0)).unwrap_err().code(), "no-gradients");
}
