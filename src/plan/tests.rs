use super::*;
use crate::config::Variant;

fn plan(name: &str, size: usize) -> Plan {
    Plan::new(&DenseNetConfig::named(name).unwrap(), size, size).unwrap()
}

#[test]
fn parameters_are_torchvisions_and_timms() {
    for (name, parameters) in [
        ("densenet121", 7_978_856),
        ("densenet161", 28_681_000),
        ("densenet169", 14_149_480),
        ("densenet201", 20_013_928),
        ("densenetblur121d", 7_998_088),
        ("densenet264d", 72_736_216),
    ] {
        assert_eq!(plan(name, 224).parameter_count(), parameters, "{name}");
    }
    assert_eq!(plan("densenet_bc_100_12", 32).parameter_count(), 769_162);
    assert_eq!(plan("densenet_bc_40_12", 32).parameter_count(), 176_122);
}

#[test]
fn densenet121_takes_2834_million_multiply_accumulates() {
    let plan = plan("densenet121", 224);
    assert_eq!(plan.macs() / 1_000_000, 2_834);
    assert_eq!(plan.config.tensors().unwrap().iter().filter(|p| p.role == Role::Convolution).count(), 120);
}

#[test]
fn a_deep_stem_has_three_convolutions_at_half_the_size() {
    let config =
        DenseNetConfig { in_channels: 4, num_classes: 0, ..DenseNetConfig::named("densenetblur121d").unwrap() };
    let plan = Plan::new(&config, 224, 75).unwrap();
    let stem: Vec<_> =
        plan.layers_of(LayerKind::Stem).map(|l| (l.name.as_str(), l.in_channels, l.out_channels)).collect();
    assert_eq!(stem, [("features.conv0", 4, 32), ("features.conv1", 32, 32), ("features.conv2", 32, 64)]);
    assert!(plan.layers_of(LayerKind::Stem).all(|l| (l.height, l.width) == (112, 38)));
    let pool = plan.layer("features.pool0").unwrap();
    assert_eq!((pool.kind, pool.height, pool.width), (LayerKind::StemPool, 56, 19));
    assert_eq!(plan.layers.last().unwrap().name, "features.norm5");
    assert_eq!(plan.parameter_count(), 6_973_376);
    let blurred = DenseNetConfig { block_config: vec![1], stem: Stem::DeepBlur, ..DenseNetConfig::densenet121() };
    assert!(Plan::new(&blurred, 2, 2).is_err() && Plan::new(&blurred, 3, 3).is_ok());
}

#[test]
fn channels_grow_by_k() {
    let plan = plan("densenet121", 224);
    let layer = plan.layer("features.denseblock1.denselayer6").unwrap();
    assert_eq!((layer.in_channels, layer.out_channels), (64 + 5 * 32, 32));
    assert_eq!((layer.height, layer.width), (56, 56));
    assert_eq!(plan.layer("features.transition1").unwrap().out_channels, 128);
    assert_eq!(plan.layer("features.norm5").unwrap().in_channels, 1024);
    assert!(matches!(plan.layer("features.denseblock9"), Err(Error::Engine(EngineError::UnknownLayer { .. }))));
}

/// The example of the article this project implements: layer 16 of a block with k = 32 that begins with 64 channels.
#[test]
fn sixteenth_layer_with_and_without_bottleneck() {
    let convolutions = |bn_size| {
        let config = DenseNetConfig { block_config: vec![16], bn_size, ..DenseNetConfig::densenet121() };
        let plan = Plan::new(&config, 224, 224).unwrap();
        let layer = plan.layer("features.denseblock1.denselayer16").unwrap();
        assert_eq!(layer.in_channels, 544);
        let weights: u64 = layer.tensors.iter().filter(|p| p.role == Role::Convolution).map(Parameter::len).sum();
        let both = layer.convolutions.unwrap();
        assert_eq!(weights, if bn_size.is_some() { both.bottleneck } else { both.plain });
        assert_eq!(layer.bottleneck_channels, bn_size.map(|_| both.bottleneck_channels));
        weights
    };
    assert_eq!(convolutions(None), 156_672);
    assert_eq!(convolutions(Some(4)), 106_496);
}

#[test]
fn odd_sizes_round_down_and_tiny_ones_are_refused() {
    let config = DenseNetConfig::densenet121();
    let plan = Plan::new(&config, 97, 65).unwrap();
    let last = plan.layer("features.norm5").unwrap();
    assert_eq!((last.height, last.width), (3, 2));
    assert!(Plan::new(&config, 16, 16).unwrap_err().to_string().contains("too small"));
    assert!(Plan::new(&config, 0, 10).is_err());
    assert!(Plan::new(&config, 5000, 10).is_err());
}

#[test]
fn networks_that_can_not_be_counted_are_refused() {
    let huge = DenseNetConfig {
        growth_rate: 65536,
        num_init_features: 65536,
        block_config: vec![1024; 3],
        bn_size: Some(1024),
        ..DenseNetConfig::densenet121()
    };
    for size in [64, 4096] {
        let error = Plan::new(&huge, size, size).unwrap_err();
        assert!(matches!(error, Error::Config(ConfigError::TooLarge { .. })), "{error}");
    }
    let wide = DenseNetConfig { growth_rate: 65536, block_config: vec![2, 2], ..DenseNetConfig::densenet121() };
    let plan = Plan::new(&wide, 64, 64).unwrap();
    assert!(plan.macs() < MAX_SUM && plan.counterparts().basic.macs < u64::MAX);
}

#[test]
fn feature_memory_counts_every_concatenation() {
    let config = DenseNetConfig { block_config: vec![2, 1], ..DenseNetConfig::cifar(10, 12, Variant::BC).unwrap() };
    let memory = Plan::new(&config, 8, 8).unwrap().feature_memory();
    // Block 1: 24 channels and two layers of 12 at 8x8; block 2: 24 and one of 12 at 4x4.
    assert_eq!(memory.zero_copy_bytes, 4 * (48 * 64 + 36 * 16));
    assert_eq!(memory.concatenated_bytes, 4 * ((36 + 48) * 64 + 36 * 16));
    assert_eq!(memory.copied_bytes, 2 * memory.concatenated_bytes);
}
