//! Odd headers that load, and wrong ones that don't.

use super::{problem, read};
use crate::weights::file::Warning;

fn file(header: &str, data: &[u8]) -> Vec<u8> {
    let length = header.len() as u64;
    [&length.to_le_bytes()[..], header.as_bytes(), data].concat()
}

/// Two tensors of one and two numbers.
const HEADER: &str =
    r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#;

fn data() -> Vec<u8> {
    [1f32, 2.0, 3.0].iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[track_caller]
fn assert_loads(header: &str, data: &[u8], warnings: &[Warning]) {
    let bytes = file(header, data);
    let file = read(&[&bytes]).unwrap();
    let values: Vec<_> = file.tensors.iter().map(|(name, tensor)| (name.as_str(), tensor.to_f32().unwrap())).collect();
    assert_eq!(values, [("a", vec![1.0]), ("b", vec![2.0, 3.0])]);
    assert_eq!(file.warnings, warnings);
}

#[track_caller]
fn assert_refused(header: &str, data: &[u8], expected: &str) {
    assert_eq!(problem(&[&file(header, data)]), expected);
}

#[test]
fn odd_headers_load() {
    assert_loads(HEADER, &data(), &[]);
    assert_loads(&format!("{HEADER}     \n"), &data(), &[]);
    assert_loads(&format!("{HEADER}\0\0\0"), &data(), &[]);
    assert_loads(&format!(" {HEADER}"), &data(), &[]);
    assert_loads(&HEADER.replace("[1]", "[1],\"note\":[{}]"), &data(), &[]);
}

#[test]
fn metadata_that_is_no_text_does_no_harm() {
    let with = |metadata: &str| HEADER.replacen('{', &format!("{{\"__metadata__\":{metadata},"), 1);
    for metadata in ["null", "{}", r#"{"a":{"b":[1,null]},"c":null}"#] {
        assert_loads(&with(metadata), &data(), &[]);
    }
    let bytes = file(&with(r#"{"format":"pt","epoch":3,"best":true,"lr":0.5,"other":[1]}"#), &data());
    let metadata = read(&[&bytes]).unwrap().metadata;
    let expected = [("best", "true"), ("epoch", "3"), ("format", "pt"), ("lr", "0.5")];
    assert_eq!(metadata.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect::<Vec<_>>(), expected);
}

#[test]
fn bytes_that_no_tensor_uses_are_warned_about() {
    let trailing = [&data()[..], b"more"].concat();
    assert_loads(HEADER, &trailing, &[Warning::TrailingBytes { bytes: 4 }]);
    let shifted = HEADER.replace("[0,4]", "[3,7]").replace("[4,12]", "[8,16]");
    let gaps = [&[0; 3][..], &data()[..4], &[0], &data()[4..]].concat();
    assert_loads(&shifted, &gaps, &[Warning::Gaps { bytes: 4 }]);
}

#[test]
fn removed_names_are_followed_only_to_tensors() {
    let metadata = r#"{"__metadata__":{"c":"b","format":"pt","a":"b","d":"c"},"#;
    let bytes = file(&HEADER.replacen('{', metadata, 1), &data());
    let file = read(&[&bytes]).unwrap();
    let names: Vec<_> = file.tensors.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(file.tensors[2].1.to_f32().unwrap(), [2.0, 3.0]);
}

#[test]
fn wrong_offsets_and_sizes_are_refused() {
    assert_refused(&HEADER.replace("[4,12]", "[0,8]"), &data(), "overlapping-tensors");
    assert_refused(&HEADER.replace("[4,12]", "[2,10]"), &data(), "overlapping-tensors");
    assert_refused(&HEADER.replace("[4,12]", "[4,13]"), &[0; 13], "tensor-bytes");
    assert_refused(&HEADER.replace("[4,12]", "[12,4]"), &data(), "header-json");
    assert_refused(&HEADER.replace("[4,12]", "[4,18446744073709551615]"), &data(), "truncated-file");
    assert_refused(&HEADER.replace("[2]", "[4611686018427387904,4]"), &data(), "impossible-shape");
    assert_refused(&HEADER.replace("[2]", "[0,9223372036854775807,16]"), &data(), "impossible-shape");
    assert_refused(&HEADER.replace("[2]", "[-2]"), &data(), "header-json");
    assert_refused(&HEADER.replace("[2]", &format!("[{}2]", "1,".repeat(64))), &data(), "header-json");
    assert_refused(HEADER, &data()[..11], "truncated-file");
}

#[test]
fn wrong_headers_are_refused() {
    assert_refused(&HEADER.replace("\"b\"", "\"a\""), &data(), "repeated-tensor");
    assert_refused(&HEADER.replacen("F32", "F33", 1), &data(), "unknown-dtype");
    assert_refused(&HEADER[..HEADER.len() - 1], &data(), "header-json");
    assert_refused("{}", &[], "no-weights");
    assert_refused(r#"{"__metadata__":{"a":"b"}}"#, &[], "no-weights");
    assert_refused(&format!("{{\"a\":{}", "[".repeat(100_000)), &[], "header-json");
    let mut long = file(HEADER, &data());
    long[..8].copy_from_slice(&(1u64 << 39).to_le_bytes());
    assert_eq!(problem(&[&long]), "header-length");
    long[..8].copy_from_slice(&u64::MAX.to_le_bytes());
    assert_eq!(problem(&[&long]), "unknown-file");
}
