//! Every container and nesting that PyTorch and safetensors write.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde::Deserialize;

use super::{problem, read};
use crate::weights::file::{File, Tensor, Warning};

#[derive(Deserialize)]
struct Expected {
    networks: BTreeMap<String, Tensors>,
    files: BTreeMap<String, Facts>,
}

type Tensors = BTreeMap<String, Described>;

#[derive(Deserialize, PartialEq, Debug, Clone)]
struct Described {
    shape: Vec<usize>,
    dtype: String,
    values: Option<Vec<f32>>,
}

#[derive(Deserialize)]
struct Facts {
    problem: Option<String>,
    network: Option<String>,
    #[serde(default)]
    prefix: String,
    tensors: Option<Tensors>,
    format: Option<String>,
    #[serde(default)]
    location: String,
    class: Option<String>,
    #[serde(default)]
    others: Vec<String>,
    #[serde(default)]
    skipped: Vec<String>,
    #[serde(default)]
    metadata: BTreeMap<String, String>,
    #[serde(default)]
    attributes: BTreeMap<String, Vec<Option<f32>>>,
}

pub(super) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/checkpoints/containers")
}

fn expected() -> Expected {
    let json = fs::read_to_string(folder().join("expected.json")).expect("the fixtures are there");
    serde_json::from_str(&json).expect("expected.json is readable")
}

fn described(tensor: &Tensor) -> Described {
    Described { shape: tensor.shape().to_vec(), dtype: tensor.dtype().to_string(), values: tensor.to_f32().ok() }
}

fn tensors(file: &File) -> Tensors {
    file.tensors.iter().map(|(name, tensor)| (name.clone(), described(tensor))).collect()
}

#[test]
fn every_container_and_nesting_is_read() {
    let Expected { networks, files } = expected();
    for (name, facts) in files.iter().filter(|(_, facts)| facts.problem.is_none()) {
        let bytes = fs::read(folder().join(name)).expect("the fixture is there");
        let file = read(&[&bytes]).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = match (&facts.network, &facts.tensors) {
            (Some(network), _) => {
                networks[network].iter().map(|(name, tensor)| (facts.prefix.clone() + name, tensor.clone())).collect()
            }
            (None, tensors) => tensors.clone().expect("the tensors are described"),
        };
        assert_eq!(tensors(&file), expected, "{name}");
        assert_eq!(file.location, facts.location, "{name}");
        if facts.class.is_some() {
            assert_eq!(file.class, facts.class, "{name}");
        }
        if let Some(format) = &facts.format {
            assert_eq!(serde_json::to_value(file.format).unwrap(), *format, "{name}");
        }
        for (key, text) in &facts.metadata {
            assert_eq!(file.metadata.get(key), Some(text), "{name}: {key}");
        }
        check_warnings(name, &file, facts);
        check_attributes(name, &file, facts);
    }
}

fn check_warnings(name: &str, file: &File, facts: &Facts) {
    let mut expected = Vec::new();
    if !facts.others.is_empty() {
        expected.push(Warning::OtherWeights { chosen: facts.location.clone(), others: facts.others.clone() });
    }
    if !facts.skipped.is_empty() {
        expected.push(Warning::SkippedTensors { tensors: facts.skipped.clone(), more: 0 });
    }
    assert_eq!(file.warnings, expected, "{name}");
}

/// NaN, which JSON doesn't have, is null in the fixture.
fn check_attributes(name: &str, file: &File, facts: &Facts) {
    for (attribute, expected) in &facts.attributes {
        let (_, tensor) = file.attributes.iter().find(|(found, _)| found == attribute).expect("the attribute is there");
        let values: Vec<_> =
            tensor.to_f32().unwrap().into_iter().map(|value| (!value.is_nan()).then_some(value)).collect();
        assert_eq!(values, *expected, "{name}: {attribute}");
    }
}

#[test]
fn what_holds_no_weights_or_too_many_is_refused() {
    for (name, facts) in expected().files {
        let Some(expected) = facts.problem else { continue };
        let bytes = fs::read(folder().join(&name)).expect("the fixture is there");
        assert_eq!(problem(&[&bytes]), expected, "{name}");
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    for name in ["bare.pth", "bare-legacy.pth", "bare.safetensors"] {
        let bytes = fs::read(folder().join(name)).expect("the fixture is there");
        for length in 0..bytes.len() {
            read(&[&bytes[..length]]).expect_err(name);
        }
        // Downloads end anywhere; in most places it can be said that the rest is missing.
        for length in [bytes.len() - 4, bytes.len() * 3 / 4] {
            assert_eq!(problem(&[&bytes[..length]]), "truncated-file", "{name} {length}");
        }
    }
}
