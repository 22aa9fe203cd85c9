use super::{passes::MAX_IMAGES, *};
use crate::{DenseNetConfig, EngineChoice, config::Variant, memory, plan::Role};

pub(super) fn session(config: &DenseNetConfig) -> Session {
    let weights = Weights::from_fn(config, |p| vec![0.1; p.len() as usize]).unwrap();
    let metadata = Metadata::default_for(config);
    pollster::block_on(Session::new(weights, metadata, in_f32(EngineChoice::Cpu))).unwrap()
}

/// Left to itself, a GPU that takes over may compute in f16, whose errors are larger than the tests allow.
pub(super) fn in_f32(engine: EngineChoice) -> Options {
    Options { engine, precision: Some(Precision::F32), ..Options::default() }
}

pub(super) fn images(count: usize) -> Vec<Images> {
    let image = |i: usize| Images::new(vec![i as f32 / 100.0; 3 * 32 * 32], [1, 3, 32, 32]).unwrap();
    (0..count).map(image).collect()
}

pub(super) fn close(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-4 * b.abs().max(1.0))
}

pub(super) fn logits(session: &mut Session) -> Vec<f32> {
    pollster::block_on(session.run(images(2), false)).unwrap().logits.data
}

#[test]
fn a_large_batch_takes_several_passes_and_only_the_last_ones_features_stay() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    assert_eq!(session.max_images(), MAX_IMAGES);
    let batch = pollster::block_on(session.run(images(70), true)).unwrap();
    assert_eq!(batch.logits.images().count(), 70);
    assert_eq!(session.predictions(&batch, 3).unwrap()[69].len(), 3);
    assert_eq!(batch.layer_times.unwrap().len(), session.engine().plan().layers.len());
    let single = pollster::block_on(session.run(images(1), false)).unwrap();
    assert_eq!(single.logits.data, batch.logits.data[..10]);

    pollster::block_on(session.run(images(70), false)).unwrap();
    let map = |session: &mut Session, image| pollster::block_on(session.class_activation_map(0, image));
    assert!(map(&mut session, 64).is_ok());
    assert_eq!(map(&mut session, 63).unwrap_err(), InputError::FeaturesGone { image: 63 }.into());
    assert_eq!(map(&mut session, 70).unwrap_err(), InputError::UnknownImage { image: 70, images: 70 }.into());
}

#[test]
fn what_can_not_be_answered_is_an_error() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let nothing = pollster::block_on(session.run(Vec::new(), false)).unwrap_err();
    assert_eq!(nothing, InputError::NoImages.into());
    assert_eq!(pollster::block_on(session.embedding()).unwrap_err(), EngineError::NothingRun.into());
    pollster::block_on(session.run(images(1), false)).unwrap();
    let class = pollster::block_on(session.class_activation_map(10, 0)).unwrap_err();
    assert_eq!(class, InputError::UnknownClass { class: 10, classes: 10 }.into());
}

#[test]
fn numbers_that_overflow_are_an_error_and_not_a_prediction() {
    let config = DenseNetConfig::cifar(10, 4, Variant::BC).unwrap();
    let value = |role| if role == Role::LinearWeight { f32::MAX } else { 1.0 };
    let weights = Weights::from_fn(&config, |p| vec![value(p.role); p.len() as usize]).unwrap();
    let session = Session::new(weights, Metadata::default_for(&config), EngineChoice::Cpu);
    let mut session = pollster::block_on(session).unwrap();
    let error = pollster::block_on(session.run(images(1), false)).unwrap_err();
    assert_eq!((error.code(), error), ("invalid-weights", EngineError::NotFinite.into()));
}

#[test]
fn memory_bounds_the_images_of_a_pass() {
    let weights = Weights::from_fn(&DenseNetConfig::densenet121(), |p| vec![0.1; p.len() as usize]).unwrap();
    let metadata = Metadata::default_for(weights.config());
    let session = pollster::block_on(Session::new(weights, metadata, EngineChoice::Cpu)).unwrap();
    assert_eq!(session.max_images(), 10);
}

#[test]
fn a_pass_that_needs_more_memory_than_there_is_is_an_error_and_the_session_stays_usable() {
    let config = DenseNetConfig::cifar(10, 4, Variant::BC).unwrap();
    let weights = Weights::from_fn(&config, |p| vec![0.1; p.len() as usize]).unwrap();
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu, EngineChoice::Burn] {
        let session = Session::new(weights.clone(), Metadata::default_for(&config), choice);
        let mut session = pollster::block_on(session).unwrap();
        let expected = logits(&mut session);
        memory::LIMIT.set(Some(40 << 20));
        let large: Vec<Images> =
            (0..4).map(|_| Images::new(vec![0.5; 3 * 1024 * 1024], [1, 3, 1024, 1024]).unwrap()).collect();
        let error = pollster::block_on(session.run(large, false)).unwrap_err();
        assert_eq!(error.code(), "out-of-memory", "{choice:?}");
        assert!(error.to_string().contains("use smaller or fewer images"), "{error}");
        let again = logits(&mut session);
        memory::LIMIT.set(None);
        assert!(close(&again, &expected), "{choice:?}");
    }
}

#[test]
fn images_have_the_networks_channels() {
    let config = DenseNetConfig { in_channels: 4, ..DenseNetConfig::cifar(10, 4, Variant::BC).unwrap() };
    let weights = Weights::from_fn(&config, |p| vec![0.1; p.len() as usize]).unwrap();
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu, EngineChoice::Burn] {
        let session = Session::new(weights.clone(), Metadata::default_for(&config), choice);
        let mut session = pollster::block_on(session).unwrap();
        let image = |channels: usize| Images::new(vec![0.5; channels * 32 * 32], [1, channels, 32, 32]).unwrap();
        for found in [1, 3, 5] {
            let error = pollster::block_on(session.run(vec![image(found)], false)).unwrap_err();
            assert_eq!(error, InputError::InputChannels { found, expected: 4 }.into(), "{choice:?}");
        }
        assert!(pollster::block_on(session.run(vec![image(4)], false)).is_ok());
    }
}

#[test]
fn without_a_classifier_there_are_embeddings_but_no_predictions() {
    let config = DenseNetConfig { num_classes: 0, ..DenseNetConfig::cifar(10, 4, Variant::BC).unwrap() };
    let mut session = session(&config);
    let batch = pollster::block_on(session.run(images(70), false)).unwrap();
    assert!(batch.logits.data.is_empty());
    let error = session.predictions(&batch, 1).unwrap_err();
    assert_eq!((error.code(), &error), ("no-classifier", &InputError::NoClassifier.into()));
    assert_eq!(session.predictions(&batch, 0), Ok(Vec::new()));
    // Of the second pass's images.
    let channels = session.weights().get("features.norm_final.bias").len();
    assert_eq!(pollster::block_on(session.embedding()).unwrap().len(), 6 * channels);
    assert_eq!(session.images, 70);
    let map = pollster::block_on(session.class_activation_map(0, 69)).unwrap_err();
    assert_eq!(map, InputError::NoClassifier.into());
    assert!(pollster::block_on(session.feature_maps("features.conv0")).is_ok());
    assert!(pollster::block_on(session.feature_maps("classifier")).is_err());
    assert_eq!(session.feature_reuse().last().unwrap().targets, ["features.denseblock3.denselayer1"]);
}

#[test]
fn maps_and_weights_that_need_more_memory_than_there_is_are_an_error() {
    let config = DenseNetConfig::cifar(40, 12, Variant::BC).unwrap();
    let mut session = session(&config);
    let large = Images::new(vec![0.5; 3 * 512 * 512], [1, 3, 512, 512]).unwrap();
    pollster::block_on(session.run(vec![large], false)).unwrap();
    let file = session.to_safetensors().unwrap();
    let expected = Err(EngineError::OutOfMemory { needed: 72 }.into());
    memory::LIMIT.set(Some(40 << 20));
    let maps = pollster::block_on(session.feature_maps("features.conv0")).map(drop);
    memory::LIMIT.set(None);
    assert_eq!(maps, expected);
    assert!(pollster::block_on(session.feature_maps("features.conv0")).is_ok());

    let large = DenseNetConfig::densenet161();
    let load = |weights: &Weights| {
        memory::LIMIT.set(Some(40 << 20));
        let metadata = Metadata::default_for(weights.config());
        let loaded = pollster::block_on(Session::new(weights.clone(), metadata, EngineChoice::Cpu)).map(drop);
        memory::LIMIT.set(None);
        loaded.map_err(|error| error.code())
    };
    assert_eq!(load(&Weights::from_safetensors(&file).unwrap()), Ok(()));
    let weights = Weights::from_fn(&large, |p| vec![0.1; p.len() as usize]).unwrap();
    assert_eq!(load(&weights), Err("out-of-memory"));
    let file = weights.to_safetensors(Precision::F16).unwrap();
    memory::LIMIT.set(Some(40 << 20));
    let read = Weights::from_safetensors(&file).map(drop);
    memory::LIMIT.set(None);
    assert_eq!(read.map_err(|error| error.code()), Err("out-of-memory"));
}

/// Images beyond the network's own size are divided by what they take.
#[test]
fn large_images_take_more_passes() {
    let session = session(&DenseNetConfig::cifar(40, 12, Variant::BC).unwrap());
    let passes = |side: usize| {
        let image = || Images::new(vec![0.5; 3 * side * side], [1, 3, side, side]).unwrap();
        session.divide((0..8).map(|_| image()).collect()).unwrap().len()
    };
    assert_eq!((passes(32), passes(512)), (1, 8));
}

/// What isn't the GPU's fault is not tried again.
#[test]
fn other_errors_leave_the_engine_alone() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let tiny = Images::new(vec![0.0; 3], [1, 3, 1, 1]).unwrap();
    let error = pollster::block_on(session.run(vec![tiny], false)).unwrap_err();
    assert_eq!((error.code(), session.engine().info().kind), ("invalid-input", engine::EngineKind::Cpu));
}

/// Bookkeeping after errors: no image's answer is another's.
#[test]
fn a_call_that_fails_leaves_no_features_behind() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    pollster::block_on(session.run(images(1), false)).unwrap();
    let mut mixed = images(66);
    mixed[65] = Images::new(vec![0.0; 3 * 40 * 40], [1, 3, 40, 40]).unwrap();
    assert_eq!(pollster::block_on(session.run(mixed, false)).unwrap_err(), InputError::MixedSizes.into());
    let map = |session: &mut Session, image| pollster::block_on(session.class_activation_map(0, image));
    // The call was refused before anything ran: the one before it still counts.
    assert!(map(&mut session, 0).is_ok());
    let tiny = Images::new(vec![0.0; 3], [1, 3, 1, 1]).unwrap();
    assert!(pollster::block_on(session.run(vec![tiny], false)).is_err());
    assert_eq!(map(&mut session, 0).unwrap_err(), InputError::UnknownImage { image: 0, images: 0 }.into());
}

#[test]
fn images_that_come_together_are_counted_one_by_one() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let together = vec![Images::batch(images(60)).unwrap(), Images::batch(images(10)).unwrap()];
    let batch = pollster::block_on(session.run(together, false)).unwrap();
    assert_eq!((batch.logits.images().count(), session.images, session.passed), (70, 70, 60));
}
