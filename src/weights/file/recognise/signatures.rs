//! Binary formats that people mistake for checkpoints, by their first bytes.

use crate::error::FileError;

/// Where a tar archive says that it is one.
const TAR_MAGIC: usize = 257;
const TAR_BLOCK: usize = 512;

pub(super) fn other_format(bytes: &[u8]) -> Option<FileError> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let has = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let image = |format| Some(FileError::ImageFile { format });
    let packed = |format| Some(FileError::CompressedFile { format });
    match bytes {
        _ if starts(b"\x89HDF\r\n\x1a\n") => Some(FileError::KerasH5),
        _ if starts(b"GGUF") => Some(FileError::GgufFile),
        _ if has(4, b"TFL3") => Some(FileError::TfliteFile),
        _ if starts(b"\x93NUMPY") => Some(FileError::NumpyFile),
        _ if starts(b"\x89PNG\r\n\x1a\n") => image("PNG"),
        _ if starts(b"\xff\xd8\xff") => image("JPEG"),
        _ if starts(b"GIF8") => image("GIF"),
        _ if starts(b"RIFF") && has(8, b"WEBP") => image("WebP"),
        _ if starts(b"II*\0") || starts(b"MM\0*") => image("TIFF"),
        _ if has(4, b"ftypavif") => image("AVIF"),
        _ if has(4, b"ftypheic") => image("HEIC"),
        // The file's size follows, then zeros.
        _ if starts(b"BM") && has(6, &[0; 4]) => image("BMP"),
        _ if starts(b"\x1f\x8b") => packed("gzip"),
        _ if starts(b"BZh") => packed("bzip2"),
        _ if starts(b"\xfd7zXZ\0") => packed("xz"),
        _ if starts(b"\x28\xb5\x2f\xfd") => packed("zstd"),
        _ if starts(b"7z\xbc\xaf\x27\x1c") => packed("7-Zip"),
        _ if starts(b"Rar!\x1a\x07") => packed("RAR"),
        _ if has(TAR_MAGIC, b"ustar") => Some(tar(bytes)),
        // A pickle's first instruction is its protocol's version; the oldest start with a dictionary or a list.
        [0x80, 2..=5, ..] => Some(FileError::PlainPickle),
        _ if starts(b"(dp") || starts(b"(lp") => Some(FileError::PlainPickle),
        _ => protobuf(bytes),
    }
}

/// PyTorch's first container was a tar archive with members of these names.
fn tar(bytes: &[u8]) -> FileError {
    let name = bytes[..100].split(|&byte| byte == 0).next().unwrap_or_default();
    let name = name.strip_prefix(b"./").unwrap_or(name);
    match name {
        b"sys_info" | b"pickle" | b"storages" | b"tensors" => FileError::TorchTar,
        _ if bytes.len() < TAR_BLOCK => FileError::TruncatedFile { found: bytes.len(), expected: None },
        _ => FileError::TarArchive,
    }
}

/// ONNX and TensorFlow models have no signature: both are protocol buffers, told apart by their first fields.
fn protobuf(bytes: &[u8]) -> Option<FileError> {
    match bytes {
        // An ONNX model starts with its version, then the producer's name, a graph or the operators' versions.
        [8, 1..=20, 0x12, length, text @ ..] if is_text(text, *length) => Some(FileError::OnnxFile),
        [8, 3..=20, 0x1a | 0x22 | 0x32 | 0x3a | 0x42, ..] => Some(FileError::OnnxFile),
        // A saved model starts with its version, which is 1, then a graph that starts with a description of itself.
        [8, 1, 0x12, rest @ ..] if after_varint(rest)?.first() == Some(&0x0a) => Some(FileError::TensorflowFile),
        // A frozen graph starts with a node that starts with its name, then its operation.
        [0x0a, rest @ ..] => match after_varint(rest)? {
            [0x0a, length, text @ ..] if is_text(text, *length) && text.get(usize::from(*length)) == Some(&0x12) => {
                Some(FileError::TensorflowFile)
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_text(bytes: &[u8], length: u8) -> bool {
    let text = bytes.get(..usize::from(length));
    text.is_some_and(|text| text.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' '))
}

fn after_varint(bytes: &[u8]) -> Option<&[u8]> {
    let last = bytes.iter().take(10).position(|byte| byte & 0x80 == 0)?;
    Some(&bytes[last + 1..])
}
