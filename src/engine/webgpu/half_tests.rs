//! Networks whose numbers f16 can't hold. Needs a WebGPU adapter; one without `shader-f16` computes in f32 anyway.

use pollster::block_on;

use super::{
    kernel_config::KernelConfig,
    tests::{
        TOLERANCE, half_precision, options, plan,
        support::{Fixture, random_images, relative_error},
    },
    *,
};
use crate::{
    Metadata, Session,
    cuts::{Cut, Silence},
    engine::cpu::CpuEngine,
};

const LAST_LAYER: &str = "features.denseblock3.denselayer6";

fn fixture() -> Fixture {
    Fixture::parse(include_str!("../../../tests/fixtures/cifar_bc_40_12.json"))
}

/// The fixture's network with all features of the last block multiplied by `factor`, and the same logits: the norms that
/// read these features undo it.
fn scaled_features(fixture: &Fixture, factor: f32) -> Weights {
    let original = fixture.weights();
    let last_norm = fixture.config.stem.final_norm_name();
    Weights::from_fn(&fixture.config, |p| {
        let numbers = original.get(&p.name).to_vec();
        let (module, field) = p.name.rsplit_once('.').unwrap();
        let in_block = module.starts_with("features.denseblock3");
        let undoes = module == last_norm || in_block && module.ends_with("norm1");
        let writes = module == "features.transition2.conv" || in_block && module.ends_with("conv2");
        let times = |factor: f32| numbers.iter().map(|number| number * factor).collect();
        match field {
            "weight" if writes => times(factor),
            "running_mean" if undoes => times(factor),
            "running_var" if undoes => times(0.0),
            "weight" if undoes => {
                let variances = original.get(&format!("{module}.running_var"));
                let scale = |(gamma, variance): (&f32, &f32)| gamma * (1e-5 / (variance + 1e-5)).sqrt() / factor;
                numbers.iter().zip(variances).map(scale).collect()
            }
            _ => numbers,
        }
    })
    .unwrap()
}

/// The fixture's network with the output of one bottleneck multiplied by `factor`, and the same logits.
fn scaled_bottleneck(fixture: &Fixture, factor: f32) -> Weights {
    let original = fixture.weights();
    Weights::from_fn(&fixture.config, |p| {
        let factor = match p.name.strip_prefix("features.denseblock2.denselayer3.") {
            Some("norm2.weight" | "norm2.bias") => factor,
            Some("conv2.weight") => 1.0 / factor,
            _ => 1.0,
        };
        original.get(&p.name).iter().map(|number| number * factor).collect()
    })
    .unwrap()
}

fn load(fixture: &Fixture, weights: &Weights, options: &Options) -> Result<WebGpuEngine, Error> {
    let gpu = block_on(Gpu::request()).unwrap();
    block_on(WebGpuEngine::new(gpu, weights, plan(fixture), Reason::Asked, options))
}

/// As if f16 had been measured to be faster.
fn measured_half() -> Options {
    options(None, Some(false), Some(KernelChoices::uniform(KernelConfig::direct(8, 2), Precision::F16).text()))
}

fn asked_half() -> Options {
    options(Some(Precision::F16), Some(false), None)
}

#[test]
fn numbers_that_f16_can_not_hold_are_noticed_at_load_and_computed_in_f32() {
    let (fixture, (half, _)) = (fixture(), half_precision());
    let expected = block_on(CpuEngine::new(&fixture.weights(), plan(&fixture), Reason::Asked).run(&fixture.images()));
    let expected = expected.unwrap().data;
    // Too large in the block, in the scratch buffer, in the weights; so small that nothing is left.
    let overflow = EngineError::GpuOverflow;
    let cases = [
        (scaled_features(&fixture, 1e6), Some(&overflow)),
        (scaled_bottleneck(&fixture, 3e4), Some(&overflow)),
        (scaled_features(&fixture, 1e7), Some(&overflow)),
        (scaled_features(&fixture, 1e-7), None),
    ];
    for (case, (weights, error)) in cases.iter().enumerate() {
        let mut engine = load(&fixture, weights, &measured_half()).unwrap();
        assert_eq!(engine.info().precision, Precision::F32, "case {case}");
        let logits = block_on(engine.run(&fixture.images())).unwrap().data;
        let error_in_f32 = relative_error(&logits, &expected);
        assert!(error_in_f32 < 10.0 * TOLERANCE, "case {case}: {error_in_f32}");
        if half == Precision::F16 {
            // It was asked for, so nothing else will do.
            let refusal = load(&fixture, weights, &asked_half()).err().unwrap();
            match error {
                Some(error) => assert_eq!(refusal, Error::Engine((*error).clone()), "case {case}"),
                None => assert!(matches!(refusal, Error::Engine(EngineError::GpuWrong { .. })), "{refusal}"),
            }
        }
    }
}

/// The known answer fits into f16, an image later doesn't: its logits, the maps and the embedding come in f32.
#[test]
fn a_pass_that_overflows_f16_is_run_again_in_f32() {
    let (fixture, (half, _)) = (fixture(), half_precision());
    let mut cpu = CpuEngine::new(&fixture.weights(), plan(&fixture), Reason::Asked);
    block_on(cpu.run(&random_images(1, 32, 32))).unwrap();
    let largest = block_on(cpu.feature_maps(LAST_LAYER)).unwrap().data.into_iter().fold(0.0, f32::max);
    let weights = scaled_features(&fixture, 1e4 / largest);
    let session = Session::new(weights.clone(), Metadata::default_for(&fixture.config), asked_half());
    let mut session = block_on(session).unwrap();
    let ordinary = random_images(1, 32, 32);
    block_on(session.run(vec![ordinary.clone()], false)).unwrap();
    assert_eq!(session.engine().info().precision, half);

    let large = Images::new(ordinary.data().iter().map(|number| number * 100.0).collect(), [1, 3, 32, 32]).unwrap();
    let logits = block_on(session.run(vec![large.clone()], false)).unwrap().logits.data;
    let mut cpu = CpuEngine::new(&weights, plan(&fixture), Reason::Asked);
    let expected = block_on(cpu.run(&large)).unwrap().data;
    assert!(relative_error(&logits, &expected) < 10.0 * TOLERANCE);
    let maps = block_on(session.feature_maps(LAST_LAYER)).unwrap().data;
    assert!(relative_error(&maps, &block_on(cpu.feature_maps(LAST_LAYER)).unwrap().data) < 10.0 * TOLERANCE);
    let info = session.engine().info();
    assert_eq!((info.kind, info.precision), (EngineKind::WebGpu, Precision::F32));
    if half == Precision::F16 {
        assert_eq!(info.reason, Reason::HalfFailed { error: EngineError::GpuOverflow.into() });
    }
}

/// The network that takes over has the same cuts.
#[test]
fn a_cut_network_that_overflows_f16_is_run_again_in_f32_with_its_cuts() {
    let (fixture, (half, _)) = (fixture(), half_precision());
    let weights = scaled_features(&fixture, 1e2);
    let session = Session::new(weights.clone(), Metadata::default_for(&fixture.config), asked_half());
    let mut session = block_on(session).unwrap();
    let ordinary = random_images(1, 32, 32);
    block_on(session.run(vec![ordinary.clone()], false)).unwrap();
    let cut = Cut { layer: "classifier".into(), from: Some("input".into()), channel: None };
    session.set_cuts(vec![cut.clone()]).unwrap();
    block_on(session.rerun()).unwrap();
    assert_eq!(session.engine().info().precision, half);

    let large = Images::new(ordinary.data().iter().map(|number| number * 1e4).collect(), [1, 3, 32, 32]).unwrap();
    let logits = block_on(session.run(vec![large.clone()], false)).unwrap().logits.data;
    let mut cpu = CpuEngine::new(&weights, plan(&fixture), Reason::Asked);
    cpu.silence(&weights, &[Silence { norm: "features.norm_final".into(), channels: 0..60 }]).unwrap();
    let expected = block_on(cpu.run(&large)).unwrap().data;
    assert!(relative_error(&logits, &expected) < 10.0 * TOLERANCE);
    assert_eq!((session.cuts(), session.engine().info().precision), (&[cut][..], Precision::F32));
    session.set_cuts(Vec::new()).unwrap();
    let restored = block_on(session.rerun()).unwrap().logits.data;
    cpu.silence(&weights, &[]).unwrap();
    assert!(relative_error(&restored, &block_on(cpu.rerun()).unwrap().data) < 10.0 * TOLERANCE);
}

/// An input that f16 can't hold is noticed before it is uploaded.
#[test]
fn an_image_beyond_f16_is_computed_in_f32() {
    let (fixture, (half, _)) = (fixture(), half_precision());
    let mut engine = load(&fixture, &fixture.weights(), &asked_half()).unwrap();
    let image = Images::new(vec![7e4; 3 * 32 * 32], [1, 3, 32, 32]).unwrap();
    let error = block_on(engine.run(&image)).err();
    assert_eq!(error, (half == Precision::F16).then(|| EngineError::GpuOverflow.into()));
}
