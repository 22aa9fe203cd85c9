//! Cuts and the bookkeeping of calls.

use pollster::block_on;

use super::{
    tests::{close, images, in_f32, logits, session},
    *,
};
use crate::{DenseNetConfig, EngineChoice, config::Variant};

fn config() -> DenseNetConfig {
    DenseNetConfig::cifar(10, 4, Variant::BC).unwrap()
}

fn cut(layer: &str) -> Vec<Cut> {
    vec![Cut { layer: layer.into(), from: Some("input".into()), channel: None }]
}

fn rerun(session: &mut Session) -> Result<Vec<f32>, Error> {
    Ok(block_on(session.rerun())?.logits.data)
}

/// The features of earlier passes are gone, and so are the images that they were computed from.
#[test]
fn after_several_passes_the_images_of_the_last_one_run_again() {
    let mut session = session(&config());
    let whole = block_on(session.run(images(70), false)).unwrap().logits.data;
    session.set_cuts(cut("features.transition1")).unwrap();
    // Without a rerun that somebody asked for.
    let map = block_on(session.class_activation_map(2, 66)).unwrap();
    let attribution = block_on(session.attribution(2, 66)).unwrap();
    assert_eq!(block_on(session.attribution(2, 63)).unwrap_err(), InputError::FeaturesGone { image: 63 }.into());
    let unknown = InputError::UnknownImage { image: 70, images: 70 };
    assert_eq!(block_on(session.attribution(2, 70)).unwrap_err(), unknown.into());
    let again = rerun(&mut session).unwrap();
    let embedding = block_on(session.embedding()).unwrap();

    let run = block_on(session.run(images(70), false)).unwrap().logits.data;
    assert!(close(&again, &run[640..]) && !close(&again, &whole[640..]));
    assert!(close(&embedding, &block_on(session.embedding()).unwrap()));
    assert_eq!(map, block_on(session.class_activation_map(2, 66)).unwrap());
    assert!((attribution.logit - run[662]).abs() < 1e-4 * run[662].abs().max(1.0));
    let sum = attribution.origins.iter().map(|origin| origin.value).sum::<f32>() + attribution.bias;
    assert!((sum - attribution.logit).abs() < 1e-4 * sum.abs().max(1.0));
}

#[test]
fn images_of_any_size_are_read_with_the_cuts() {
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu] {
        let mut session = session(&config());
        let load = |weights| Session::new(weights, Metadata::default_for(&config()), in_f32(choice));
        let mut other = block_on(load(session.weights().clone())).unwrap();
        logits(&mut other);
        other.set_cuts(cut("features.denseblock2.denselayer1")).unwrap();
        session.set_cuts(cut("features.denseblock2.denselayer1")).unwrap();
        let mut large = || {
            let image = || vec![Images::new(vec![0.5; 3 * 40 * 24], [1, 3, 40, 24]).unwrap()];
            [&mut session, &mut other].map(|session| block_on(session.run(image(), false)).unwrap().logits.data)
        };
        let [expected, found] = large();
        assert!(close(&found, &expected), "{choice:?}");
        assert!(close(&rerun(&mut other).unwrap(), &expected), "{choice:?}");
    }
}

/// Otherwise the predictions would be those of the images before.
#[test]
fn a_call_that_failed_is_not_run_again() {
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu, EngineChoice::Burn] {
        let weights = session(&config()).weights().clone();
        let mut session = block_on(Session::new(weights, Metadata::default_for(&config()), choice)).unwrap();
        assert_eq!(rerun(&mut session).unwrap_err(), EngineError::NothingRun.into());
        let expected = logits(&mut session);
        assert!(close(&rerun(&mut session).unwrap(), &expected));
        let tiny = Images::new(vec![0.0; 3], [1, 3, 1, 1]).unwrap();
        assert!(block_on(session.run(vec![tiny], false)).is_err());
        session.set_cuts(cut("classifier")).unwrap();
        assert_eq!(rerun(&mut session).unwrap_err(), EngineError::NothingRun.into(), "{choice:?}");
        let cut_off = logits(&mut session);
        assert!(!close(&cut_off, &expected));
        assert!(close(&rerun(&mut session).unwrap(), &cut_off));
    }
}

#[test]
fn refused_cuts_change_nothing() {
    let mut session = session(&config());
    logits(&mut session);
    session.set_cuts(cut("features.transition2")).unwrap();
    let before = rerun(&mut session).unwrap();
    let mut impossible = cut("features.transition1");
    impossible.extend(cut("features.conv0"));
    assert_eq!(session.set_cuts(impossible).unwrap_err().code(), "invalid-input");
    assert_eq!(session.set_cuts(cut("features.transition9")).unwrap_err().code(), "unknown-layer");
    assert_eq!(session.cuts(), cut("features.transition2"));
    assert_eq!(rerun(&mut session).unwrap(), before);
}
