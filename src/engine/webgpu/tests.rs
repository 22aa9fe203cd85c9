//! The engine against PyTorch and the CPU engine, with every kernel and in both precisions. Needs a WebGPU adapter.

#[path = "../../../tests/support/mod.rs"]
mod support;

use pollster::block_on;
use support::{Fixture, compare_engines, compare_with_pytorch};

use super::{faults::Fault, kernel::Kernel, *};
use crate::{EngineChoice, Precision, engine::cpu::CpuEngine};

/// The largest error in single precision, relative to the largest value of a layer.
const TOLERANCE: f32 = 1e-4;

/// The same in half precision.
const HALF_TOLERANCE: f32 = 1e-2;

fn plan(fixture: &Fixture) -> Plan {
    Plan::new(&fixture.config, fixture.input.height, fixture.input.width).unwrap()
}

fn webgpu(fixture: &Fixture, options: &Options) -> WebGpuEngine {
    let gpu = block_on(Gpu::request()).unwrap();
    block_on(WebGpuEngine::new(gpu, &fixture.weights(), plan(fixture), Reason::Asked, options)).unwrap()
}

/// The CPU engine, after a pass over the fixture's images that agrees with PyTorch.
fn reference(fixture: &Fixture) -> CpuEngine {
    let mut cpu = CpuEngine::new(&fixture.weights(), plan(fixture), Reason::Asked);
    block_on(compare_with_pytorch(&mut cpu, fixture, TOLERANCE));
    cpu
}

fn options(precision: Option<Precision>, measure: Option<bool>, kernel_choices: Option<String>) -> Options {
    Options { engine: EngineChoice::WebGpu, precision, measure, kernel_choices }
}

/// Every candidate of every convolution, on channel counts and sizes that are multiples of nothing.
fn check_candidates(precision: Precision, tolerance: f32) {
    for json in [
        include_str!("../../../tests/fixtures/odd_imagenet.json"),
        include_str!("../../../tests/fixtures/odd_batch.json"),
        include_str!("../../../tests/fixtures/odd_deep.json"),
        include_str!("../../../tests/fixtures/odd_deep_blur.json"),
    ] {
        let fixture = Fixture::parse(json);
        let mut cpu = reference(&fixture);
        let kernels = [Kernel::Convolution1x1, Kernel::Convolution3x3];
        for &config in kernels.into_iter().flat_map(Kernel::candidates) {
            let choices = KernelChoices::uniform(config, precision).text();
            let mut engine = webgpu(&fixture, &options(None, None, Some(choices)));
            assert_eq!(engine.info().precision, precision);
            let pytorch = block_on(compare_with_pytorch(&mut engine, &fixture, tolerance));
            let cpu = block_on(compare_engines(&mut engine, &mut cpu, tolerance));
            println!("{} {config}: error {pytorch:.1e} to PyTorch, {cpu:.1e} to the CPU engine", fixture.case);
        }
    }
}

/// The precision this adapter uses when half precision is requested, and its tolerance. Without `shader-f16` that is f32,
/// unless `NEEDS_HALF_PRECISION=1` insists on an adapter that has it.
fn half_precision() -> (Precision, f32) {
    let gpu = block_on(Gpu::request()).unwrap();
    let has_half = gpu.has_half_precision();
    assert!(has_half || std::env::var_os("NEEDS_HALF_PRECISION").is_none(), "{} has no shader-f16", gpu.name());
    if has_half { (Precision::F16, HALF_TOLERANCE) } else { (Precision::F32, TOLERANCE) }
}

#[test]
fn all_candidates_agree_with_pytorch_and_the_cpu() {
    check_candidates(Precision::F32, TOLERANCE);
}

#[test]
fn all_candidates_agree_in_half_precision() {
    let (precision, tolerance) = half_precision();
    check_candidates(precision, tolerance);
}

#[test]
fn half_precision_is_close_to_pytorch_and_takes_half_the_memory() {
    let (expected, tolerance) = half_precision();
    for json in [
        include_str!("../../../tests/fixtures/densenet121_64.json"),
        include_str!("../../../tests/fixtures/densenet201_64.json"),
        include_str!("../../../tests/fixtures/cifar_bc_100_12.json"),
        include_str!("../../../tests/fixtures/cifar_plain_40_12.json"),
    ] {
        let fixture = Fixture::parse(json);
        let mut single = webgpu(&fixture, &options(Some(Precision::F32), Some(false), None));
        let mut half = webgpu(&fixture, &options(Some(Precision::F16), Some(false), None));
        assert_eq!(half.info().precision, expected);
        let pytorch = block_on(compare_with_pytorch(&mut half, &fixture, tolerance));
        block_on(single.run(&fixture.images())).unwrap();
        let difference = block_on(compare_engines(&mut half, &mut single, tolerance));
        println!("{} {expected:?}: error {pytorch:.1e} to PyTorch, {difference:.1e} to f32", fixture.case);
        let ratio = single.stats().activation_bytes.unwrap() as f64 / half.stats().activation_bytes.unwrap() as f64;
        assert!((ratio - 4.0 / expected.bytes() as f64).abs() < 0.01, "{ratio}");
    }
}

#[test]
fn the_precision_is_chosen_by_measurement_and_remembered() {
    let fixture = Fixture::parse(include_str!("../../../tests/fixtures/cifar_bc_40_12.json"));
    let (_, tolerance) = half_precision();
    let mut measured = webgpu(&fixture, &options(None, Some(true), None));
    block_on(compare_with_pytorch(&mut measured, &fixture, tolerance));
    let text = measured.kernel_choices().unwrap();
    // Choices measured in a requested precision say nothing about the other precision.
    let requested = webgpu(&fixture, &options(Some(Precision::F32), Some(true), None)).kernel_choices();
    assert!(requested.as_deref().and_then(KernelChoices::parse).is_some(), "{requested:?}");
    let unmeasured = webgpu(&fixture, &options(None, Some(false), requested));
    assert_eq!(unmeasured.kernel_choices(), None, "choices that weren't measured are not remembered");
    let again = webgpu(&fixture, &options(None, Some(false), Some(text.clone())));
    assert_eq!((again.info().precision, again.kernel_choices()), (measured.info().precision, Some(text)));
}

/// Measured choices work, are remembered as text, and leave no more pipelines than a pass needs.
#[test]
fn measured_choices_work_and_are_remembered() {
    let fixture = Fixture::parse(include_str!("../../../tests/fixtures/densenet121_64.json"));
    let precision = Some(Precision::F32);
    let text = webgpu(&fixture, &options(precision, Some(true), None)).kernel_choices().unwrap();
    assert!(KernelChoices::parse(&text).is_some(), "{text}");
    let mut measured = webgpu(&fixture, &options(precision, Some(false), Some(text.clone())));
    assert_eq!(measured.kernel_choices(), Some(text));
    let stats = measured.stats();
    assert_eq!(stats.dispatches, Some(126));
    assert!(stats.pipelines.is_some_and(|n| n <= 12), "{:?}", stats.pipelines);
    block_on(compare_with_pytorch(&mut measured, &fixture, TOLERANCE));
    assert_eq!(measured.stats().submits, Some(1));
    block_on(compare_engines(&mut measured, &mut reference(&fixture), TOLERANCE));
}

/// A network on the GPU, an image of another kind in every pass, and its logits on the CPU.
struct Trial {
    engine: WebGpuEngine,
    cpu: CpuEngine,
    pass: usize,
}

impl Trial {
    fn new() -> Self {
        let fixture = Fixture::parse(include_str!("../../../tests/fixtures/cifar_bc_40_12.json"));
        let cpu = CpuEngine::new(&fixture.weights(), plan(&fixture), Reason::Asked);
        let engine = webgpu(&fixture, &options(Some(Precision::F32), Some(false), None));
        Self { engine, cpu, pass: 0 }
    }

    /// The next pass, which must fail or be right.
    fn run(&mut self) -> Result<(), Error> {
        self.pass += 1;
        let data = (0..3 * 32 * 32).map(|i| ((i * self.pass) % 97) as f32 / 40.0 - 1.0).collect();
        let image = Images::new(data, [1, 3, 32, 32]).unwrap();
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

    fn maps(&mut self) -> Result<FeatureMaps, Error> {
        block_on(self.engine.feature_maps("features.denseblock2.denselayer3"))
    }

    fn inject(&self, fault: Option<Fault>) {
        self.engine.loaded.network.gpu.faults.fault.set(fault);
    }
}

const FAULTS: [Fault; 4] = [Fault::Zeros, Fault::Stale, Fault::Permuted, Fault::Scaled];

#[test]
fn a_faulty_read_back_is_noticed_in_the_call_that_it_hits() {
    for fault in FAULTS {
        for before in [1, 2, 50] {
            let mut trial = Trial::new();
            (0..before).for_each(|_| trial.run().unwrap());
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

#[test]
fn a_gpu_that_computes_wrongly_is_noticed_at_load_in_the_second_pass_and_within_the_budget_later() {
    // A kernel that computes something else, and a layer whose output stays as it was.
    let breakages: [fn(&mut Trial); 2] = [
        |trial| trial.engine.loaded.network.scale_norms(&trial.engine.packed.norms, 0.5),
        |trial| {
            trial.engine.known_answer.skip_step(20);
            trial.engine.loaded.compiled.skip_step(20);
        },
    ];
    for break_it in breakages {
        let mut trial = Trial::new();
        break_it(&mut trial);
        let loading = block_on(trial.engine.known_answer.check(&trial.engine.loaded.network));
        assert!(matches!(loading, Err(Error::Engine(EngineError::GpuWrong { .. }))));

        // The second pass is always checked.
        let mut trial = Trial::new();
        trial.run().unwrap();
        break_it(&mut trial);
        assert!(matches!(trial.run(), Err(Error::Engine(EngineError::GpuWrong { .. }))));

        let mut trial = Trial::new();
        trial.run_timed().unwrap();
        break_it(&mut trial);
        assert!(matches!(trial.run_timed(), Err(Error::Engine(EngineError::GpuWrong { .. }))));

        // So is the first one, if it comes late.
        let mut trial = Trial::new();
        break_it(&mut trial);
        trial.engine.known_answer.pretend_pause();
        assert!(matches!(trial.run(), Err(Error::Engine(EngineError::GpuWrong { .. }))));

        // Later passes are checked as often as the budget allows, and the first one after a pause.
        let mut trial = Trial::new();
        (0..3).for_each(|_| trial.run().unwrap());
        break_it(&mut trial);
        trial.engine.known_answer.pretend_pause();
        assert!(matches!(trial.run(), Err(Error::Engine(EngineError::GpuWrong { .. }))));
    }
}

/// Networks at the edge of the numbers run on a healthy GPU all the same.
#[test]
fn the_known_answer_accuses_no_healthy_gpu() {
    let (half, _) = half_precision();
    let small = Fixture::parse(include_str!("../../../tests/fixtures/odd_cifar.json")).config;
    let five_blocks = crate::DenseNetConfig { block_config: vec![1; 5], ..crate::DenseNetConfig::densenet121() };
    let one_class = crate::DenseNetConfig { num_classes: 1, ..small.clone() };
    for (config, last_layer) in [(small, 1e-10), (five_blocks, 1.0), (one_class, 1.0)] {
        let random = support::random_weights(&config);
        let last =
            format!("denseblock{}.denselayer{}.", config.block_config.len(), config.block_config.last().unwrap());
        let weights = Weights::from_fn(&config, |p| {
            let is_last = p.name.contains(&last) && p.shape.len() == 4;
            random.get(&p.name).iter().map(|number| if is_last { number * last_layer } else { *number }).collect()
        });
        for precision in [Precision::F32, half] {
            let plan = Plan::new(&config, 64, 64).unwrap();
            let options = options(Some(precision), Some(false), None);
            let gpu = block_on(Gpu::request()).unwrap();
            let engine = WebGpuEngine::new(gpu, weights.as_ref().unwrap(), plan, Reason::Asked, &options);
            assert!(block_on(engine).is_ok(), "{config:?} {precision:?}");
        }
    }
}
