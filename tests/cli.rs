//! The command line, as a person would use it.
#![cfg(not(target_arch = "wasm32"))]

use std::{path::Path, process::Command};

use serde_json::Value;

const WEIGHTS: &str = "pkg/models/densenet40_k12_bc_cifar10.safetensors";
const CONFIG: &str = "pkg/models/densenet40_k12_bc_cifar10.json";

/// Standard output and standard error of a run from the repository's root, and whether it went well.
fn densenet(arguments: &[&str]) -> (String, String, bool) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_densenet")).args(arguments).current_dir(root).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.success())
}

fn json(arguments: &[&str]) -> Value {
    let (out, err, ok) = densenet(arguments);
    assert!(ok, "{err}");
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"))
}

#[test]
fn both_engines_agree() {
    let classify = |engine| {
        let image = "www/samples/bird-1.jpg";
        json(&["classify", "--weights", WEIGHTS, "--config", CONFIG, "--image", image, "--engine", engine, "--json"])
    };
    let (cpu, webgpu) = (classify("cpu"), classify("webgpu"));
    assert_eq!((&cpu["engine"]["kind"], &webgpu["engine"]["kind"]), (&"cpu".into(), &"webgpu".into()));
    assert_eq!(cpu["predictions"][0]["label"], "bird");
    for (a, b) in cpu["predictions"].as_array().unwrap().iter().zip(webgpu["predictions"].as_array().unwrap()) {
        assert_eq!(a["label"], b["label"]);
        assert!((a["probability"].as_f64().unwrap() - b["probability"].as_f64().unwrap()).abs() < 1e-4);
    }
}

#[test]
fn a_rotated_image_is_turned_upright() {
    let probability = |image| {
        let all = json(&[
            "classify",
            "--weights",
            WEIGHTS,
            "--config",
            CONFIG,
            "--image",
            image,
            "--engine",
            "cpu",
            "--json",
        ]);
        all["predictions"][0]["probability"].as_f64().unwrap()
    };
    let turned = probability("tests/fixtures/images/turned.jpg");
    assert!((turned - probability("tests/fixtures/images/turned_upright.png")).abs() < 0.05);
}

/// As every browser does (tests/browsers/suite/pictures.js). The expected numbers are PyTorch's, of Pillow's pixels.
#[test]
fn pictures_of_every_kind_are_read_exactly() {
    let folder = "tests/fixtures/pictures";
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("expected.json"));
    let expected: std::collections::BTreeMap<String, Vec<f64>> = serde_json::from_str(&text.unwrap()).unwrap();
    assert!(expected.len() > 20);
    for (name, wanted) in expected {
        let image = format!("{folder}/{name}");
        let found = json(
            &[
                &["classify", "--weights", WEIGHTS, "--config", CONFIG, "--image", &image, "--engine", "cpu"][..],
                &["--top-k", "10", "--json"],
            ]
            .concat(),
        );
        for prediction in found["predictions"].as_array().unwrap() {
            let index = prediction["index"].as_u64().unwrap() as usize;
            let difference = (prediction["probability"].as_f64().unwrap() - wanted[index]).abs();
            assert!(difference < 1e-6, "{name}: class {index} differs by {difference:e}");
        }
    }
}

#[test]
fn evaluate_reads_cifars_format() {
    // Two records: one of black pixels, one of white, labelled 0 and 1.
    let file = std::env::temp_dir().join(format!("densenet-cli-{}.bin", std::process::id()));
    let record = |label: u8, value: u8| [vec![label], vec![value; 3072]].concat();
    std::fs::write(&file, [record(0, 0), record(1, 255)].concat()).unwrap();
    let data = file.to_str().unwrap();
    let result =
        json(&["evaluate", "--weights", WEIGHTS, "--config", CONFIG, "--data", data, "--engine", "cpu", "--json"]);
    assert_eq!(result["images"], 2);
    for key in ["top1", "top5", "imagesPerSecond"] {
        assert!(result[key].as_f64().is_some_and(|v| v >= 0.0), "{key}");
    }
    let (_, err, ok) = densenet(&[
        "evaluate",
        "--weights",
        WEIGHTS,
        "--config",
        CONFIG,
        "--data",
        data,
        "--engine",
        "cpu",
        "--limit",
        "0",
    ]);
    assert!(!ok && err.contains("--limit 0"), "{err}");
    std::fs::write(&file, [0; 100]).unwrap();
    let (_, err, ok) = densenet(&["evaluate", "--weights", WEIGHTS, "--data", data, "--engine", "cpu"]);
    assert!(!ok && err.contains("not in CIFAR-10's binary format"), "{err}");
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn bench_times_load_passes_and_layers() {
    let network = ["bench", "--network", "densenet_bc_10_4", "--engine", "cpu"];
    let report = json(&[&network[..], &["--passes", "3", "--images", "2", "--size", "16", "--json"]].concat());
    assert_eq!(report["inputSize"], serde_json::json!([16, 16]));
    assert_eq!(report["engine"]["kind"], "cpu");
    let times = ["min", "median", "max"].map(|key| report["warm"][key].as_f64().unwrap());
    assert!(times.is_sorted() && times[0] > 0.0, "{times:?}");
    // Stem, three blocks of one bottleneck layer, two transitions, final norm, classifier.
    assert_eq!(report["layers"].as_array().unwrap().len(), 8);
    let (text, _, ok) = densenet(&["bench", "--weights", WEIGHTS, "--engine", "cpu", "--passes", "1"]);
    assert!(ok && text.contains("warm: median") && text.contains("features.denseblock3.denselayer6"), "{text}");
    let (_, error, ok) = densenet(&[&network[..], &["--passes", "0"]].concat());
    assert!(!ok && error.contains("--passes 0"), "{error}");
}

/// Kernels are chosen before the warm passes, and can be given to the next run.
#[test]
fn bench_on_webgpu_times_layers_and_takes_kernels() {
    let bench = ["bench", "--network", "densenet_bc_10_4", "--engine", "webgpu", "--precision", "f32"];
    let options = ["--passes", "2", "--json", "--kernels"];
    let kernels = format!("0.0.0{}", "0".repeat(24));
    let report = json(&[&bench[..], &options, &[&kernels]].concat());
    assert_eq!((&report["engine"]["kind"], &report["engine"]["precision"]), (&"webgpu".into(), &"f32".into()));
    assert!(report["tuning"].as_f64().unwrap() >= 0.0);
    assert!(report["layers"].as_array().is_none_or(|layers| layers.len() == 8), "{}", report["layers"]);
}

#[test]
fn bench_prints_the_model_of_a_gpu() {
    let network = ["bench", "--network", "densenet121"];
    let report = json(&[&network[..], &["--model", "--json"]].concat());
    assert_eq!(report.as_array().unwrap().len(), 4);
    assert_eq!(report[0]["dispatches"].as_array().unwrap().len(), 126);
    assert!(report[0]["best"].as_f64() <= report[0]["pass"].as_f64(), "{}", report[0]["pass"]);
    let (text, _, ok) = densenet(&["bench", "--weights", WEIGHTS, "--model", "iris xe"]);
    assert!(ok && text.starts_with("Iris Xe: ") && text.contains("features.denseblock3.denselayer6"), "{text}");
    let (_, error, ok) = densenet(&[&network[..], &["--model", "GMA 950"]].concat());
    assert!(!ok && error.contains("RTX 4060"), "{error}");
}

#[test]
fn inspect_prints_the_plan() {
    let result = json(&["inspect", "--weights", WEIGHTS, "--config", CONFIG, "--json"]);
    assert_eq!(result["plan"]["parameters"], 176_122);
    assert_eq!(result["plan"]["config"]["growth_rate"], 12);
    let (out, _, ok) = densenet(&["inspect", "--weights", WEIGHTS]);
    assert!(ok && out.contains("features.denseblock3.denselayer6"));
}

/// A temporary file's path.
fn temporary(name: &str) -> String {
    std::env::temp_dir().join(format!("densenet-cli-{}-{name}", std::process::id())).to_str().unwrap().into()
}

#[test]
fn a_seed_decides_a_random_checkpoint() {
    let write = |seed, name| {
        let file = temporary(name);
        let (_, err, ok) = densenet(&["random", "--network", "densenet_bc_40_12", "--seed", seed, "--output", &file]);
        assert!(ok, "{err}");
        let bytes = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        bytes
    };
    assert_eq!(write("1", "a"), write("1", "b"));
    assert_ne!(write("1", "c"), write("2", "d"));
    let (_, err, ok) = densenet(&["random", "--network", "resnet50", "--seed", "1", "--output", "never"]);
    assert!(!ok && err.contains("there is no network \"resnet50\""), "{err}");
}

#[test]
fn a_configuration_file_makes_a_random_checkpoint_that_converts_to_half_precision() {
    let (config, single, half) = (temporary("config.json"), temporary("single"), temporary("half"));
    let metadata = temporary("half.json");
    let text = r#"{"growth_rate":4,"block_config":[1,2],"num_init_features":8,"bn_size":null,"compression_rate":0.5,
        "num_classes":3,"stem":"imagenet"}"#;
    std::fs::write(&config, text).unwrap();
    for arguments in [
        vec!["random", "--config", &config, "--seed", "7", "--output", &single],
        vec!["convert", "--weights", &single, "--half", "--output", &half, "--output-config", &metadata],
    ] {
        let (_, err, ok) = densenet(&arguments);
        assert!(ok, "{err}");
    }
    let sizes = [&single, &half].map(|file| std::fs::metadata(file).unwrap().len());
    assert!(sizes[1] < sizes[0], "{sizes:?}");
    let result = json(&["inspect", "--weights", &half, "--json"]);
    assert_eq!(result["plan"]["config"]["growth_rate"], 4);
    for file in [config, single, half, metadata] {
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn another_implementations_checkpoint_converts_to_one_with_the_same_predictions() {
    let folder = temporary("converted");
    std::fs::create_dir(&folder).unwrap();
    let output = format!("{folder}/model.safetensors");
    let fixture = |case| format!("tests/fixtures/checkpoints/schemes/{case}.safetensors");
    let classify = |weights: &str| {
        let image = "www/samples/bird-1.jpg";
        json(&["classify", "--weights", weights, "--image", image, "--engine", "cpu", "--json"])["predictions"].clone()
    };
    let convert = |case| densenet(&["convert", "--weights", &fixture(case), "--output", &output]);
    let (_, err, ok) = convert("kuangliu");
    assert!(ok, "{err}");
    let predictions = classify(&output);
    assert_eq!(predictions.as_array().unwrap().len(), 5);
    assert_eq!(predictions, classify(&fixture("kuangliu")));
    // Its config.json is not overwritten.
    let (_, err, ok) = convert("torchvision");
    assert!(!ok && err.contains("--output-config"), "{err}");
    let (_, err, ok) = convert("weiaicunzai");
    assert!(!ok && err.contains("no ReLU in its transitions"), "{err}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn kernels_are_printed_as_they_are_compiled() {
    let (out, _, ok) = densenet(&["kernels", "--name", "convolution3x3", "--precision", "f16"]);
    assert!(ok && out.contains("enable f16;") && out.contains("@compute") && !out.contains("//#"));
    let (all, _, _) = densenet(&["kernels", "--list"]);
    assert!(all.lines().count() > 20, "{all}");
    let (_, err, ok) = densenet(&["kernels", "--name", "nothing"]);
    assert!(!ok && err.contains("--list"), "{err}");
}

#[test]
fn calibrate_writes_a_config_that_rejects_weak_evidence() {
    let path = |name: &str| std::env::temp_dir().join(format!("densenet-calibrate-{}-{name}", std::process::id()));
    let (data, config) = (path("data.bin"), path("config.json"));
    // Grey images under every label, twice: half of them calibrate, and one in ten of each half is right.
    let records: Vec<u8> = (0..20).flat_map(|i| [vec![i / 2], vec![128; 3072]].concat()).collect();
    std::fs::write(&data, records).unwrap();
    let [data, config] = [&data, &config].map(|path| path.to_str().unwrap());
    let calibrate = ["calibrate", "--weights", WEIGHTS, "--config", CONFIG, "--data", data, "--output", config];
    let outliers = ["--outliers", "tests/fixtures/images", "--engine", "cpu", "--json"];
    let report = json(&[&calibrate[..], &outliers].concat());
    assert_eq!((&report["images"], &report["accuracy"]), (&10.into(), &0.1.into()));
    assert!(report["outliers"].as_u64().unwrap() > 20 && report["scores"].as_array().unwrap().len() == 3);
    let written: Value = serde_json::from_str(&std::fs::read_to_string(config).unwrap()).unwrap();
    assert_eq!(written["threshold"], report["threshold"]);
    let image = "tests/fixtures/images/cat.png";
    let result =
        json(&["classify", "--weights", WEIGHTS, "--config", config, "--image", image, "--engine", "cpu", "--json"]);
    assert!(result["rejected"].is_boolean());
    for path in [data, config] {
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn errors_say_what_to_do() {
    let (_, err, ok) = densenet(&["classify", "--weights", "absent.safetensors", "--image", "x.png"]);
    assert!(!ok && err.contains("can't read absent.safetensors") && !err.contains("panicked"), "{err}");
    let (_, err, ok) = densenet(&["classify", "--weights", WEIGHTS, "--image", "Cargo.toml"]);
    assert!(!ok && err.contains("not a JPEG, PNG or WebP file"), "{err}");
    let (_, err, ok) = densenet(&["inspect", "--weights", "Cargo.toml"]);
    assert!(!ok && err.contains("neither safetensors nor a PyTorch checkpoint"), "{err}");
}
