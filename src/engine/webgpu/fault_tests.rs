//! Faults of GPUs: each is noticed, or the answer is right. Needs a WebGPU adapter.

use std::time::Duration;

use pollster::block_on;

use super::{
    faults::{Fault, lose_later},
    tests::{
        TOLERANCE, options, plan,
        support::{self, Fixture},
        webgpu,
    },
    *,
};
use crate::{cuts::Silence, engine::cpu::CpuEngine};

pub(super) const BC: &str = include_str!("../../../tests/fixtures/cifar_bc_40_12.json");
const PLAIN: &str = include_str!("../../../tests/fixtures/cifar_plain_40_12.json");
pub(super) const DEEP: &str = include_str!("../../../tests/fixtures/odd_deep_blur.json");
pub(super) const IMAGENET: &str = include_str!("../../../tests/fixtures/odd_imagenet.json");

/// A network on the GPU, an image of another kind in every pass, and its logits on the CPU.
pub(super) struct Trial {
    pub engine: WebGpuEngine,
    cpu: CpuEngine,
    /// Channels, height and width.
    size: [usize; 3],
    pass: usize,
}

impl Trial {
    pub fn new() -> Self {
        Self::of(BC)
    }

    pub fn of(json: &str) -> Self {
        let fixture = Fixture::parse(json);
        let plan = plan(&fixture);
        let size = [fixture.config.in_channels, plan.input_size[0], plan.input_size[1]];
        let cpu = CpuEngine::new(&fixture.weights(), plan, Reason::Asked);
        Self { engine: webgpu(&fixture, &options(Some(Precision::F32), Some(false), None)), cpu, size, pass: 0 }
    }

    /// With the kernels that a GPU runs before anything is measured.
    fn with_defaults() -> Self {
        let choices = Some(KernelChoices::default().text());
        let engine = webgpu(&Fixture::parse(BC), &options(Some(Precision::F32), Some(false), choices));
        Self { engine, ..Self::new() }
    }

    /// The next pass, which must fail or be right.
    pub fn run(&mut self) -> Result<(), Error> {
        self.pass += 1;
        let [channels, height, width] = self.size;
        let number = |i: usize| ((i * self.pass) % 97) as f32 / 40.0 - 1.0;
        let data = (0..channels * height * width).map(number).collect();
        let image = Images::new(data, [1, channels, height, width]).unwrap();
        let logits = block_on(self.engine.run(&image))?;
        let expected = block_on(self.cpu.run(&image)).unwrap();
        assert!(support::relative_error(&logits.data, &expected.data) < TOLERANCE, "pass {} is wrong", self.pass);
        Ok(())
    }

    /// The same with times, which the page asks for.
    fn run_timed(&mut self) -> Result<(), Error> {
        let image = Images::new(vec![0.5; 3 * 32 * 32], [1, 3, 32, 32]).unwrap();
        block_on(self.engine.run_timed(&image)).map(drop)
    }

    fn run_often(&mut self, passes: usize) {
        (0..passes).for_each(|_| self.run().unwrap());
    }

    fn maps(&mut self) -> Result<FeatureMaps, Error> {
        block_on(self.engine.feature_maps("features.denseblock2.denselayer3"))
    }

    pub fn inject(&self, fault: Option<Fault>) {
        self.engine.loaded.network.gpu.faults.fault.set(fault);
    }

    fn steps(&self) -> usize {
        self.engine.loaded.compiled.program().steps.len()
    }
}

pub(super) fn is_wrong(result: Result<(), Error>) -> bool {
    matches!(result, Err(Error::Engine(EngineError::GpuWrong { .. })))
}

pub(super) const FAULTS: [Fault; 4] = [Fault::Zeros, Fault::Stale, Fault::Permuted, Fault::Scaled];

#[test]
fn a_faulty_read_back_is_noticed_in_the_call_that_it_hits() {
    for fault in FAULTS {
        for before in [1, 2, 50] {
            let mut trial = Trial::new();
            trial.run_often(before);
            assert!(trial.maps().is_ok());
            trial.inject(Some(fault));
            for error in [trial.maps().unwrap_err(), trial.run().unwrap_err()] {
                assert_eq!(error, EngineError::GpuStale.into(), "{fault:?} after pass {before}");
            }
            trial.inject(None);
            assert_eq!(trial.maps().unwrap_err(), EngineError::NothingRun.into());
            trial.run().unwrap();
        }
    }
}

/// For the known answer, spot checks or not: weights or norms that are not what was uploaded.
#[test]
fn a_gpu_that_computes_wrongly_is_noticed_at_load_in_any_pass_and_after_a_pause() {
    let break_it = |trial: &Trial| trial.engine.loaded.network.scale_norms(&trial.engine.packed.norms, 0.5);
    let trial = Trial::new();
    break_it(&trial);
    assert!(is_wrong(block_on(trial.engine.known_answer.check(&trial.engine.loaded.network))));
    for before in [0, 1, 2, 50] {
        let mut trial = Trial::new();
        trial.run_often(before);
        break_it(&trial);
        assert!(is_wrong(trial.run()), "after {before} passes");
    }
    let mut trial = Trial::new();
    trial.run_timed().unwrap();
    break_it(&trial);
    assert!(is_wrong(trial.run_timed()));
}

/// The known answer's own programs are wrong: only the schedule can notice it.
#[test]
fn the_known_answer_is_asked_in_the_second_pass_and_after_a_pause() {
    let break_it = |trial: &mut Trial| trial.engine.known_answer.expect(7.0);
    for (before, pause) in [(1, false), (0, true), (3, true)] {
        let mut trial = Trial::new();
        trial.run_often(before);
        break_it(&mut trial);
        if pause {
            trial.engine.known_answer.pretend_pause();
        }
        assert!(is_wrong(trial.run()), "after {before} passes");
    }
}

/// A kernel that computes something else from some pass on is noticed in that pass.
#[test]
fn a_wrong_kernel_is_noticed_in_the_pass_in_which_it_begins_to_compute_wrongly() {
    let edits = [
        (BC, ["let norm = norm_of(channel);", "let norm = norm_of(channel) * 0.5;"]),
        (BC, ["weight += 18u;", "weight += 36u;"]),
        (BC, ["vec4f(0.25)", "vec4f(0.5)"]),
        (BC, ["real(sum / f32(", "real(0.5 * sum / f32("]),
        (BC, ["= sum[i];", "= sum[3u - i];"]),
        (PLAIN, ["real(max(value", "real(max(0.5 * value"]),
        (IMAGENET, ["weight += 2u * KERNEL;", "weight += 4u * KERNEL;"]),
        (DEEP, ["weight += 2u * KERNEL;", "weight += 4u * KERNEL;"]),
        (DEEP, ["sum += f32(largest)", "sum += 0.5 * f32(largest)"]),
        (IMAGENET, ["largest = max(largest,", "largest = 0.9 * max(largest,"]),
    ];
    for (json, edit) in edits {
        for before in [1, 50] {
            let mut trial = Trial::of(json);
            trial.run_often(before);
            let LoadedNetwork { network, compiled, choices, .. } = &mut trial.engine.loaded;
            compiled.replace_kernel(network, choices, edit);
            let result = trial.run();
            assert!(is_wrong(result.clone()), "{edit:?} after {before} passes: {result:?}");
        }
    }
}

#[test]
fn a_wrong_sum_over_slices_is_noticed() {
    let edits = [
        ["sum += partial[", "sum += 0.9 * partial["],
        [" + f32(weights[bias][local / LANES])", ""],
        ["+= sums[local + half]", "+= 0.9 * sums[local + half]"],
    ];
    for edit in edits {
        let mut trial = Trial::with_defaults();
        trial.run_often(1);
        let LoadedNetwork { network, compiled, choices, .. } = &mut trial.engine.loaded;
        compiled.replace_kernel(network, choices, edit);
        let result = trial.run();
        assert!(is_wrong(result.clone()), "{edit:?}: {result:?}");
    }
}

/// Whichever step it is, and also if only this step is affected.
#[test]
fn a_step_that_is_not_carried_out_is_noticed_in_its_pass() {
    for (json, stride) in [(BC, 1), (PLAIN, 7), (IMAGENET, 1)] {
        for step in (0..Trial::of(json).steps()).step_by(stride) {
            let mut trial = Trial::of(json);
            trial.run_often(1);
            trial.engine.loaded.compiled.skip_step(step);
            assert_eq!(trial.run().unwrap_err(), EngineError::GpuStale.into(), "{step}");
        }
    }
}

/// Nothing shows that a step's output was lost but the output itself. Each step is looked at in turn.
#[test]
fn a_step_whose_output_is_lost_is_noticed_when_it_is_its_turn() {
    let mut trial = Trial::new();
    trial.run_often(3);
    let LoadedNetwork { network, compiled, .. } = &mut trial.engine.loaded;
    compiled.lose_output(network, 20);
    let steps = trial.steps();
    let noticed = (0..steps).position(|pass| {
        let data = (0..3 * 32 * 32).map(|i| ((i * (pass + 2)) % 89) as f32 / 40.0 - 1.0).collect();
        block_on(trial.engine.run(&Images::new(data, [1, 3, 32, 32]).unwrap())).is_err()
    });
    assert!(noticed.is_some(), "not within {steps} passes");
}

#[test]
fn a_gpu_that_never_answers_is_given_up() {
    let mut trial = Trial::new();
    trial.run_often(1);
    trial.engine.loaded.network.gpu.faults.patience.set(Some(Duration::from_millis(50)));
    trial.inject(Some(Fault::Silence));
    for error in [trial.maps().unwrap_err(), trial.run().unwrap_err()] {
        assert_eq!(error, EngineError::GpuTimeout.into());
    }
    let patience = trial.engine.loaded.network.gpu.patience.get();
    assert!((Duration::from_secs(30)..Duration::from_secs(90)).contains(&patience), "{patience:?}");
}

#[test]
fn a_device_that_is_lost_during_load_is_replaced_once() {
    let fixture = Fixture::parse(BC);
    let load = |losses: &[usize]| {
        lose_later(losses);
        let options = options(None, Some(false), None);
        let engine = block_on(super::super::load(&fixture.weights(), plan(&fixture).input_size, options));
        lose_later(&[]);
        engine
    };
    for submits in 0..4 {
        let mut engine = load(&[submits]).unwrap();
        assert_eq!(engine.info().kind, EngineKind::WebGpu);
        assert!(block_on(engine.run(&fixture.images())).is_ok());
    }
    let error = load(&[1, 1]).err().unwrap();
    assert!(matches!(error, Error::Engine(EngineError::GpuLost { .. } | EngineError::GpuFailed { .. })), "{error}");
}

/// The last layer of the second block no longer reads its input.
fn silence(trial: &mut Trial) -> Result<Logits, Error> {
    let silenced = [Silence { norm: format!("{CUT_LAYER}.norm1"), channels: 0..12 }];
    let weights = Fixture::parse(BC).weights();
    trial.engine.silence(&weights, &silenced)?;
    block_on(trial.engine.rerun())
}

const CUT_LAYER: &str = "features.denseblock2.denselayer6";

/// Only the steps from the cut on are carried out, and each of them must be.
#[test]
fn a_partial_pass_carries_out_its_own_steps_and_no_other() {
    let steps = Trial::new().steps();
    let first = {
        let engine = Trial::new().engine;
        let layer = engine.plan.index(CUT_LAYER).unwrap();
        engine.loaded.compiled.program().steps.iter().position(|step| step.layer == layer).unwrap()
    };
    for step in [0, 1, first - 1, first, first + 1, steps - 1] {
        let mut trial = Trial::new();
        trial.run_often(1);
        trial.engine.loaded.compiled.skip_step(step);
        let result = silence(&mut trial).map(drop);
        assert_eq!(result, if step < first { Ok(()) } else { Err(EngineError::GpuStale.into()) }, "step {step}");
    }
}

/// However late it begins: the steps that share a kernel take turns among those that run.
#[test]
fn a_partial_pass_that_computes_wrongly_is_noticed() {
    for before in 1..5 {
        let mut trial = Trial::new();
        trial.run_often(before);
        silence(&mut trial).unwrap();
        let weights = Fixture::parse(BC).weights();
        let last = [Silence { norm: "features.norm_final".into(), channels: 0..1 }];
        trial.engine.silence(&weights, &last).unwrap();
        trial.engine.loaded.network.scale_norms(&trial.engine.packed.norms, 0.5);
        assert!(is_wrong(block_on(trial.engine.rerun()).map(drop)), "after {before} passes");
        let mut trial = Trial::new();
        trial.run_often(before);
        let LoadedNetwork { network, compiled, choices, .. } = &mut trial.engine.loaded;
        compiled.replace_kernel(network, choices, ["weight += 18u;", "weight += 36u;"]);
        assert!(is_wrong(silence(&mut trial).map(drop)), "after {before} passes");
    }
}

/// It is the pass after the cut that fails.
#[test]
fn cutting_on_a_lost_device_is_an_error_and_no_crash() {
    let mut trial = Trial::new();
    trial.run_often(1);
    trial.engine.loaded.network.gpu.device.destroy();
    let error = silence(&mut trial).unwrap_err();
    assert!(matches!(error, Error::Engine(EngineError::GpuLost { .. } | EngineError::GpuFailed { .. })), "{error}");
}
