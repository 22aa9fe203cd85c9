//! GPUs that fail while a network runs.

use super::{
    tests::{close, images, logits, session},
    *,
};
use crate::{
    DenseNetConfig,
    config::Variant,
    engine::{Reason, webgpu::faults},
};

/// An engine that fails so often, then computes.
struct Failing {
    engine: Box<dyn Engine>,
    failures: usize,
    error: EngineError,
}

fn lost() -> EngineError {
    EngineError::GpuLost { detail: "injected".into() }
}

/// Makes the session's engine fail once, after a pass over two images.
fn fail(session: &mut Session, error: EngineError) {
    let placeholder = engine::cpu_engine(&session.weights, session.summary().unwrap().plan, Reason::Asked);
    let engine = std::mem::replace(&mut session.engine, placeholder);
    session.engine = Box::new(Failing { engine, failures: 1, error });
    session.last = Some(Images::batch(images(2)).unwrap());
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
        Box::pin(async { Err(self.error.clone().into()) })
    }

    fn silence(&mut self, weights: &Weights, silenced: &[crate::cuts::Silence]) -> Result<(), Error> {
        self.engine.silence(weights, silenced)
    }

    fn rerun<'a>(&'a mut self) -> engine::Pending<'a, Logits> {
        if self.failures == 0 {
            return self.engine.rerun();
        }
        Box::pin(async { Err(self.error.clone().into()) })
    }

    fn feature_maps<'a>(&'a mut self, layer: &'a str) -> engine::Pending<'a, FeatureMaps> {
        if self.failures == 0 {
            return self.engine.feature_maps(layer);
        }
        Box::pin(async { Err(self.error.clone().into()) })
    }
}

fn maps(session: &mut Session) -> Vec<f32> {
    pollster::block_on(session.feature_maps("features.conv0")).unwrap().data
}

/// A new device, and the CPU after it, don't read what was cut either.
#[test]
fn cuts_survive_a_lost_gpu() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let whole = logits(&mut session);
    let cut = Cut { layer: "features.transition1".into(), from: Some("input".into()), channel: None };
    session.set_cuts(vec![cut]).unwrap();
    let expected = logits(&mut session);
    assert!(!close(&expected, &whole), "the cut matters");
    for failing_call in 0..3 {
        fail(&mut session, lost());
        session.logits = None;
        let found = match failing_call {
            0 => logits(&mut session),
            1 => pollster::block_on(session.rerun()).unwrap().logits.data,
            _ => {
                maps(&mut session);
                pollster::block_on(session.rerun()).unwrap().logits.data
            }
        };
        assert!(close(&found, &expected), "{failing_call}: {found:?}, not {expected:?}");
        assert_eq!(session.cuts().len(), 1);
    }
}

/// The call that is hit succeeds with the same logits, on a new device (where there is an adapter) or on the CPU.
#[test]
fn a_hundred_lost_gpus_cost_no_answer() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let (expected, features) = (logits(&mut session), maps(&mut session));
    for loss in 0..100 {
        fail(&mut session, lost());
        if loss % 2 == 0 {
            assert!(close(&logits(&mut session), &expected));
        }
        assert!(close(&maps(&mut session), &features));
    }
}

/// A call that is hit twice is answered by the CPU, which says why it computes.
#[test]
fn a_gpu_that_is_lost_twice_in_a_call_or_never_answers_is_replaced_by_the_cpu() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let (expected, features) = (logits(&mut session), maps(&mut session));
    for error in [lost(), EngineError::GpuTimeout] {
        for reads_maps in [false, true] {
            fail(&mut session, error.clone());
            // The device that replaces it is lost as soon as it gets work.
            faults::lose_later(&[0]);
            let is_right = match reads_maps {
                false => close(&logits(&mut session), &expected),
                true => close(&maps(&mut session), &features),
            };
            faults::lose_later(&[]);
            assert!(is_right, "{error} {reads_maps}");
            let info = session.engine().info();
            assert_eq!(info.kind, engine::EngineKind::Cpu);
            assert!(matches!(info.reason, Reason::GpuFailed { .. }));
            assert!(close(&maps(&mut session), &features));
        }
    }
}

/// Maps that can't be read although the passes on both devices succeed.
#[test]
fn maps_that_two_gpus_lose_come_from_the_cpu() {
    let mut session = session(&DenseNetConfig::cifar(10, 4, Variant::BC).unwrap());
    let (_, features) = (logits(&mut session), maps(&mut session));
    // How many submits it takes to load the network and to run it.
    let submits = (0..60).find(|&submits| {
        fail(&mut session, lost());
        faults::lose_later(&[submits]);
        assert!(close(&maps(&mut session), &features), "{submits}");
        let was_lost = faults::lose_later(&[]);
        let is_on_cpu = session.engine().info().kind == engine::EngineKind::Cpu;
        assert!(is_on_cpu || !was_lost);
        !was_lost
    });
    assert!(submits.is_some_and(|submits| submits > 2), "{submits:?}");
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

    fn silence(&mut self, weights: &Weights, silenced: &[crate::cuts::Silence]) -> Result<(), Error> {
        self.engine.silence(weights, silenced)
    }

    fn rerun<'a>(&'a mut self) -> engine::Pending<'a, Logits> {
        self.engine.rerun()
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
