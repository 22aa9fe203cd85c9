//! Damaged files: no reader may panic, and what is read is possible. `MUTATIONS=1000000 cargo test --features cli --lib
//! mutations` tries so many per reader.

use super::*;

const FILES: [&str; 6] = [
    r#"{"architecture": "densenet121", "num_classes": 3, "label_names": ["a", "ü", "c"], "pretrained_cfg": {"input_size":
        [3, 64, 96], "crop_pct": 0.875, "crop_mode": "center", "interpolation": "bicubic", "mean": [0.5, 0.25, 1e-3],
        "std": [1, 0.5, 0.25], "num_classes": 1000, "tag": "x"}, "temperature": 1.5, "threshold": -2.5}"#,
    r#"{"input_size": [3, 288, 288], "test_input_size": [3, 64, 64], "test_crop_pct": 1.0, "labels": ["x", "y", "z"],
        "mean": 0.5, "std": [0.5], "problem_type": "multi_label_classification", "op_threshs": [0.5, NaN, 0.25]}"#,
    r#"{"id2label": {"0": "a", "1": "b", "2": "c"}, "label2id": {"a": 0, "b": 1, "c": 2}, "image_size": 224,
        "problem_type": "single_label_classification", "transformers_version": "4.0", "unknown": {"deep": [[[]]]}}"#,
    r#"{"size": {"shortest_edge": 342}, "crop_size": {"height": 299, "width": 299}, "resample": 3, "do_rescale": true,
        "rescale_factor": 0.00392156862745098, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]}"#,
    r#"{"in_chans": 3, "classes": ["\ud83d\ude00", "\"", "\\"], "label_descriptions": {"x": "y"}, "aa_layer": null,
        "default_cfg": {"interpolation": "InterpolationMode.BILINEAR"}, "model_args": {"act_layer": "relu"}}"#,
    "\u{feff}{\"crop_pct\": 0.1, \"do_normalize\": false, \"colour\": \"rgb\", \"multilabel\": true, \"bn_eps\": 1e-5}",
];

const LABELS: [&str; 6] = [
    "cat\r\ndog\r\nbird\r\n\r\n",
    "index,label\n0,\"a \"\"b\"\"\"\n1,'c'\n2,d",
    "n01440764 tench, Tinca tinca\nn01443537 goldfish\nn01484850 shark",
    "/a/airfield 0\n/b/bar 1\n/c/cafe 2",
    r#"{"0": ["n1", "cat"], "1": ["n2", "dog"], "2": "bird"}"#,
    "{0: 'tench',\n 1: 'goldfish',\n 2: \"shark's fin\"}",
];

const SNIPPETS: [&str; 14] = [
    "null",
    "-1",
    "1e999",
    "4294967296",
    "18446744073709551616",
    "NaN",
    "\"",
    "[",
    "{\"",
    "]}",
    "\\u0000",
    "\n",
    "ü",
    "0.5",
];

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }

    fn mutate(&mut self, files: &[&str]) -> Vec<u8> {
        let mut bytes = files[self.below(files.len())].as_bytes().to_vec();
        for _ in 0..1 + self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + self.below(12)).min(bytes.len());
            let replacement: Vec<u8> = match self.below(5) {
                0 => SNIPPETS[self.below(SNIPPETS.len())].into(),
                1 => vec![self.below(256) as u8],
                2 => {
                    let other = files[self.below(files.len())].as_bytes();
                    let start = self.below(other.len());
                    other[start..(start + self.below(60)).min(other.len())].to_vec()
                }
                3 => bytes[at..end].repeat(2),
                _ => Vec::new(),
            };
            bytes.splice(at..end, replacement);
        }
        bytes
    }
}

fn count() -> usize {
    std::env::var("MUTATIONS").map_or(20_000, |count| count.parse().expect("a number"))
}

#[test]
fn damaged_config_files_are_refused_or_read_as_something_possible() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let networks = [(3, 3), (3, 1), (1, 3), (0, 4)].map(|(num_classes, in_channels)| DenseNetConfig {
        num_classes,
        in_channels,
        ..DenseNetConfig::densenet121()
    });
    let mut read = [0; 2];
    for i in 0..count() {
        let bytes = random.mutate(&FILES);
        let json = String::from_utf8_lossy(&bytes);
        let config = &networks[i % networks.len()];
        let strict = Metadata::from_json(&json, config);
        let every_form = Metadata::read(Some(&json), config, &Facts::default()).map(|(metadata, _)| metadata);
        for (count, metadata) in read.iter_mut().zip([strict, every_form]) {
            let Ok(metadata) = metadata else { continue };
            *count += 1;
            let how = &metadata.preprocessing;
            assert_eq!(metadata.labels.len(), config.num_classes, "{json}");
            assert_eq!(how.mean().len(), config.in_channels, "{json}");
            assert!((0.1..=1.0).contains(&how.crop_pct()) && metadata.temperature > 0.0, "{json}");
            let written = Metadata::from_json(&metadata.to_json(), config).unwrap_or_else(|e| panic!("{e}: {json}"));
            assert_eq!(Metadata { origins: metadata.origins, ..written }, metadata, "{json}");
        }
    }
    assert!(read.iter().all(|&n| n > count() / 100), "too few were read: {read:?} of {}", count());
}

#[test]
fn damaged_label_files_are_refused_or_read_as_lines() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut read = 0;
    for _ in 0..count() {
        let bytes = random.mutate(&LABELS);
        if let Ok(labels) = read_labels(&bytes) {
            read += 1;
            assert!(labels.iter().map(String::len).sum::<usize>() <= 3 * bytes.len());
        }
    }
    assert!(read > count() / 10, "{read} of {}", count());
}
