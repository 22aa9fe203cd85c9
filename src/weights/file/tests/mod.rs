//! `scripts/checkpoint_fixtures.py` wrote the checkpoints; what is malformed or odd is made here.

mod fixtures;
mod other_formats;
mod pickles;
mod safetensors;
mod shards;
mod views;

use super::*;

fn problem(files: &[&[u8]]) -> String {
    let error = read(files).expect_err("the file must be refused");
    assert_eq!(error.code(), "invalid-weights");
    let details = serde_json::to_value(error.details()).expect("details are JSON");
    details["problem"].as_str().expect("an error has a problem").to_string()
}
