use super::*;

#[test]
fn channels_of_bc_100_12() {
    let config = DenseNetConfig::cifar(100, 12, Variant::BC).unwrap();
    assert_eq!(config.block_channels(), [[24, 216], [108, 300], [150, 342]]);
    assert_eq!(config.depth(), 100);
}

#[test]
fn depths_are_the_networks_names() {
    for (name, depth) in [("densenet121", 121), ("densenet161", 161), ("densenet169", 169), ("densenet201", 201)] {
        assert_eq!(DenseNetConfig::named(name).unwrap().depth(), depth);
    }
    // timm counts as if the stem were not deep.
    assert_eq!(DenseNetConfig::named("densenetblur121d").unwrap().depth(), 121 + 2);
    assert_eq!(DenseNetConfig::named("densenet_40_12").unwrap().depth(), 40);
    assert_eq!(DenseNetConfig::named("densenet_bc_40_12").unwrap().block_config, [6, 6, 6]);
    assert!(DenseNetConfig::named("resnet50").is_none());
    assert!(DenseNetConfig::cifar(41, 12, Variant::DenseNet).is_err());
}

#[test]
fn a_configuration_is_a_name_or_complete_json() {
    let json = serde_json::to_string(&DenseNetConfig::densenet169()).unwrap();
    assert_eq!(DenseNetConfig::parse(&json).unwrap(), DenseNetConfig::parse("densenet169").unwrap());
    for broken in [json.replace("bn_size", "bnSize"), json.replace("\"bn_size\":4,", ""), "[]".into()] {
        let error = DenseNetConfig::parse(&broken).unwrap_err();
        assert!(matches!(error, Error::Config(ConfigError::MalformedConfig { .. })), "{error}");
    }
    let blurred = DenseNetConfig::parse(&json.replace("\"imagenet\"", "\"deep-blur\"")).unwrap();
    assert_eq!(blurred.stem, Stem::DeepBlur);
    let unknown = DenseNetConfig::parse("resnet50").unwrap_err();
    assert_eq!(unknown, ConfigError::UnknownNetwork { name: "resnet50".into() }.into());
}

#[test]
fn impossible_configurations_are_named() {
    let broken = DenseNetConfig { compression_rate: 0.001, ..DenseNetConfig::densenet121() };
    assert!(broken.validate().unwrap_err().to_string().contains("compression_rate"));
    for in_channels in [0, MAX_IN_CHANNELS + 1] {
        let broken = DenseNetConfig { in_channels, ..DenseNetConfig::densenet121() };
        assert!(broken.validate().unwrap_err().to_string().contains("in_channels"));
    }
    assert!(DenseNetConfig { num_classes: 0, in_channels: 1, ..DenseNetConfig::densenet121() }.validate().is_ok());
    let broken = DenseNetConfig { growth_rate: 0, ..DenseNetConfig::densenet121() };
    assert!(broken.validate().unwrap_err().to_string().contains("growth_rate"));
}
