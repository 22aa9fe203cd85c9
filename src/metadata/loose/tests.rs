use serde_json::json;

use super::*;
use crate::metadata::{Interpolation, Source};

fn network(num_classes: usize, in_channels: usize) -> DenseNetConfig {
    DenseNetConfig { num_classes, in_channels, ..DenseNetConfig::densenet121() }
}

fn read_for(config: &DenseNetConfig, json: &Value) -> (Metadata, Vec<Note>) {
    Metadata::read(Some(&json.to_string()), config, &Facts::default()).unwrap_or_else(|e| panic!("{e}: {json}"))
}

fn refusal(config: &DenseNetConfig, json: &Value) -> String {
    let result = Metadata::read(Some(&json.to_string()), config, &Facts::default());
    result.err().unwrap_or_else(|| panic!("{json} is read")).to_string()
}

#[test]
fn timms_published_file_is_evaluated_as_timm_does() {
    let json = json!({
        "architecture": "densenet121", "num_classes": 1000, "num_features": 1024, "global_pool": "avg",
        "pretrained_cfg": {
            "tag": "ra_in1k", "custom_load": false, "input_size": [3, 224, 224], "test_input_size": [3, 288, 288],
            "fixed_input_size": false, "interpolation": "bicubic", "crop_pct": 0.875, "test_crop_pct": 0.95,
            "crop_mode": "center", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "num_classes": 1000,
            "pool_size": [7, 7], "first_conv": "features.conv0", "classifier": "classifier",
        },
    });
    let (metadata, notes) = read_for(&network(1000, 3), &json);
    assert_eq!(metadata.preprocessing.input_size(), [288, 288]);
    assert_eq!(metadata.preprocessing.crop_pct(), 0.95);
    assert_eq!(metadata.preprocessing.interpolation(), Interpolation::Bicubic);
    let expected = [
        Note::TestInputSize { used: [288, 288], instead_of: Some([224, 224]) },
        Note::TestCropPct { used: 0.95, instead_of: Some(0.875) },
    ];
    assert_eq!(notes, expected);
}

#[test]
fn the_flat_form_and_every_form_of_labels_are_read() {
    let flat = json!({ "architecture": "densenet121", "num_classes": 2, "input_size": [3, 64, 96], "crop_pct": 1.0,
        "interpolation": "bilinear", "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25], "labels": ["a", "b"] });
    let (metadata, notes) = read_for(&network(2, 3), &flat);
    assert_eq!((metadata.labels.join(" ").as_str(), metadata.preprocessing.mean()), ("a b", &[0.5; 3][..]));
    assert_eq!((metadata.preprocessing.input_size(), metadata.origins.mean), ([64, 96], Source::File));
    assert_eq!(notes, []);
    for labels in [
        json!({ "label_names": { "0": "a", "1": "b" } }),
        json!({ "id2label": { "1": "b", "0": "a" }, "label2id": { "a": 0, "b": "1".len() } }),
        json!({ "class_to_idx": { "b": 1, "a": 0 } }),
        json!({ "label_names": ["x", "y"], "label_descriptions": { "x": "a", "y": "b" } }),
        json!({ "pretrained_cfg": { "label_names": ["a", "b"] } }),
    ] {
        let (metadata, _) = read_for(&network(2, 3), &labels);
        assert_eq!((metadata.labels.join(" ").as_str(), metadata.origins.labels), ("a b", Source::File), "{labels}");
    }
}

#[test]
fn problem_types_are_activations() {
    let activation = |classes, json| read_for(&network(classes, 3), &json).0.activation;
    assert_eq!(activation(2, json!({ "problem_type": "single_label_classification" })), Activation::Softmax);
    assert_eq!(activation(2, json!({ "problem_type": "multi_label_classification" })), Activation::Sigmoid);
    assert_eq!(activation(2, json!({ "activation": "sigmoid" })), Activation::Sigmoid);
    let op_norm = Activation::OpNorm { thresholds: vec![Some(0.25), None] };
    assert_eq!(activation(2, json!({ "op_threshs": [0.25, null] })), op_norm);
    let (one, _) = read_for(&network(1, 3), &json!({}));
    assert_eq!((one.activation, one.origins.activation), (Activation::Sigmoid, Source::Assumption));
}

#[test]
fn one_channel_takes_one_mean_or_three() {
    let grey = network(2, 1);
    let mean = |mean| read_for(&grey, &json!({ "in_chans": 1, "input_size": [3, 64, 64], "mean": mean }));
    assert_eq!(mean(json!([0.5])).0.preprocessing.mean(), [0.5]);
    assert_eq!(mean(json!(0.5)).0.preprocessing.mean(), [0.5]);
    assert_eq!(mean(json!([0.5, 0.5, 0.5])).0.preprocessing.mean(), [0.5]);
    let (metadata, notes) = mean(json!([0.25, 0.5, 0.75]));
    assert_eq!((metadata.preprocessing.mean(), metadata.origins.mean), (&[0.5][..], Source::Assumption));
    let averaged = Note::Averaged { field: "mean".into(), numbers: vec![0.25, 0.5, 0.75] };
    assert_eq!(notes, [Note::ChannelsOfInputSize { found: 3, channels: 1 }, averaged]);
    assert!(refusal(&grey, &json!({ "input_size": [3, 64, 64] })).contains("input_size is [3, 64, 64]"));
    let (metadata, _) = read_for(&network(2, 3), &json!({ "mean": [0.5], "std": 0.25 }));
    assert_eq!(metadata.preprocessing.std(), [0.25; 3]);
}

#[test]
fn transformers_preprocessor_config_is_read() {
    let json = json!({ "image_processor_type": "ConvNextFeatureExtractor", "do_resize": true, "size": { "shortest_edge": 342 },
        "do_center_crop": true, "crop_size": { "height": 299, "width": 299 }, "resample": 3, "do_rescale": true,
        "rescale_factor": 0.00392156862745098, "do_normalize": true, "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.25, 0.25, 0.25] });
    let (metadata, notes) = read_for(&network(2, 3), &json);
    let how = &metadata.preprocessing;
    assert_eq!((how.input_size(), how.interpolation(), how.std()), ([299; 2], Interpolation::Bicubic, &[0.25; 3][..]));
    assert_eq!((299.0 / how.crop_pct()) as usize, 342);
    assert_eq!(notes, []);
    let bytes = json!({ "do_rescale": false, "image_mean": [127.5, 127.5, 127.5], "image_std": [51, 51, 51] });
    let (metadata, _) = read_for(&network(2, 3), &bytes);
    assert_eq!((metadata.preprocessing.mean(), metadata.preprocessing.std()), (&[0.5; 3][..], &[0.2; 3][..]));
    let (metadata, _) = read_for(&network(2, 3), &json!({ "do_normalize": false }));
    assert_eq!((metadata.preprocessing.mean(), metadata.preprocessing.std()), (&[0.0; 3][..], &[1.0; 3][..]));
}

#[test]
fn what_changes_the_result_and_is_not_supported_is_named() {
    let config = network(2, 3);
    for (json, message) in [
        (json!({ "pretrained_cfg": { "crop_mode": "squash" } }), "crop_mode is squash"),
        (json!({ "global_pool": "max" }), "global_pool is max"),
        (json!({ "model_args": { "act_layer": "leaky_relu" } }), "act_layer is leaky_relu"),
        (json!({ "model_args": { "norm_layer": "iabn" } }), "norm_layer is iabn"),
        (json!({ "model_args": { "aa_layer": "blurpool" } }), "aa_layer"),
        (json!({ "interpolation": "lanczos" }), "interpolation is lanczos"),
        (json!({ "label_offset": 1 }), "label_offset is 1"),
        (json!({ "color_space": "BGR" }), "color_space is BGR"),
        (json!({ "bn_eps": 0.001 }), "bn_eps is 0.001"),
        (json!({ "mean": [123.7, 116.3, 103.5] }), "mean is [123.7,116.3,103.5]"),
        (json!({ "size": { "height": 224, "width": 224 } }), "size is"),
        (json!({ "problem_type": "regression" }), "problem_type is regression"),
        (json!({ "contrast_normalization": true }), "contrast_normalization"),
        (json!({ "transforms": [] }), "transforms"),
        (json!({ "inputScale": 2 }), "inputScale"),
        (json!({ "temperature": 0 }), "temperature is 0"),
        (json!({ "temperature": 1e-50 }), "temperature is"),
        (json!({ "problem_type": "multi_label_classification", "threshold": 1 }), "threshold"),
        (json!({ "op_threshs": [0.5] }), "op_threshs is a list of 1"),
        (json!({ "op_threshs": [0.5, 1.5] }), "op_threshs is 1.5"),
        (json!([]), "JSON object"),
        (json!({ "num_classes": 3 }), "num_classes is 3"),
        (json!({ "in_chans": 1 }), "in_chans is 1"),
        (json!({ "label_names": ["a"] }), "1 labels"),
        (json!({ "id2label": { "0": "a", "7": "b" } }), "id2label"),
    ] {
        let error = refusal(&config, &json);
        assert!(error.contains(message), "{error}");
    }
    let error = refusal(&network(1, 3), &json!({ "problem_type": "single_label_classification" }));
    assert!(error.contains("problem_type"), "{error}");
    assert!(refusal(&network(2, 5), &json!({})).contains("5 channels"));
}

#[test]
fn contradictions_are_errors() {
    for json in [
        json!({ "mean": [0.5, 0.5, 0.5], "pretrained_cfg": { "mean": [0.4, 0.5, 0.5] } }),
        json!({ "id2label": { "0": "a", "1": "b" }, "label2id": { "a": 1, "b": 0 } }),
        json!({ "label_names": ["a", "b"], "labels": ["a", "c"] }),
        json!({ "num_classes": 2, "num_labels": 3 }),
        json!({ "input_size": [3, 64, 64], "image_size": 32 }),
        json!({ "interpolation": "bilinear", "resample": 3 }),
        json!({ "problem_type": "single_label_classification", "multi_label": true }),
        json!({ "crop_pct": 1.0, "size": 256, "crop_size": 224 }),
    ] {
        refusal(&network(2, 3), &json);
    }
    // timm's own way: the file overrides what its pretrained_cfg says of the network before fine-tuning.
    let json = json!({ "num_classes": 2, "label_names": ["a", "b"], "pretrained_cfg": { "num_classes": 1000 } });
    assert_eq!(read_for(&network(2, 3), &json).0.labels, ["a", "b"]);
}

#[test]
fn fields_that_do_not_matter_are_ignored_and_unknown_ones_are_listed() {
    let json = json!({ "architectures": ["TimmWrapper"], "transformers_version": "4.49.0", "torch_dtype": "float32",
        "trained_by": "me", "epochs": 300, "best_loss": null });
    assert_eq!(
        read_for(&network(2, 3), &json).1,
        [Note::Ignored { fields: vec!["epochs".into(), "trained_by".into()] }]
    );
}

#[test]
fn a_checkpoint_without_a_classifier_may_have_the_file_of_one() {
    let (metadata, _) = read_for(&network(0, 3), &json!({ "num_classes": 2, "label_names": ["a", "b"] }));
    assert_eq!(metadata.labels, [""; 0]);
}

#[test]
fn the_checkpoint_says_what_its_implementation_does() {
    let config = network(2, 1);
    let thresholds = [Some(0.25), Some(f32::NAN)];
    let facts = Facts { scheme: Some("torchxrayvision"), op_thresholds: Some(&thresholds) };
    let (metadata, _) = Metadata::read(None, &config, &facts).unwrap();
    let activation = Activation::OpNorm { thresholds: vec![Some(0.25), None] };
    assert_eq!((&metadata.activation, metadata.origins.activation), (&activation, Source::Checkpoint));
    assert_eq!((metadata.preprocessing.colour(), metadata.preprocessing.mean()), (Colour::FirstChannel, &[0.5][..]));
    let read = |json: Value| Metadata::read(Some(&json.to_string()), &config, &facts);
    let (metadata, _) =
        read(json!({ "problem_type": "multi_label_classification", "input_size": [1, 64, 64] })).unwrap();
    assert_eq!((&metadata.activation, metadata.preprocessing.colour()), (&activation, Colour::FirstChannel));
    assert!(read(json!({ "problem_type": "single_label_classification" })).is_err());
    assert!(read(json!({ "op_threshs": [0.5, null] })).is_err());
}
