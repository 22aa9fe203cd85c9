//! Faults of GPUs in the backward pass: each is noticed. Needs a WebGPU adapter.

use pollster::block_on;

use super::{
    fault_tests::{BC, DEEP, FAULTS, IMAGENET, Trial, is_wrong},
    tests::support::Fixture,
    *,
};

/// Of a trial that has run.
fn differentiate(trial: &mut Trial, weights: &Weights) -> Result<BackwardPass, Error> {
    let mut logits = vec![0.0; trial.engine.plan.config.num_classes];
    logits[1] = 1.0;
    block_on(trial.engine.differentiate(weights, 0, &logits))
}

#[test]
fn a_faulty_read_back_of_gradients_is_noticed() {
    let weights = Fixture::parse(BC).weights();
    for fault in FAULTS {
        let mut trial = Trial::new();
        trial.run().unwrap();
        differentiate(&mut trial, &weights).unwrap();
        trial.inject(Some(fault));
        assert_eq!(differentiate(&mut trial, &weights).unwrap_err(), EngineError::GpuStale.into(), "{fault:?}");
        trial.inject(None);
        differentiate(&mut trial, &weights).unwrap();
    }
}

/// Whichever step is lost, of those that are carried out again too.
#[test]
fn a_step_of_the_backward_pass_that_is_not_carried_out_is_noticed() {
    for json in [BC, DEEP] {
        let weights = Fixture::parse(json).weights();
        let mut trial = Trial::of(json);
        trial.run().unwrap();
        differentiate(&mut trial, &weights).unwrap();
        let backward = trial.engine.backward.as_mut().unwrap();
        for step in 0..backward.steps() {
            let backward = trial.engine.backward.as_mut().unwrap();
            let before = backward.skip_step(&mut trial.engine.loaded.compiled, step, [0; 3]);
            assert_eq!(differentiate(&mut trial, &weights).unwrap_err(), EngineError::GpuStale.into(), "step {step}");
            let backward = trial.engine.backward.as_mut().unwrap();
            backward.skip_step(&mut trial.engine.loaded.compiled, step, before);
        }
        differentiate(&mut trial, &weights).unwrap();
    }
}

/// In a GPU's first backward pass, wrong arithmetic is noticed in each of the kernels that only this pass uses.
#[test]
fn a_gpu_that_computes_wrong_gradients_is_noticed() {
    let edits = [
        (BC, ["destination[thread] = value", "destination[thread] = value * 0.9"]),
        (BC, ["before + gradient * norm.x", "before + gradient * norm.y"]),
        (BC, ["effect += gradient * activated", "effect += gradient"]),
        (DEEP, ["is_largest && select(own >= other, own > other, comes_first)", "own <= other"]),
        (DEEP, ["sum += gradient * part", "sum += gradient * part * 0.9"]),
        (IMAGENET, ["weight += filter_distance", "weight += 1u"]),
    ];
    for (json, edit) in edits {
        let mut trial = Trial::of(json);
        trial.run().unwrap();
        trial.engine.loaded.network.pipelines.edit = Some(edit);
        let error = differentiate(&mut trial, &Fixture::parse(json).weights()).map(drop);
        assert!(is_wrong(error), "{edit:?}");
    }
}
