use super::*;

#[test]
fn timms_file_is_read() {
    let json = r#"{"architecture": "densenet121", "num_classes": 1000, "num_features": 1024, "pretrained_cfg": {
        "tag": "tv_in1k", "input_size": [3, 224, 200], "crop_pct": 0.875, "interpolation": "bicubic",
        "mean": [0.5, 0.25, 0.125], "std": [1, 2, 3], "first_conv": "features.conv0"}}"#;
    let metadata = Metadata::from_json(json, &DenseNetConfig::densenet121()).unwrap();
    assert_eq!(metadata.architecture, "densenet121");
    assert_eq!(metadata.preprocessing.input_size(), [224, 200]);
    assert_eq!(metadata.preprocessing.interpolation(), Interpolation::Bicubic);
    assert_eq!(metadata.preprocessing.mean(), [0.5, 0.25, 0.125]);
    assert_eq!(metadata.labels[7], "class 7");
}

#[test]
fn nonsense_is_named() {
    let config = DenseNetConfig::densenet121();
    for (json, message) in [
        ("{", "EOF"),
        (r#"{"num_classes": 10}"#, "num_classes is 10"),
        (r#"{"label_names": ["a"]}"#, "1 labels"),
        (r#"{"label_names": {"0": "a"}}"#, "label_names: invalid type"),
        (r#"{"id2label": {}}"#, "the field id2label"),
        (r#"{"num_classes": 1000, "num_classes": 999}"#, "num_classes is 1000 in one place and 999"),
        (r#"{"mean": [0, 0, 0], "pretrained_cfg": {"mean": [0, 0, 1]}}"#, "mean is [0.0, 0.0, 0.0] in one place"),
        (r#"{"pretrained_cfg": {"crop_mode": "border"}}"#, "crop_mode is border"),
        (r#"{"pretrained_cfg": {"mean": [0.5]}}"#, "mean has 1 numbers"),
        (r#"{"colour": "luminance"}"#, "colour has 1 numbers"),
        (r#"{"temperature": 0}"#, "temperature is 0"),
        (r#"{"problem_type": "regression"}"#, "problem_type is regression"),
        ("null", "invalid type"),
        ("{} {}", "trailing"),
        (r#"{"pretrained_cfg": {"interpolation": "nearest"}}"#, "nearest"),
        (r#"{"pretrained_cfg": {"input_size": [1, 28, 28]}}"#, "input_size"),
        (r#"{"pretrained_cfg": {"std": [0, 1, 1]}}"#, "std"),
        (r#"{"pretrained_cfg": {"std": [1e-40, 1, 1]}}"#, "infinite"),
        (r#"{"pretrained_cfg": {"mean": [0, 1e39, 0]}}"#, "infinite"),
        (r#"{"pretrained_cfg": {"crop_pct": 0}}"#, "crop_pct"),
    ] {
        let error = Metadata::from_json(json, &config).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    for empty in ["{}", "\u{feff}{}", r#"{"pretrained_cfg": null}"#] {
        assert_eq!(Metadata::from_json(empty, &config).unwrap(), Metadata::default_for(&config));
    }
}

#[test]
fn the_canonical_file_is_read_exactly() {
    let stem = DenseNetConfig::densenet121();
    for (channels, colour) in [(1, Colour::Luminance), (1, Colour::FirstChannel), (3, Colour::Rgb), (4, Colour::Rgba)] {
        for activation in [
            Activation::Softmax,
            Activation::Sigmoid,
            Activation::OpNorm { thresholds: vec![Some(0.1), None, Some(1.0 / 3.0)] },
        ] {
            let config = DenseNetConfig { num_classes: 3, in_channels: channels, ..stem.clone() };
            let threshold = (activation == Activation::Softmax).then_some(-0.1 / 3.0);
            let (mean, std) = (vec![1.0 / 3.0; channels], vec![0.1 / 3.0; channels]);
            let metadata = Metadata {
                architecture: "a \"name\"\n<b>".into(),
                labels: ["", "ü", "\u{1f600}"].map(String::from).to_vec(),
                preprocessing: Preprocessing::new([7, 4096], 0.7, Interpolation::Bicubic, colour, mean, std).unwrap(),
                activation,
                temperature: 1.0 / 3.0,
                threshold,
                origins: Origins::default(),
            };
            let read = Metadata::from_json(&metadata.to_json(), &config).unwrap();
            assert_eq!(read.origins.mean, Source::File);
            assert_eq!(Metadata { origins: Origins::default(), ..read }, metadata);
            // The reader of every form reads the same.
            let (read, notes) = Metadata::read(Some(&metadata.to_json()), &config, &Facts::default()).unwrap();
            assert_eq!((Metadata { origins: Origins::default(), ..read }, notes), (metadata, vec![]));
        }
    }
}

#[test]
fn impossible_preprocessing_cannot_be_made() {
    let new = |size, crop_pct, mean: f32, std: f32| {
        Preprocessing::new(size, crop_pct, Interpolation::Bilinear, Colour::Luminance, vec![mean], vec![std])
    };
    assert!(new([1, 1], 1.0, 0.0, 1.0).is_ok());
    for (size, crop_pct, mean, std) in [
        ([0, 1], 1.0, 0.0, 1.0),
        ([1, 4097], 1.0, 0.0, 1.0),
        ([1, 1], 2.0, 0.0, 1.0),
        ([1, 1], f64::NAN, 0.0, 1.0),
        ([1, 1], 1.0, 0.0, 0.0),
        ([1, 1], 1.0, 0.0, f32::NAN),
        ([1, 1], 1.0, f32::NAN, 1.0),
        ([1, 1], 1.0, f32::INFINITY, 1.0),
    ] {
        assert!(new(size, crop_pct, mean, std).is_err());
    }
    assert!(Preprocessing::new([1, 1], 1.0, Interpolation::Bilinear, Colour::Rgb, vec![0.0], vec![1.0; 3]).is_err());
}
