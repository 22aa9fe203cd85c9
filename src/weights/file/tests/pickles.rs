//! Instructions that today's PyTorch doesn't write, but older ones and other programs do.

use super::{problem, read};

const MAGIC: &[u8] = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";

/// A legacy container with one storage, `0`, of the numbers 0, 1, 2, ….
pub(super) fn legacy(objects: &[u8], numbers: usize) -> Vec<u8> {
    let data: Vec<u8> = (0..numbers).flat_map(|number| (number as f32).to_le_bytes()).collect();
    let system = b"\x80\x02}(X\x0d\0\0\0little_endian\x88u.";
    let keys = b"\x80\x02]X\x01\0\0\x000a.";
    [MAGIC, b"\x80\x02M\xe9\x03.", system, objects, keys, &(numbers as u64).to_le_bytes(), &data].concat()
}

/// A tensor's instructions: `shape` and `strides` are instructions that make tuples.
pub(super) fn tensor(offset: &[u8], shape: &[u8], strides: &[u8]) -> Vec<u8> {
    let storage = b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x08tQ";
    [b"ctorch._utils\n_rebuild_tensor\n(", &storage[..], offset, shape, strides, b"tR"].concat()
}

/// `{"w": tensor}` with instructions before and after.
fn state_dict(before: &[u8], tensor: &[u8], after: &[u8]) -> Vec<u8> {
    [before, b"}X\x01\0\0\0w", tensor, b"s", after, b"."].concat()
}

fn matrix() -> Vec<u8> {
    tensor(b"K\x00", b"K\x02K\x02\x86", b"K\x02K\x01\x86")
}

#[track_caller]
fn values(bytes: &[u8]) -> Vec<f32> {
    let file = read(&[bytes]).unwrap();
    let (_, tensor) = file.tensors.iter().find(|(name, _)| name == "w").expect("w is there");
    tensor.to_f32().unwrap()
}

#[test]
fn the_oldest_instructions_are_read() {
    let expected = [0., 1., 2., 3.];
    for (before, after) in [
        // An unused value below; a memo by text; a list, a number and a text as lines.
        (&b"N"[..], &b""[..]),
        (b"", b"p7\n0g7\n"),
        (b"(I1\nI01\nL5L\nF1.5\nS'it''s'\nV\\u00e9\nl0", b""),
        (b"(K\x01K\x02d0", b""),
        (b"(cmodule\nClass\nK\x01o0(imodule\nClass\n0", b""),
        (b"\x80\x04\x95\x08\0\0\0\0\0\0\0\x8c\x01a\x94\x8c\x01b\x93)\x81)}\x92}b0", b""),
        (b"\x82\x010\x83\x01\x000\x84\x01\0\0\x000", b""),
        (b"\x8f(K\x01\x900(K\x01\x910\x96\x01\0\0\0\0\0\0\0a0B\x01\0\0\0b0", b""),
        (b"(K\x01(K\x021", b""),
    ] {
        assert_eq!(values(&legacy(&state_dict(before, &matrix(), after), 8)), expected, "{before:?}");
    }
    // Python 2 has other texts, and dictionaries with their content as a list of pairs.
    let pairs = [b"ccollections\nOrderedDict\n(](U\x01w", &matrix()[..], b"latR."].concat();
    assert_eq!(values(&legacy(&pairs, 8)), expected);
}

#[test]
fn a_key_that_is_there_twice_counts_with_its_last_value() {
    let second = tensor(b"K\x04", b"K\x02K\x02\x86", b"K\x02K\x01\x86");
    let twice = [b"}X\x01\0\0\0w", &matrix()[..], b"sX\x01\0\0\0w", &second, b"s."].concat();
    let bytes = legacy(&twice, 8);
    assert_eq!(values(&bytes), [4., 5., 6., 7.]);
    assert_eq!(read(&[&bytes]).unwrap().tensors.len(), 1);
}

#[test]
fn parameters_of_old_versions_are_tensors() {
    for (class, call) in [
        (&b"ctorch.nn.parameter\nParameter\n("[..], &b"t\x81(\x88\x89}tb"[..]),
        (b"ctorch.autograd.variable\nVariable\n(", b"tR(\x88\x89}tb"),
        (b"ctorch._utils\n_rebuild_parameter\n(", b"\x88}tR"),
        (b"ctorch._utils\n_rebuild_parameter_with_state\n(", b"\x88}}tR"),
    ] {
        let parameter = [class, &matrix(), call].concat();
        assert_eq!(values(&legacy(&state_dict(b"", &parameter, b""), 8)), [0., 1., 2., 3.]);
    }
    // A subclass has the tensor's function, its own class and the function's arguments.
    let function = b"ctorch._utils\n_rebuild_tensor\n";
    let arguments = matrix()[function.len()..matrix().len() - 1].to_vec();
    let subclass = [b"ctorch._tensor\n_rebuild_from_type_v2\n(", &function[..], b"cmy\nTensor\n", &arguments, b"}tR"];
    assert_eq!(values(&legacy(&state_dict(b"", &subclass.concat(), b""), 8)), [0., 1., 2., 3.]);
}

#[test]
fn a_view_of_a_storage_starts_where_it_says() {
    let of_part = |start: u8| {
        let part = [b"(X\x01\0\0\0vK", &[start][..], b"K\x04ttQ"].concat();
        let matrix = matrix();
        let end = matrix.windows(2).position(|window| window == b"tQ").unwrap();
        let tensor = [&matrix[..end], &part, &matrix[end + 2..]].concat();
        legacy(&state_dict(b"", &tensor, b""), 8)
    };
    assert_eq!(values(&of_part(2)), [2., 3., 4., 5.]);
    assert_eq!(values(&of_part(4)), [4., 5., 6., 7.]);
    assert_eq!(problem(&[&of_part(5)]), "tensor-outside-storage");
}

#[test]
fn code_is_not_run() {
    let system = b"cposix\nsystem\n(X\x0b\0\0\0echo hackedtR0cbuiltins\neval\n(X\x03\0\0\x001/0tR0";
    assert_eq!(values(&legacy(&state_dict(system, &matrix(), b""), 8)), [0., 1., 2., 3.]);
}

#[test]
fn bytes_after_the_last_storage_are_warned_about() {
    let bytes = [legacy(&state_dict(b"", &matrix(), b""), 8), vec![0; 3]].concat();
    assert_eq!(read(&[&bytes]).unwrap().warnings, [super::Warning::TrailingBytes { bytes: 3 }]);
}
