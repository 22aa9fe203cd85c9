//! The engine against PyTorch and the CPU engine, with every kernel and in both precisions. Needs a WebGPU adapter.

#[path = "../../../tests/support/mod.rs"]
pub(super) mod support;

use pollster::block_on;
use support::{Fixture, compare_engines, compare_with_pytorch};

use super::{kernel::Kernel, kernel_config::KernelConfig, *};
use crate::{EngineChoice, Precision, engine::cpu::CpuEngine};

/// The largest error in single precision, relative to the largest value of a layer.
pub(super) const TOLERANCE: f32 = 1e-4;

/// The same in half precision.
const HALF_TOLERANCE: f32 = 1e-2;

pub(super) fn plan(fixture: &Fixture) -> Plan {
    Plan::new(&fixture.config, fixture.input.height, fixture.input.width).unwrap()
}

pub(super) fn webgpu(fixture: &Fixture, options: &Options) -> WebGpuEngine {
    let gpu = block_on(Gpu::request()).unwrap();
    block_on(WebGpuEngine::new(gpu, &fixture.weights(), plan(fixture), Reason::Asked, options)).unwrap()
}

/// The CPU engine, after a pass over the fixture's images that agrees with PyTorch.
fn reference(fixture: &Fixture) -> CpuEngine {
    let mut cpu = CpuEngine::new(&fixture.weights(), plan(fixture), Reason::Asked);
    block_on(compare_with_pytorch(&mut cpu, fixture, TOLERANCE));
    cpu
}

pub(super) fn options(precision: Option<Precision>, measure: Option<bool>, kernel_choices: Option<String>) -> Options {
    Options { engine: EngineChoice::WebGpu, precision, measure, kernel_choices, ..Options::default() }
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
pub(super) fn half_precision() -> (Precision, f32) {
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

/// Times everything that can be timed. Meanwhile, a pass's features and logits stay.
fn tune(engine: &mut WebGpuEngine, fixture: &Fixture) -> String {
    assert!(!block_on(engine.tune()).unwrap(), "before the first pass, nothing is timed");
    let logits = block_on(engine.run(&fixture.images())).unwrap();
    let layer = engine.plan.layers.iter().rfind(|layer| layer.kind == crate::plan::LayerKind::DenseLayer);
    let layer = layer.unwrap().name.clone();
    let features = block_on(engine.feature_maps(&layer)).unwrap();
    while block_on(engine.tune()).unwrap() {
        match &mut engine.timing {
            Timing::Kernels(measurement) => measurement.contest.hurry(),
            Timing::Precision(comparison) => comparison.contest.hurry(),
            Timing::Nothing => {}
        }
    }
    // Up to the rounding of the kernels that were chosen.
    let close = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= TOLERANCE * b.abs().max(1.0));
    assert!(close(&block_on(engine.feature_maps(&layer)).unwrap().data, &features.data));
    assert_eq!(block_on(engine.rerun()).unwrap(), logits);
    engine.kernel_choices().unwrap()
}

#[test]
fn the_precision_is_chosen_by_measurement_and_remembered() {
    let fixture = Fixture::parse(include_str!("../../../tests/fixtures/cifar_bc_40_12.json"));
    let (_, tolerance) = half_precision();
    let mut measured = webgpu(&fixture, &options(None, Some(true), None));
    assert_eq!(measured.kernel_choices(), None, "nothing was measured yet");
    let text = tune(&mut measured, &fixture);
    block_on(compare_with_pytorch(&mut measured, &fixture, TOLERANCE));
    let choices = KernelChoices::parse(&text).unwrap();
    assert!(choices.is_compared, "{text}");
    let unmeasured = webgpu(&fixture, &options(None, Some(false), None));
    assert_eq!(unmeasured.kernel_choices(), None, "choices that weren't measured are not remembered");
    let mut again = webgpu(&fixture, &options(None, Some(true), Some(text.clone())));
    assert_eq!((again.info().precision, again.kernel_choices()), (choices.precision, Some(text)));
    block_on(compare_with_pytorch(&mut again, &fixture, tolerance));
    assert!(!block_on(again.tune()).unwrap(), "everything is known");
    // For another precision, they say nothing.
    let other = if choices.precision == Precision::F32 { Precision::F16 } else { Precision::F32 };
    let other = webgpu(&fixture, &options(Some(other), Some(true), again.kernel_choices()));
    assert!(other.kernel_choices().is_none() || other.info().precision == choices.precision);
}

/// What runs before anything is measured, over several images and in both precisions.
#[test]
fn the_defaults_agree_with_pytorch() {
    let densenet = include_str!("../../../tests/fixtures/densenet121_64.json");
    let batch = include_str!("../../../tests/fixtures/odd_batch.json");
    for ((precision, tolerance), json) in
        [((Precision::F32, TOLERANCE), densenet), (half_precision(), densenet), ((Precision::F32, TOLERANCE), batch)]
    {
        let fixture = Fixture::parse(json);
        // No kernel has this as a candidate.
        let choices = KernelChoices::uniform(KernelConfig::direct(1, 1), precision).text();
        let mut engine = webgpu(&fixture, &options(None, None, Some(choices)));
        let error = block_on(compare_with_pytorch(&mut engine, &fixture, tolerance));
        println!("{} {precision:?}: error {error:.1e} to PyTorch", fixture.case);
        assert_eq!(engine.stats().submits, Some(1));
    }
}

/// Measured choices work, are remembered as text, and leave no more pipelines than a pass needs.
#[test]
fn measured_choices_work_and_are_remembered() {
    let fixture = Fixture::parse(include_str!("../../../tests/fixtures/odd_imagenet.json"));
    let precision = Some(Precision::F32);
    let mut tuned = webgpu(&fixture, &options(precision, Some(true), None));
    let text = tune(&mut tuned, &fixture);
    let kernels = |engine: &WebGpuEngine| engine.stats().pipelines.unwrap();
    let mut measured = webgpu(&fixture, &options(precision, Some(false), Some(text.clone())));
    assert_eq!(measured.kernel_choices(), Some(text));
    assert_eq!(kernels(&tuned), kernels(&measured));
    for engine in [&mut tuned, &mut measured] {
        block_on(compare_with_pytorch(engine, &fixture, TOLERANCE));
        assert_eq!(engine.stats().submits, Some(1));
        block_on(compare_engines(engine, &mut reference(&fixture), TOLERANCE));
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

/// A pass in several submits has the same result, with and without timestamps.
#[test]
fn a_large_pass_is_divided_into_submits() {
    let fixture = Fixture::parse(include_str!("../../../tests/fixtures/odd_batch.json"));
    let mut engine = webgpu(&fixture, &options(Some(Precision::F32), Some(false), None));
    let whole = block_on(engine.run(&fixture.images())).unwrap();
    assert_eq!(engine.stats().submits, Some(1));
    engine.loaded.compiled.divide(1);
    let timed = block_on(engine.run_timed(&fixture.images())).unwrap().0;
    let divided = block_on(engine.run(&fixture.images())).unwrap();
    assert_eq!((&timed, &divided), (&whole, &whole));
    assert!(engine.stats().submits.is_some_and(|submits| submits > 5), "{:?}", engine.stats().submits);
    engine.loaded.compiled.skip_step(1);
    assert_eq!(block_on(engine.run(&fixture.images())).unwrap_err(), EngineError::GpuStale.into());
}

/// What precedes the first silent norm isn't even read: it is destroyed here. The known answer, which has no cuts, is still
/// compared, and so are the samples of what runs.
#[test]
fn what_comes_before_a_cut_is_not_computed_again() {
    let fixture = Fixture::parse(include_str!("../../../tests/fixtures/odd_batch.json"));
    let (weights, images) = (fixture.weights(), fixture.images());
    let silence = [Silence { norm: "features.denseblock2.denselayer2.norm1".into(), channels: 3..9 }];
    let options = options(Some(Precision::F32), Some(false), None);
    let mut engine = webgpu(&fixture, &options);
    engine.silence(&weights, &silence).unwrap();
    let expected = block_on(engine.run(&images)).unwrap();
    engine.silence(&weights, &[]).unwrap();
    let whole = block_on(engine.rerun()).unwrap();
    assert_ne!(whole, expected);
    engine.silence(&weights, &silence).unwrap();
    let LoadedNetwork { network, compiled, .. } = &engine.loaded;
    let nothing = vec![f32::NAN; images.data().len()];
    compiled.buffers.write_images(network, &nothing).unwrap();
    assert_eq!(block_on(engine.rerun()).unwrap(), expected);
    engine.known_answer.pretend_pause();
    engine.silence(&weights, &[]).unwrap();
    assert_eq!(block_on(engine.rerun()).unwrap(), whole);
}
