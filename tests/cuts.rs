//! Cut networks on all engines against PyTorch, whose channels were set to 0 after norm and ReLU.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use densenet_web::{
    EngineChoice, Metadata, Precision, Session,
    cuts::Cut,
    engine::{Logits, Options},
};
use pollster::block_on;
use serde::Deserialize;
use support::{Fixture, Layer};

#[derive(Deserialize)]
struct Fixtures {
    networks: Vec<Network>,
}

#[derive(Deserialize)]
struct Network {
    case: String,
    cuts: Vec<Cut>,
    logits: Vec<Vec<f32>>,
    maps: Layer,
}

/// The largest difference, relative to the largest number.
fn error(found: &[f32], expected: &[f32]) -> f32 {
    assert_eq!(found.len(), expected.len());
    let largest = expected.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
    let differences = found.iter().zip(expected).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f32::max) / largest.max(1e-3)
}

/// Compares the logits and the last maps of a session's last pass with PyTorch's.
fn compare(session: &mut Session, network: &Network, logits: &Logits) -> f32 {
    let maps = block_on(session.feature_maps(&network.maps.name)).expect("the maps can be read").data;
    let sampled: Vec<f32> = network.maps.indices.iter().map(|&at| maps[at]).collect();
    let of_maps = error(&sampled, &network.maps.values)
        * (network.maps.values.iter().fold(1e-3f32, |m, v| m.max(v.abs())) / network.maps.max_abs.max(1e-3));
    of_maps.max(error(&logits.data, &network.logits.concat()))
}

fn check(choice: EngineChoice, precision: Precision, tolerance: f32) {
    let all: Fixtures = serde_json::from_str(include_str!("fixtures/cuts.json")).expect("the fixture is readable");
    let mut worst = 0.0f32;
    for networks in all.networks.chunk_by(|a, b| a.case == b.case) {
        let case = &networks[0].case;
        let path = format!("{}/tests/fixtures/{case}.json", env!("CARGO_MANIFEST_DIR"));
        let fixture = Fixture::parse(&std::fs::read_to_string(path).expect("the network's fixture is there"));
        let metadata = Metadata::default_for(&fixture.config);
        let options = Options { precision: Some(precision), ..choice.into() };
        let mut session = block_on(Session::new(fixture.weights(), metadata, options)).expect("the engine is there");
        if session.engine().info().precision != precision {
            assert!(std::env::var_os("NEEDS_HALF_PRECISION").is_none(), "{choice:?} has no {precision:?} here");
            println!("{choice:?} has no {precision:?} here: nothing was compared");
            return;
        }
        let whole = block_on(session.run(vec![fixture.images()], false)).expect("the pass runs").logits;
        for network in networks {
            session.set_cuts(network.cuts.clone()).expect("the cuts are possible");
            // The maps first: nobody asks for a pass, and they must not be those of before.
            let logits = Logits { data: network.logits.concat(), classes: whole.classes };
            let mut found = compare(&mut session, network, &logits);
            let again = block_on(session.rerun()).expect("the pass runs again").logits;
            found = found.max(compare(&mut session, network, &again));
            let run = block_on(session.run(vec![fixture.images()], false)).expect("the pass runs").logits;
            found = found.max(compare(&mut session, network, &run));
            assert!(found < tolerance, "{choice:?} {case}, {} cuts: off by {found}", network.cuts.len());
            worst = worst.max(found);
            session.set_cuts(Vec::new()).expect("there is nothing to refuse");
            let restored = block_on(session.rerun()).expect("the pass runs again").logits;
            assert!(error(&restored.data, &whole.data) < 1e-6, "{choice:?} {case}: not what it was");
        }
    }
    println!("{choice:?} in {precision:?}: cut networks are off PyTorch's by {worst:.1e}");
}

#[test]
fn the_cpu_engine_agrees_with_pytorch() {
    check(EngineChoice::Cpu, Precision::F32, 1e-4);
}

#[test]
fn burn_agrees_with_pytorch() {
    check(EngineChoice::Burn, Precision::F32, 1e-4);
}

#[test]
fn the_webgpu_engine_agrees_with_pytorch() {
    check(EngineChoice::WebGpu, Precision::F32, 1e-4);
}

#[test]
fn the_webgpu_engine_agrees_with_pytorch_in_half_precision() {
    check(EngineChoice::WebGpu, Precision::F16, 1e-2);
}

/// Measured connections, the first-order estimates and the parts of a logit agree where they must.
#[test]
fn connections_are_measured() {
    let path = format!("{}/tests/fixtures/cifar_bc_40_12.json", env!("CARGO_MANIFEST_DIR"));
    let fixture = Fixture::parse(&std::fs::read_to_string(path).expect("the network's fixture is there"));
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu, EngineChoice::Burn] {
        let metadata = Metadata::default_for(&fixture.config);
        let mut session = block_on(Session::new(fixture.weights(), metadata, choice)).expect("the engine is there");
        let logits = block_on(session.run(vec![fixture.images()], false)).expect("the pass runs").logits.data;
        let last = "features.denseblock3.denselayer6";
        // A cut that exists already stays, and measuring goes on from there.
        let kept = Cut { layer: "features.transition1".into(), from: Some("input".into()), channel: None };
        for cuts in [vec![], vec![kept]] {
            session.set_cuts(cuts.clone()).expect("the cut is possible");
            let before = block_on(session.rerun()).expect("the pass runs").logits.data;
            let attribution = block_on(session.attribution(3, 0)).expect("there is a classifier");
            assert!((attribution.logit - before[3]).abs() < 1e-4 * before[3].abs().max(1.0));
            assert_eq!(attribution.origins.len(), 7);
            assert_eq!(
                (attribution.origins[0].layer.as_str(), attribution.origins[0].channels),
                ("features.transition2", 60)
            );
            let share = attribution.origins[6].value;
            assert_eq!(attribution.origins[6].layer, last);
            // What the classifier reads is linear in what is cut.
            let drop = block_on(session.measure_connection("classifier", last, 3, 0)).expect("it can be measured");
            assert!((drop - share).abs() < 1e-4, "{choice:?}: {drop}, not {share}");
            let drop = block_on(session.measure_connection(last, "input", 3, 0)).expect("it can be measured");
            let mut more = cuts.clone();
            more.push(Cut { layer: last.into(), from: Some("features.transition2".into()), channel: None });
            session.set_cuts(more).expect("the cut is possible");
            let after = block_on(session.rerun()).expect("the pass runs").logits.data[3];
            assert!((before[3] - after - drop).abs() < 1e-5, "{choice:?}: {drop}");
            assert!(drop.abs() > 1e-3, "this cut matters");
        }
        session.set_cuts(Vec::new()).expect("there is nothing to refuse");
        let restored = block_on(session.rerun()).expect("the pass runs").logits.data;
        assert!(error(&restored, &logits) < 1e-6);
        assert!(block_on(session.measure_connection(last, last, 3, 0)).is_err());
        assert!(block_on(session.measure_connection(last, "input", 10, 0)).is_err());
        assert!(block_on(session.measure_connection(last, "input", 3, 1)).is_err());
        assert!(session.cuts().is_empty());
    }
}
