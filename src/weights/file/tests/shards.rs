//! The shards of `model.safetensors.index.json`.

use std::fs;

use super::{fixtures::folder, problem, read};

fn shards() -> [Vec<u8>; 3] {
    ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"]
        .map(|name| fs::read(folder().join(name)).expect("the fixture is there"))
}

#[test]
fn shards_come_in_any_order() {
    let [first, second, index] = shards();
    let bare = fs::read(folder().join("bare.safetensors")).unwrap();
    let mut expected: Vec<_> = read(&[&bare]).unwrap().tensors.into_iter().map(|(name, _)| name).collect();
    expected.sort();
    for files in [[&first, &second, &index], [&index, &second, &first], [&second, &index, &first]] {
        let files = files.map(Vec::as_slice);
        let file = read(&files).unwrap();
        let mut names: Vec<_> = file.tensors.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        assert_eq!((names, file.shards), (expected.clone(), 2));
    }
}

#[test]
fn missing_shards_are_named() {
    let [first, _, index] = shards();
    let error = read(&[&first, &index]).unwrap_err().to_string();
    assert_eq!(error, "invalid weights: shards are missing: model-00002-of-00002.safetensors");
    assert_eq!(problem(&[&index]), "missing-shards");
}

#[test]
fn shards_and_index_must_belong_together() {
    let [first, second, index] = shards();
    assert_eq!(problem(&[&first, &second]), "no-shard-index");
    assert_eq!(problem(&[&first, &second, &index, &index]), "malformed-index");
    assert_eq!(problem(&[&first, &first, &second, &index]), "repeated-tensor");
    let text = String::from_utf8(index).unwrap();
    let other = text.replace("\"classifier.bias\"", "\"classifier.other\"");
    assert_eq!(problem(&[&first, &second, other.as_bytes()]), "unlisted-tensor");
    let more =
        text.replacen("\"weight_map\": {", "\"weight_map\": {\"more\": \"model-00001-of-00002.safetensors\", ", 1);
    assert_eq!(problem(&[&first, &second, more.as_bytes()]), "malformed-index");
    let mixed = text.replacen("model-00001", "model-00002", 1);
    assert_eq!(problem(&[&first, &second, mixed.as_bytes()]), "malformed-index");
    assert_eq!(problem(&[&first, br#"{"weight_map": 3}"#]), "malformed-index");
    assert_eq!(problem(&[]), "no-shard-index");
}
