//! Text that people mistake for checkpoints.

use serde::{Deserialize, de::IgnoredAny};

use crate::error::FileError;

const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";
/// An error shows this many characters.
const MAX_CHARACTERS: usize = 40;
const MAX_BYTES: usize = 8;

/// The JSON that says which shard has which tensor.
pub(in super::super) fn is_index(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Index {
        #[serde(rename = "weight_map")]
        _files: IgnoredAny,
    }
    is_json(bytes) && serde_json::from_slice::<Index>(bytes).is_ok()
}

pub(super) fn other_text(bytes: &[u8]) -> Option<FileError> {
    if bytes.starts_with(LFS_POINTER) {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
        let size = text.lines().find_map(|line| line.strip_prefix("size ")?.trim().parse().ok());
        return Some(FileError::LfsPointer { size });
    }
    let text = without_byte_order_mark(bytes).trim_ascii_start();
    let start = text[..text.len().min(16)].to_ascii_lowercase();
    if [&b"<!doctype"[..], b"<html", b"<head", b"<body", b"<!--", b"<?xml"].iter().any(|tag| start.starts_with(tag)) {
        return Some(FileError::WebPageFile);
    }
    is_json(bytes).then_some(FileError::JsonFile)
}

fn is_json(bytes: &[u8]) -> bool {
    match without_byte_order_mark(bytes).trim_ascii_start() {
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start().first(), None | Some(b'"' | b'}')),
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start().first(), Some(b'"' | b'{' | b'[' | b'0'..=b'9' | b']')),
        _ => false,
    }
}

fn without_byte_order_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// How a file starts: as text in quotes if it is text, otherwise its first bytes.
pub(super) fn start(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(MAX_CHARACTERS)];
    if start.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) {
        return format!("{:?}", String::from_utf8_lossy(start));
    }
    let bytes: Vec<String> = start.iter().take(MAX_BYTES).map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

/// A name from the file, at most as long as a person would read.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(MAX_CHARACTERS).collect()
}
