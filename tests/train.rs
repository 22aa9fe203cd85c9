//! The command `densenet train`.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("train").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// CIFAR-10's format: each class is a brightness, with some noise.
fn images(path: &Path, count: usize) {
    let mut bytes = Vec::new();
    for image in 0..count {
        let class = image % 10;
        bytes.push(class as u8);
        bytes.extend((0..3072).map(|i| (class * 25 + (i * 7919 + image * 104_729) % 17) as u8));
    }
    fs::write(path, bytes).unwrap();
}

/// A small network with everything: bottlenecks, a transition, dropout.
fn network(folder: &Path) -> PathBuf {
    let path = folder.join("network.json");
    let json = r#"{"growth_rate": 4, "block_config": [2, 2], "num_init_features": 8, "bn_size": 2, "compression_rate": 0.5, "num_classes": 10, "stem": "cifar"}"#;
    fs::write(&path, json).unwrap();
    path
}

fn train(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_densenet"));
    command.arg("train").args(arguments);
    command
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    train(arguments).output().unwrap()
}

fn error_of(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_with_the_same_bits() {
    let folder = folder("resume");
    let (data, network) = (folder.join("data.bin"), network(&folder));
    images(&data, 120);
    let [whole, killed] = ["whole", "killed"].map(|name| folder.join(name));
    let options = |output: &Path| -> Vec<String> {
        let fixed =
            "--epochs 3 --batch-size 16 --dropout 0.2 --average 0.9 --label-smoothing 0.1 --zoom 0.2 --colour 0.2";
        let fixed = fixed.split(' ').map(String::from);
        let paths = ["--data", text(&data), "--network", text(&network), "--output", text(output)].map(String::from);
        // A state after each step.
        fixed.chain(paths).chain(["--save-every".into(), "0".into()]).collect()
    };
    assert!(train(&[]).args(options(&whole)).output().unwrap().status.success());
    let mut kills = 0;
    for patience in [0.3, 0.35, 0.45, 0.6, 1000.0] {
        let mut command = train(&[]);
        command.args(options(&killed)).stdout(Stdio::null()).stderr(Stdio::null());
        if killed.join("state.safetensors").exists() {
            command.arg("--resume");
        }
        let mut process = command.spawn().unwrap();
        let start = Instant::now();
        // At least one step, so that there is something to go on from.
        let is_over = loop {
            if process.try_wait().unwrap().is_some() {
                break true;
            }
            if killed.join("state.safetensors").exists() && start.elapsed().as_secs_f64() > patience {
                break false;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        if is_over {
            break;
        }
        process.kill().unwrap();
        process.wait().unwrap();
        kills += 1;
    }
    assert!(kills > 0, "it was over before it could be killed");
    for file in ["model.safetensors", "config.json", "log.jsonl"] {
        let [whole, killed] = [&whole, &killed].map(|folder| fs::read(folder.join(file)).unwrap());
        assert!(whole == killed, "{file} differs after {kills} kills");
    }
}

#[test]
fn a_network_learns_and_can_be_used_and_fine_tuned() {
    let folder = folder("learns");
    let (data, network) = (folder.join("data.bin"), network(&folder));
    images(&data, 300);
    let output = folder.join("run");
    let common = ["--data", text(&data), "--epochs", "8", "--batch-size", "20", "--schedule", "one-cycle"];
    let trained = run(&[&common[..], &["--network", text(&network), "--output", text(&output)]].concat());
    assert!(trained.status.success(), "{}", String::from_utf8_lossy(&trained.stderr));
    let log = fs::read_to_string(output.join("log.jsonl")).unwrap();
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!((&last["epoch"], &last["heldOut"]), (&8.into(), &30.into()));
    assert!(last["accuracy"].as_f64().unwrap() > 0.8, "{log}");

    let weights = output.join("model.safetensors");
    let evaluated = Command::new(env!("CARGO_BIN_EXE_densenet"))
        .args(["evaluate", "--json", "--engine", "cpu", "--weights", text(&weights), "--data", text(&data)])
        .output()
        .unwrap();
    let evaluated: serde_json::Value = serde_json::from_slice(&evaluated.stdout).unwrap();
    assert!(evaluated["top1"].as_f64().unwrap() > 0.8, "{evaluated}");

    // Two classes of photographs in place of ten.
    let photos = folder.join("photos");
    for (class, value) in [("bright", 220_u8), ("dark", 30)] {
        fs::create_dir_all(photos.join(class)).unwrap();
        for i in 0..20 {
            let image = image::RgbImage::from_pixel(40, 50, image::Rgb([value, value - i, value]));
            image.save(photos.join(class).join(format!("{i}.png"))).unwrap();
        }
    }
    let tuned = folder.join("tuned");
    let options = ["--epochs", "3", "--batch-size", "6", "--learning-rate", "0.02", "--output", text(&tuned)];
    let begun = ["--folder", text(&photos), "--init", text(&weights)];
    let tuning = run(&[&options[..], &begun].concat());
    assert!(tuning.status.success(), "{}", String::from_utf8_lossy(&tuning.stderr));
    let config: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(tuned.join("config.json")).unwrap()).unwrap();
    assert_eq!(config["label_names"], serde_json::json!(["bright", "dark"]), "{config}");
}

#[test]
fn what_cannot_be_trained_on_is_named() {
    let folder = folder("errors");
    let (data, output) = (folder.join("data.bin"), folder.join("run"));
    let with = |path: &Path| error_of(&["--data", text(path), "--epochs", "1", "--output", text(&output)]);

    fs::write(&data, [0; 3000]).unwrap();
    assert!(with(&data).contains("its 3000 bytes are not a multiple of 3073 or 3074"), "{}", with(&data));
    fs::write(&data, [vec![12], vec![0; 3072]].concat()).unwrap();
    assert!(with(&data).contains("an image's label is 12, but there are 10 classes, from 0 to 9"), "{}", with(&data));
    fs::write(&data, [vec![0], vec![0; 3072]].concat()).unwrap();
    assert!(with(&data).contains("there is no image of \"class 1\""), "{}", with(&data));

    let photos = folder.join("photos");
    fs::create_dir_all(photos.join("a")).unwrap();
    fs::create_dir_all(photos.join("b")).unwrap();
    let in_folder = || error_of(&["--folder", text(&photos), "--output", text(&output)]);
    assert!(in_folder().contains("there is no image of \"a\""), "{}", in_folder());
    fs::write(photos.join("a/broken.jpg"), "no image").unwrap();
    assert!(in_folder().contains("broken.jpg"), "{}", in_folder());

    images(&data, 40);
    let options = ["--data", text(&data), "--batch-size", "4", "--epochs", "1", "--output", text(&output)];
    let wrong = |more: &[&str]| error_of(&[&options[..], more].concat());
    assert!(wrong(&["--average", "1"]).contains("--average is a share"));
    assert!(wrong(&["--resume"]).contains("there is no run to resume"));
    let network = network(&folder);
    let begun = [&options[..], &["--network", text(&network)]].concat();
    assert!(run(&begun).status.success());
    assert!(error_of(&begun).contains("add --resume to go on with it"));
    let other = error_of(&[&begun[..], &["--resume", "--learning-rate", "0.2"]].concat());
    assert!(other.contains("this run was begun with learning_rate = 0.1, and now it is 0.2"), "{other}");
    images(&data, 50);
    assert!(error_of(&[&begun[..], &["--resume"]].concat()).contains("have changed since this run was begun"));
}
