use super::*;
use crate::{DenseNetConfig, EngineChoice, config::Variant, engine::Reason, plan::Role};

fn session(config: &DenseNetConfig) -> Session {
    let weights = Weights::from_fn(config, |p| vec![0.1; p.len() as usize]).unwrap();
    let metadata = Metadata::default_for(config);
    pollster::block_on(Session::new(weights, metadata, EngineChoice::Cpu)).unwrap()
}

fn images(count: usize) -> Vec<Images> {
    let image = |i: usize| Images::new(vec![i as f32 / 100.0; 3 * 32 * 32], [1, 3, 32, 32]).unwrap();
    (0..count).map(image).collect()
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
    assert_eq!(session.max_images(), 11);
}

/// An engine that fails so often, then computes.
struct Failing {
    engine: Box<dyn Engine>,
    failures: usize,
}

impl Engine for Failing {
    fn info(&self) -> &engine::EngineInfo {
        self.engine.info()
    }

    fn plan(&self) -> &crate::Plan {
        self.engine.plan()
    }

    fn stats(&self) -> engine::EngineStats {
        self.engine.stats()
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> engine::Pending<'a, Logits> {
        if self.failures == 0 {
            return self.engine.run(images);
        }
        self.failures -= 1;
        Box::pin(async { Err(EngineError::GpuLost { detail: "injected".into() }.into()) })
    }

    fn feature_maps<'a>(&'a mut self, layer: &'a str) -> engine::Pending<'a, FeatureMaps> {
        if self.failures == 0 {
            return self.engine.feature_maps(layer);
        }
        Box::pin(async { Err(EngineError::GpuLost { detail: "injected".into() }.into()) })
    }
}

/// The call that is hit succeeds with the same logits, on a new device (where there is an adapter) or on the CPU.
#[test]
fn a_lost_gpu_costs_no_answer() {
    let config = DenseNetConfig::cifar(10, 4, Variant::BC).unwrap();
    let mut session = session(&config);
    let run = |session: &mut Session| pollster::block_on(session.run(images(2), false)).unwrap().logits;
    let maps = |session: &mut Session| pollster::block_on(session.feature_maps("features.conv0")).unwrap();
    let (logits, features) = (run(&mut session), maps(&mut session));
    let close = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-4 * b.abs().max(1.0));
    for loss in 0..20 {
        let placeholder = engine::cpu_engine(&session.weights, session.summary().unwrap().plan, Reason::Asked);
        let engine = std::mem::replace(&mut session.engine, placeholder);
        session.engine = Box::new(Failing { engine, failures: 1 });
        session.last = Some(Images::batch(images(2)).unwrap());
        if loss % 2 == 0 {
            assert!(close(&run(&mut session).data, &logits.data));
        }
        assert!(close(&maps(&mut session).data, &features.data));
    }
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

/// An engine that computes garbage for one pass, and is found out in the next.
struct Garbage {
    engine: Box<dyn Engine>,
    passes: usize,
}

impl Engine for Garbage {
    fn info(&self) -> &engine::EngineInfo {
        self.engine.info()
    }

    fn plan(&self) -> &crate::Plan {
        self.engine.plan()
    }

    fn stats(&self) -> engine::EngineStats {
        self.engine.stats()
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> engine::Pending<'a, Logits> {
        self.passes += 1;
        let is_noticed = self.passes > 1;
        Box::pin(async move {
            if is_noticed {
                return Err(EngineError::GpuWrong { deviation: 1.0 }.into());
            }
            Ok(Logits { data: vec![7.0; images.count() * 10], classes: 10 })
        })
    }

    fn feature_maps<'a>(&'a mut self, layer: &'a str) -> engine::Pending<'a, FeatureMaps> {
        self.engine.feature_maps(layer)
    }
}

#[test]
fn what_a_gpu_computed_before_it_was_found_to_be_wrong_is_computed_again() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let expected = pollster::block_on(session.run(images(70), false)).unwrap().logits;
    let engine = engine::cpu_engine(&session.weights, session.summary().unwrap().plan, Reason::Asked);
    session.engine = Box::new(Garbage { engine, passes: 0 });
    let logits = pollster::block_on(session.run(images(70), false)).unwrap().logits;
    let close = |(a, b): (&f32, &f32)| (a - b).abs() <= 1e-4 * b.abs().max(1.0);
    assert!(logits.data.len() == expected.data.len() && logits.data.iter().zip(&expected.data).all(close));
}
