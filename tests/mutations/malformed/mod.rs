//! Malformed and hostile files, made by hand. Each is refused for the right reason, or read, within the bounds.

mod containers;
mod pickles;

use crate::{
    bounded::read,
    build::{STORAGE, archive, legacy, legacy_without, state_dict, tensor},
};

const MANY: usize = 1_000_000;

/// Checks the outcome for a pickle in both of PyTorch's containers: a problem, or `read`.
#[track_caller]
fn assert_pickle(pickle: &[u8], expected: &str) {
    let storage = [0; 32];
    assert_outcome("zip", &archive(pickle, &storage), expected);
    let uses_storage = pickle.windows(STORAGE.len()).any(|window| window == STORAGE);
    assert_outcome("legacy", &if uses_storage { legacy(pickle, &storage) } else { legacy_without(pickle) }, expected);
}

#[track_caller]
fn assert_outcome(what: &str, bytes: &[u8], expected: &str) {
    let (result, ..) = read(what, bytes);
    let problem = match result {
        Ok(_) => "read".into(),
        Err(error) => serde_json::to_value(error.details()).expect("details are JSON")["problem"].clone(),
    };
    assert_eq!(problem, expected, "{what}");
}

fn matrix() -> Vec<u8> {
    tensor(b"K\x00", b"K\x02K\x02\x86", b"K\x02K\x01\x86")
}
