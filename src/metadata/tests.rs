use super::*;

#[test]
fn timms_file_is_read() {
    let json = r#"{"architecture": "densenet121", "num_classes": 1000, "num_features": 1024, "pretrained_cfg": {
        "tag": "tv_in1k", "input_size": [3, 224, 200], "crop_pct": 0.875, "interpolation": "bicubic",
        "mean": [0.5, 0.25, 0.125], "std": [1, 2, 3], "first_conv": "features.conv0"}}"#;
    let metadata = Metadata::from_json(json, &DenseNetConfig::densenet121()).unwrap();
    assert_eq!(metadata.architecture, "densenet121");
    assert_eq!(metadata.preprocessing.input_size, [224, 200]);
    assert_eq!(metadata.preprocessing.interpolation, Interpolation::Bicubic);
    assert_eq!(metadata.preprocessing.mean, [0.5, 0.25, 0.125]);
    assert_eq!(metadata.labels[7], "class 7");
}

#[test]
fn nonsense_is_named() {
    let config = DenseNetConfig::densenet121();
    for (json, message) in [
        ("{", "EOF"),
        (r#"{"num_classes": 10}"#, "num_classes is 10"),
        (r#"{"label_names": ["a"]}"#, "1 labels"),
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
