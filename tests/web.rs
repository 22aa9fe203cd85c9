//! All engines in a real browser with a real WebGPU adapter: run by `wasm-pack test`. No adapter is a failure.
#![cfg(target_arch = "wasm32")]

mod support;

use densenet_web::{
    Engine, EngineChoice, Error,
    engine::{EngineKind, Reason, load},
    error::EngineError,
    preprocess::Images,
    web,
};
use support::{Fixture, compare_engines, compare_with_pytorch, in_f32};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const TOLERANCE: f32 = 1e-4;

async fn engine(fixture: &Fixture, choice: EngineChoice) -> Box<dyn Engine> {
    let size = [fixture.input.height, fixture.input.width];
    load(&fixture.weights(), size, in_f32(choice)).await.unwrap_or_else(|e| panic!("{}: {e}", fixture.case))
}

async fn check(json: &str) {
    let fixture = Fixture::parse(json);
    let mut burn = engine(&fixture, EngineChoice::Burn).await;
    compare_with_pytorch(burn.as_mut(), &fixture, TOLERANCE).await;
    for (choice, kind) in [(EngineChoice::Cpu, EngineKind::Cpu), (EngineChoice::WebGpu, EngineKind::WebGpu)] {
        let mut engine = engine(&fixture, choice).await;
        assert_eq!(engine.info().kind, kind);
        compare_with_pytorch(engine.as_mut(), &fixture, TOLERANCE).await;
        compare_engines(engine.as_mut(), burn.as_mut(), TOLERANCE).await;
    }
}

macro_rules! cases {
    ($($case:ident),* $(,)?) => {
        $(#[wasm_bindgen_test]
        async fn $case() {
            check(include_str!(concat!("fixtures/", stringify!($case), ".json"))).await;
        })*
    };
}

cases! { densenet121_64, cifar_bc_40_12, cifar_plain_40_12, odd_imagenet, odd_cifar, odd_batch, odd_deep,
odd_deep_blur, odd_headless }

#[wasm_bindgen_test]
async fn auto_prefers_the_cpu_to_a_software_adapter() {
    let fixture = Fixture::parse(include_str!("fixtures/odd_cifar.json"));
    let engine = engine(&fixture, EngineChoice::Auto).await;
    assert_eq!(engine.info().kind, EngineKind::Cpu);
    assert!(matches!(engine.info().reason, Reason::Software { .. }), "{}", engine.info().reason);
}

#[wasm_bindgen_test]
async fn sizes_may_change_between_passes() {
    let fixture = Fixture::parse(include_str!("fixtures/odd_batch.json"));
    let mut burn = engine(&fixture, EngineChoice::Burn).await;
    let mut cpu = engine(&fixture, EngineChoice::Cpu).await;
    let mut webgpu = engine(&fixture, EngineChoice::WebGpu).await;
    assert!(matches!(webgpu.feature_maps("features.conv0").await, Err(Error::Engine(EngineError::NothingRun))));
    for (count, height, width) in [(1, 33, 50), (4, 40, 33), (1, 64, 64)] {
        let images = support::random_images(count, height, width);
        let expected = burn.run(&images).await.unwrap();
        for engine in [&mut cpu, &mut webgpu] {
            let logits = engine.run(&images).await.unwrap();
            assert!(support::relative_error(&logits.data, &expected.data) < TOLERANCE);
            compare_engines(engine.as_mut(), burn.as_mut(), TOLERANCE).await;
        }
    }
    let too_small = support::random_images(1, 1, 1);
    assert!(webgpu.run(&too_small).await.is_err());
}

#[wasm_bindgen_test]
async fn a_pass_beyond_the_memory_is_an_error_and_the_engine_stays_usable() {
    let fixture = Fixture::parse(include_str!("fixtures/cifar_bc_40_12.json"));
    let large = Images::new(vec![0.5; 3 * 4096 * 4096], [1, 3, 4096, 4096]).unwrap();
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu, EngineChoice::Burn] {
        let mut engine = engine(&fixture, choice).await;
        let error = engine.run(&large).await.unwrap_err();
        let is_named =
            error.code() == "out-of-memory" || matches!(error, Error::Engine(EngineError::GpuBufferTooLarge { .. }));
        assert!(is_named, "{choice:?}: {error}");
        compare_with_pytorch(engine.as_mut(), &fixture, TOLERANCE).await;
    }
}

#[wasm_bindgen_test]
async fn the_facade_describes_and_explains_itself() {
    let plan = web::plan_network("densenet121", 224, 224).unwrap();
    assert!(plan.contains(r#""parameters":7978856"#) && plan.contains(r#""memory":{"#));
    assert!(web::plan_network("resnet50", 224, 224).is_err());
    let config = r#"{"growth_rate":4,"block_config":[2,2],"num_init_features":8,"bn_size":2,"compression_rate":0.5,
        "num_classes":3,"stem":"cifar"}"#;
    let network = web::Network::random(
        config.into(),
        None,
        Some(vec!["a".into(), "b".into(), "c".into()]),
        "webgpu".into(),
        "auto".into(),
        None,
    );
    let mut network = network.await.unwrap();
    let image = network.prepare(&[200; 40 * 30 * 4], 40, 30).unwrap();
    let predictions = network.classify(vec![image], 2, true).await.unwrap();
    assert!(predictions.contains(r#""label":""#), "{predictions}");
    assert_eq!(network.embedding().await.unwrap().length(), 16);
    assert_eq!(network.class_activation_map(1, 0).await.unwrap().shape(), [1, 1, 16, 16]);
    assert_eq!(network.feature_maps("features.denseblock2.denselayer2".into()).await.unwrap().shape(), [1, 4, 16, 16]);
    assert!(network.feature_reuse().contains(r#""block":2"#));
    let checkpoint = web::Checkpoint::new(3.0).unwrap();
    let refused = checkpoint.load(None, None, "cpu".into(), "auto".into(), None, None).await;
    assert_eq!(refused.err().map(|e| e.code()), Some("invalid-weights"));
}
