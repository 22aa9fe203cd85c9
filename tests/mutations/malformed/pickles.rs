//! Pickle bombs, and tensors that aren't views of their storage.

use super::*;
use crate::build::{int, pair};

/// Objects that a pickle builds before a good state dict.
#[track_caller]
fn assert_before(pickle: &[u8], expected: &str) {
    assert_pickle(&[pickle, &state_dict(&matrix())].concat(), expected);
}

fn view(offset: i64, shape: (i64, i64), strides: (i64, i64)) -> Vec<u8> {
    state_dict(&tensor(&int(offset), &pair(shape.0, shape.1), &pair(strides.0, strides.1)))
}

#[test]
fn a_good_file_is_read() {
    assert_before(b"", "read");
    assert_pickle(&view(0, (2, 2), (2, 1)), "read");
}

#[test]
fn floods_of_objects_are_refused() {
    assert_before(&b"]".repeat(MANY), "too-complex");
    assert_before(&b"}".repeat(MANY), "too-complex");
    assert_before(&[b"N", &b"\x94".repeat(MANY)[..]].concat(), "too-complex");
    assert_before(&[b"ca\nb\n", &b")\x81".repeat(MANY)[..]].concat(), "too-complex");
    // Some 50 bytes for each byte of the file are within the bounds.
    assert_before(&b"(".repeat(MANY), "read");
    assert_before(&b"ca\nb\n".repeat(MANY), "read");
    assert_before(&[b"N", &b"2".repeat(MANY)[..]].concat(), "read");
}

#[test]
fn a_long_list_is_copied_only_so_often() {
    let list = [b"](", &b"N".repeat(MANY)[..], b"eq\x00"].concat();
    let copies = b"ccollections\nOrderedDict\n(h\x00tR0".repeat(10_000);
    assert_before(&[list.clone(), copies].concat(), "too-complex");
    let dict = [b"}(", &b"NN".repeat(MANY)[..], b"uq\x00"].concat();
    let copies = b"ccollections\nOrderedDict\nh\x00\x85R0".repeat(10_000);
    assert_before(&[dict, copies].concat(), "too-complex");
}

#[test]
fn a_long_key_is_compared_only_once() {
    let key = [b"X\x40\x42\x0f\0", &b"k".repeat(MANY)[..], b"q\x00"].concat();
    let dict = [&key[..], b"0}(", &b"h\x00N".repeat(MANY)[..], b"u"].concat();
    let wrapped = [&dict, &b"X\x01\0\0\0w"[..], &matrix(), b"s."].concat();
    let (result, ..) = read("a long key", &archive(&wrapped, &[0; 32]));
    assert!(result.is_ok() || result.is_err_and(|error| error.to_string().contains("builds more than")));
}

#[test]
fn lengths_that_lie_are_refused() {
    for pickle in [
        &b"\x8b\xff\xff\xff\x7f\x01."[..],
        b"\x8b\xff\xff\xff\xff\x01.",
        b"X\xff\xff\xff\xffabc.",
        b"T\xff\xff\xff\xffabc.",
        b"\x8d\xff\xff\xff\xff\xff\xff\xff\xffabc.",
        b"\x8e\xff\xff\xff\xff\xff\xff\xff\x7fabc.",
        b"\x96\0\0\0\0\0\0\0\x80abc.",
        b"Iabc",
        b"",
    ] {
        assert_outcome("zip", &archive(pickle, &[]), "malformed-pickle");
        let (result, ..) = read("legacy", &legacy(pickle, &[]));
        result.expect_err("it must be refused");
    }
}

#[test]
fn stacks_marks_and_memos_that_lack_something_are_refused() {
    for pickle in [
        &b"."[..],
        b"a.",
        b"s.",
        b"u.",
        b"e.",
        b"t.",
        b"0.",
        b"1.",
        b"2.",
        b"R.",
        b"b.",
        b"o.",
        b"(o.",
        b"\x81.",
        b"\x85.",
        b"\x93.",
        b"KaKb\x93.",
        b"h\x00.",
        b"j\xff\xff\xff\xff.",
        b"g9\n.",
        b"gx\n.",
        b"q\x00.",
        b"Q.",
        b"NQ.",
        b"P0\n.",
        b"(K\x01u.",
        b"}(K\x01u.",
        b"}K\x01a.",
        b"]K\x01K\x02s.",
        b"K\x01)K\x02a.",
        b"\xff.",
        b"\x97.",
        b"X\x01\0\0\0\xff.",
        b"Fx\n.",
        b"Sx\n.",
    ] {
        assert_pickle(pickle, "malformed-pickle");
    }
    // An index of the memo costs nothing by itself.
    assert_before(b"Nr\xff\xff\xff\xff0Np18446744073709551615\n0", "read");
}

#[test]
fn nesting_and_cycles_do_no_harm() {
    assert_before(&[b")", &b"\x85".repeat(4_000)[..], b"0"].concat(), "read");
    assert_before(&[b"]", &b"q\x00]h\x00a".repeat(4_000)[..], b"0"].concat(), "read");
    assert_pickle(&[b")", &b"\x85".repeat(4_000)[..], b"."].concat(), "no-weights");
    // Lists and dictionaries that contain themselves, also on the way to the weights.
    assert_before(b"]q\x00h\x00a0}q\x01K\x00h\x01s0", "read");
    assert_pickle(b"}q\x00X\x0a\0\0\0state_dicth\x00s.", "no-weights");
    assert_pickle(b"]q\x00(h\x00h\x00h\x00e.", "no-weights");
    let around = [b"}q\x00X\x04\0\0\0selfh\x00sX\x0a\0\0\0state_dict", &state_dict(&matrix())[..]].concat();
    assert_pickle(&[&around[..around.len() - 1], b"s."].concat(), "read");
    // Thirty doublings would be a billion values.
    let doubled = [b"]q\x000", &b"]h\x00ah\x00aq\x000".repeat(30)[..], b"h\x00"].concat();
    assert_pickle(&[&doubled[..], b"."].concat(), "no-weights");
    let beside = [b"}X\x01\0\0\0x", &doubled[..], b"sX\x01\0\0\0w", &matrix(), b"s."].concat();
    assert_pickle(&beside, "read");
}

/// A module of the modules in `children`, which are instructions for the dictionary's entries.
fn module(children: &[u8]) -> Vec<u8> {
    let state = [b"}(X\x0b\0\0\0_parameters}X\x08\0\0\0_modules}(", children, b"uu"].concat();
    [b"ca\nModule\n)\x81", &state[..], b"b"].concat()
}

#[test]
fn modules_that_share_or_contain_each_other_are_bounded() {
    let mut doubled = [module(b""), b"q\x000".to_vec()].concat();
    for _ in 0..40 {
        doubled.extend([module(b"X\x01\0\0\0ah\x00X\x01\0\0\0bh\x00"), b"q\x000".to_vec()].concat());
    }
    assert_pickle(&[&doubled, &b"h\x00."[..]].concat(), "too-complex");
    let endless = b"ca\nModule\n)\x81q\x00}(X\x0b\0\0\0_parameters}X\x08\0\0\0_modules}X\x01\0\0\0ah\x00sub.";
    assert_pickle(endless, "malformed-pickle");
    assert_pickle(&[&module(b"X\x01\0\0\0aK\x01K\x02K\x03")[..], b"."].concat(), "no-weights");
}

#[test]
fn subclasses_of_subclasses_are_not_followed() {
    let chain = b"ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._tensor\n_rebuild_from_type_v2\nNh\x00NtRq\x00";
    assert_before(&[b")q\x000", &chain.repeat(1000)[..], b"0"].concat(), "read");
}

#[test]
fn tensors_that_are_no_views_are_refused() {
    let outside = "tensor-outside-storage";
    assert_pickle(&view(5, (2, 2), (2, 1)), outside);
    assert_pickle(&view(i64::MAX, (2, 2), (2, 1)), outside);
    assert_pickle(&view(0, (2, 2), (7, 1)), outside);
    assert_pickle(&view(0, (i64::MAX, 2), (2, 1)), outside);
    assert_pickle(&view(0, (i64::MAX, i64::MAX), (i64::MAX, i64::MAX)), outside);
    assert_pickle(&view(0, (2, 2), (i64::MAX, i64::MAX)), outside);
    assert_pickle(&view(0, (i64::MAX, i64::MAX), (0, 0)), "impossible-shape");
    assert_pickle(&view(0, (0, i64::MAX), (0, 0)), "impossible-shape");
    assert_pickle(&view(0, (1 << 30, 1 << 20), (0, 0)), "expanded-tensors");
    assert_pickle(&view(-1, (2, 2), (2, 1)), "malformed-pickle");
    assert_pickle(&view(0, (-2, -2), (2, 1)), "malformed-pickle");
    assert_pickle(&view(3, (2, 2), (-2, -1)), "malformed-pickle");
}

#[test]
fn arguments_of_tensors_that_are_something_else_are_refused() {
    let (two, many) = (b"K\x02K\x02\x86", [b"(", &b"K\x01".repeat(100)[..], b"t"].concat());
    for tensor in [
        tensor(b"N", two, two),
        tensor(b"K\x00", b"K\x04", two),
        tensor(b"K\x00", two, b"K\x01\x85"),
        tensor(b"K\x00", b"NN\x86", two),
        tensor(b"K\x00", &many, &many),
        b"ctorch._utils\n_rebuild_tensor\n)R".to_vec(),
        b"ctorch._utils\n_rebuild_tensor_v2\nNR".to_vec(),
        b"ctorch._utils\n_rebuild_tensor_v2\n(NNNNtR".to_vec(),
        b"(X\x07\0\0\0storageca\nb\nX\x01\0\0\x000NK\x08tQ".to_vec(),
        b"(X\x07\0\0\0storagectorch\nFloatStorage\nK\x00NK\x08tQ".to_vec(),
        b"(X\x07\0\0\0storagectorch\nFloatStorage\ntQ".to_vec(),
        b"X\x01\0\0\0aQ".to_vec(),
    ] {
        assert_pickle(&state_dict(&tensor), "malformed-pickle");
    }
}
