//! What people take for checkpoints is named.

use std::fs;

use super::{fixtures::folder, problem, read};

/// A zip archive of empty stored entries.
fn zip(names: &[&str]) -> Vec<u8> {
    let (mut entries, mut directory) = (Vec::new(), Vec::new());
    for name in names {
        let length = (name.len() as u16).to_le_bytes();
        let local = (entries.len() as u32).to_le_bytes();
        entries.extend([&b"PK\x03\x04"[..], &[0; 22], &length, &[0; 2], name.as_bytes()].concat());
        directory.extend([&b"PK\x01\x02"[..], &[0; 24], &length, &[0; 12], &local, name.as_bytes()].concat());
    }
    let (count, start) = ((names.len() as u16).to_le_bytes(), (entries.len() as u32).to_le_bytes());
    let size = (directory.len() as u32).to_le_bytes();
    [&entries[..], &directory, b"PK\x05\x06", &[0; 4], &count, &count, &size, &start, &[0; 2]].concat()
}

fn tar(name: &str) -> Vec<u8> {
    let mut bytes = vec![0; 1024];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    bytes[257..262].copy_from_slice(b"ustar");
    bytes
}

#[test]
fn files_of_other_kinds_are_named() {
    let lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 32342954\n";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty-file", vec![]),
        ("lfs-pointer", lfs.into()),
        ("web-page-file", b"<!DOCTYPE html><html><head>".into()),
        ("web-page-file", b"\n\n  <HTML lang=\"en\">".into()),
        ("web-page-file", b"\xef\xbb\xbf<!-- saved --><html>".into()),
        ("web-page-file", b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>".into()),
        ("json-file", br#"{"architectures": ["DenseNet"], "num_classes": 10}"#.into()),
        ("json-file", br#"["cat", "dog"]"#.into()),
        ("json-file", b"{ }".into()),
        ("onnx-file", b"\x08\x07\x12\x07pytorch\x1a\x052.1.0".into()),
        ("onnx-file", b"\x08\x08\x3a\x80\x04\x0a\x10".into()),
        ("keras-h5", b"\x89HDF\r\n\x1a\n\0\0\0\0".into()),
        ("keras-archive", zip(&["metadata.json", "config.json", "model.weights.h5"])),
        ("tensorflow-file", b"\x08\x01\x12\xd0\x0f\x0a\x1c".into()),
        ("tensorflow-file", b"\x0a\x2b\x0a\x05input\x12\x0bPlaceholder".into()),
        ("tensorflow-file", zip(&["model/saved_model.pb", "model/variables/variables.index"])),
        ("tflite-file", b"\x1c\0\0\0TFL3\x14\0".into()),
        ("gguf-file", b"GGUF\x03\0\0\0".into()),
        ("numpy-file", b"\x93NUMPY\x01\0v\0{'descr': '<f4'".into()),
        ("numpy-file", zip(&["arr_0.npy", "arr_1.npy"])),
        ("image-file", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".into()),
        ("image-file", b"\xff\xd8\xff\xe0\0\x10JFIF".into()),
        ("image-file", b"RIFF\x24\0\0\0WEBPVP8 ".into()),
        ("image-file", b"GIF89a\x01\0\x01\0".into()),
        ("image-file", b"BM\x36\0\x03\0\0\0\0\0\x36\0".into()),
        ("image-file", b"\0\0\0\x1cftypavif".into()),
        ("image-file", b"II*\0\x08\0\0\0".into()),
        ("zip-archive", zip(&["densenet.pth", "README.md"])),
        ("zip-archive", zip(&[])),
        ("opaque-torchscript", zip(&["m/code/__torch__/net.py"])),
        ("tar-archive", tar("densenet/weights.pth")),
        ("torch-tar", tar("sys_info")),
        ("torch-tar", tar("./pickle")),
        ("compressed-file", b"\x1f\x8b\x08\0\0\0\0\0".into()),
        ("compressed-file", b"\x28\xb5\x2f\xfd\x04\0".into()),
        ("compressed-file", b"7z\xbc\xaf\x27\x1c\0\x04".into()),
        ("plain-pickle", b"\x80\x04\x95\x0b\0\0\0\0\0\0\0}\x94\x8c\x01a\x94K\x01s.".into()),
        ("plain-pickle", b"(dp0\nS'a'\np1\nI1\ns.".into()),
        ("unknown-file", b"n02119789 kit_fox\nn02100735 English_setter\n".into()),
        ("unknown-file", b"Entry not found".into()),
        ("unknown-file", vec![0; 4096]),
        ("unknown-file", b"PK".into()),
        ("truncated-file", b"PK\x03\x04\0\0\0\0".into()),
    ];
    for (expected, bytes) in cases {
        assert_eq!(problem(&[&bytes]), expected, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
    }
}

#[test]
fn messages_say_what_to_do() {
    let message = |bytes: &[u8]| read(&[bytes]).unwrap_err().to_string();
    assert_eq!(
        message(b"version https://git-lfs.github.com/spec/v1\nsize 5\n"),
        "invalid weights: this is a Git LFS pointer, not the file itself: run `git lfs pull` or download the file"
    );
    assert_eq!(
        message(b"Entry not found"),
        "invalid weights: the file is neither safetensors nor a PyTorch checkpoint: it starts with \"Entry not found\""
    );
    assert_eq!(
        message(&[1, 2, 3, 0xff, 0, 0, 0, 0, 0]),
        "invalid weights: the file is neither safetensors nor a PyTorch checkpoint: it starts with 01 02 03 ff 00 00 00 00"
    );
    let two = zip(&["a.pth", "b.pth"]);
    assert!(message(&two).ends_with("unpack it first (it holds a.pth, b.pth)"), "{}", message(&two));
}

#[test]
fn a_file_may_have_any_name_so_only_its_content_counts() {
    // The formats' own signatures inside another format don't mislead: a checkpoint that starts like a zip archive of
    // something else is recognised by its pickle.
    let bytes = fs::read(folder().join("folder.pth")).unwrap();
    assert_eq!(read(&[&bytes]).unwrap().location, "state_dict");
}
