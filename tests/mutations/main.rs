//! Damaged and hostile checkpoints: whatever the bytes are, they are read or refused, in time and memory that are in
//! proportion to the file. `malformed` has files made by hand, `mutator` damages valid ones at random.
//!
//! `MUTATIONS=1000000 cargo test --test mutations` tries that many inputs for each reader.

mod allocator;
mod bounded;
mod build;
mod malformed;
mod mutator;

use std::{env, fs, path::Path};

use mutator::Mutator;

/// As many as take a few seconds.
const DEFAULT_MUTATIONS: u64 = 30_000;

#[test]
fn mutated_safetensors() {
    try_mutations("safetensors", &["bare.safetensors", "types.safetensors", "tied.safetensors"]);
}

#[test]
fn mutated_archives() {
    try_mutations("zip", &["bare.pth", "training.pth", "views.pth", "module.pth", "torchscript.pt", "folder.pth"]);
}

#[test]
fn mutated_legacy_files() {
    let names =
        ["bare-legacy.pth", "training-legacy.pth", "views-legacy.pth", "module-legacy.pth", "protocol-1-legacy.pth"];
    try_mutations("legacy", &names);
}

fn try_mutations(kind: &str, names: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/checkpoints/containers");
    let seeds: Vec<_> = names.iter().map(|name| fs::read(folder.join(name)).expect("the fixture is there")).collect();
    let count = env::var("MUTATIONS").map_or(DEFAULT_MUTATIONS, |count| count.parse().expect("MUTATIONS is a number"));
    let first = env::var("FIRST_MUTATION").map_or(0, |first| first.parse().expect("FIRST_MUTATION is a number"));
    let mut totals = bounded::Totals::default();
    for number in first..first + count {
        let bytes = Mutator::new(number).mutate(&seeds);
        totals.add(&format!("{kind}, FIRST_MUTATION={number}"), &bytes);
    }
    println!("{kind}: {totals}");
    assert!(count < DEFAULT_MUTATIONS || (totals.read > 0 && totals.refused > 0), "{totals}");
}
