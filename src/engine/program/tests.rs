use super::*;
use crate::{DenseNetConfig, Weights};

fn program(config: &DenseNetConfig, size: usize, images: usize) -> (Plan, Program) {
    let plan = Plan::new(config, size, size).unwrap();
    let weights = Weights::from_fn(config, |p| vec![0.0; p.len() as usize]).unwrap();
    let packed =
        PackedWeights::new(&weights, &plan, Packing { channels: 8, columns_first: false, transforms: |_| false });
    let program = Program::new(&plan, images, &packed);
    (plan, program)
}

#[test]
fn densenet121_is_126_steps_in_13_mebibytes() {
    let (plan, program) = program(&DenseNetConfig::densenet121(), 224, 1);
    // The stem and its pooling, two per dense layer, two per transition, the average, the classifier.
    assert_eq!(program.steps.len(), 2 + 58 * 2 + 3 * 2 + 2);
    assert!(program.activation_bytes() < 13 << 20, "{}", program.activation_bytes());
    let memory = plan.feature_memory();
    assert!(memory.concatenated_bytes > 6 * memory.zero_copy_bytes);
}

#[test]
fn averaging_before_the_convolution_saves_three_quarters_of_each_transition() {
    let (plan, program) = program(&DenseNetConfig::densenet121(), 224, 1);
    let transitions: u64 = plan.layers_of(crate::plan::LayerKind::Transition).map(|l| l.macs).sum();
    assert_eq!(program.cost(4).macs, plan.macs() - transitions * 3 / 4);
}

/// No step overwrites another layer's features, and each channel of a block is written exactly once.
#[test]
fn a_block_is_written_once_from_its_first_channel_to_its_last() {
    let config = DenseNetConfig { block_config: vec![2, 3], ..DenseNetConfig::densenet161() };
    let (_, program) = program(&config, 64, 2);
    for (block, &[_, last]) in config.block_channels().iter().enumerate() {
        let mut next = 0;
        for step in program.steps.iter().filter(|s| s.destination.buffer == Buffer::Block(block)) {
            assert_eq!(step.first_channel, next);
            next += step.out_channels;
        }
        assert_eq!(next, last);
    }
}

/// Nobody has to clear it, because its padding stays where it is.
#[test]
fn a_padded_buffer_has_one_layout() {
    let (_, program) = program(&DenseNetConfig::densenet121(), 224, 2);
    let mut layouts = std::collections::HashMap::new();
    for Place { buffer, layout } in program.steps.iter().map(|step| step.destination) {
        assert!(layout.padded == matches!(buffer, Buffer::Scratch(_)));
        assert!(*layouts.entry(buffer).or_insert(layout) == layout || !layout.padded);
    }
    assert_eq!(layouts.keys().filter(|buffer| matches!(buffer, Buffer::Scratch(_))).count(), 4);
}

#[test]
fn only_large_passes_are_divided() {
    let limit = 8_000_000_000;
    for (config, size) in [
        (DenseNetConfig::densenet121(), 224),
        (DenseNetConfig::densenet161(), 224),
        (DenseNetConfig::densenet121(), 2048),
    ] {
        let (_, program) = program(&config, size, 1);
        let macs = |step: usize| program.steps[step].cost(4).macs;
        let portions = portions(0..program.steps.len(), macs, limit);
        assert!(portions.len() as u64 <= 1 + 2 * (program.cost(4).macs / limit), "{size}: {portions:?}");
        assert!(portions.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!((portions[0].start, portions.last().unwrap().end), (0, program.steps.len()));
        assert!(portions.iter().all(|steps| steps.len() == 1 || steps.clone().map(macs).sum::<u64>() <= limit));
    }
    assert_eq!(portions(3..5, |_| 9, 8), [3..4, 4..5]);
    assert!(portions(5..5, |_| 9, 8).is_empty());
}
