//! Archives, legacy files and headers that lie.

use super::*;
use crate::build::{Entry, safetensors, zip, zip_of};

#[test]
fn storages_that_are_missing_or_too_short_are_refused() {
    let pickle = state_dict(&matrix());
    let other = |name| zip(&[("m/data.pkl".into(), pickle.clone()), (name, vec![0; 32])]);
    assert_outcome("another storage", &other("m/data/1".into()), "missing-storage");
    assert_outcome("another folder", &other("n/data/0".into()), "missing-storage");
    assert_outcome("too short", &archive(&pickle, &[0; 31]), "storage-bytes");
    assert_outcome("empty", &archive(&pickle, &[]), "storage-bytes");
    assert_outcome("too short in a legacy file", &legacy(&pickle, &[0; 12]), "storage-bytes");
}

#[test]
fn many_views_of_one_storage_are_refused() {
    let one = [b"X\x05\0\0\x00", &b"00000"[..], &tensor(b"K\x00", b"M\xff\xffK\x01\x86", b"K\x01K\x01\x86")].concat();
    let pickle: Vec<u8> =
        (0..2000).flat_map(|i| [b"X\x05\0\0\x00", format!("{i:05}").as_bytes(), &one[10..]].concat()).collect();
    let pickle = [b"}(", &pickle[..], b"u."].concat();
    assert_outcome("views", &archive(&pickle, &[0; 1 << 18]), "expanded-tensors");
}

#[test]
fn legacy_storages_that_lie_are_refused() {
    let good = legacy(&state_dict(&matrix()), &[0; 32]);
    let count = good.len() - 32 - 8;
    for lie in [9, 1 << 40, u64::MAX / 4, u64::MAX] {
        let mut bytes = good.clone();
        bytes[count..count + 8].copy_from_slice(&lie.to_le_bytes());
        read("a count", &bytes).0.expect_err("it must be refused");
    }
    let keys = |keys: &[u8]| [&good[..count - 11], keys, &good[count..]].concat();
    assert_outcome("keys", &keys(b"\x80\x02]X\x01\0\0\x000a."), "read");
    assert_outcome("no list", &keys(b"\x80\x02N."), "malformed-pickle");
    assert_outcome("no text", &keys(b"\x80\x02]K\x00a."), "malformed-pickle");
    assert_outcome("none", &keys(b"\x80\x02]."), "missing-storage");
    assert_outcome("unknown", &keys(b"\x80\x02]X\x01\0\0\x001a."), "malformed-pickle");
    let twice = [&keys(b"\x80\x02](X\x01\0\0\x000X\x01\0\0\x000e.")[..], &good[count..]].concat();
    assert_outcome("twice", &twice, "malformed-pickle");
    assert_outcome("half", &good[..15], "truncated-file");
}

#[test]
fn archives_whose_directory_lies_are_refused() {
    let pickle = state_dict(&matrix());
    let entries = [Entry::new("m/data.pkl", &pickle), Entry::new("m/data/0", &[0; 32])];
    let with = |change: fn(&mut [Entry; 2])| {
        let mut entries = entries.clone();
        change(&mut entries);
        zip_of(&entries)
    };
    assert_outcome("as it is", &with(|_| {}), "read");
    assert_outcome("too long", &with(|entries| entries[1].lengths = [1 << 20; 2]), "malformed-zip");
    assert_outcome("not packed", &with(|entries| entries[1].lengths = [32, 31]), "malformed-zip");
    assert_outcome("no zip64", &with(|entries| entries[1].lengths = [u32::MAX; 2]), "malformed-zip");
    let huge = |entries: &mut [Entry; 2]| {
        entries[1].lengths = [u32::MAX; 2];
        entries[1].extra = [&[1, 0, 16, 0][..], &[0xff; 16]].concat();
    };
    assert_outcome("huge zip64", &with(huge), "malformed-zip");
    let right = |entries: &mut [Entry; 2]| {
        entries[1].lengths = [u32::MAX; 2];
        entries[1].extra = [&[9, 0, 2, 0, 7, 7, 1, 0, 16, 0, 32][..], &[0; 7], &[32], &[0; 7]].concat();
    };
    assert_outcome("zip64", &with(right), "read");
    assert_outcome("packed", &with(|entries| entries[0].method = 8), "compressed-entry");
    assert_outcome("packed storage", &with(|entries| entries[1].method = 99), "compressed-entry");
    assert_outcome("twice", &with(|entries| entries[1].name = "m/data.pkl".into()), "malformed-zip");
    let bomb = |entries: &mut [Entry; 2]| {
        entries[1].method = 8;
        entries[1].lengths = [32, u32::MAX - 1];
    };
    assert_outcome("bomb", &with(bomb), "compressed-entry");
}

#[test]
fn archives_whose_end_lies_are_refused() {
    let good = archive(&state_dict(&matrix()), &[0; 32]);
    let end = good.len() - 22;
    let with = |at: usize, value: &[u8]| {
        let mut bytes = good.clone();
        bytes[at..at + value.len()].copy_from_slice(value);
        bytes
    };
    assert_outcome("start", &with(end + 16, &[0xff, 0xff, 0xff, 0x7f]), "malformed-zip");
    assert_outcome("start at itself", &with(end + 16, &(end as u32).to_le_bytes()), "malformed-zip");
    assert_outcome("no zip64", &with(end + 16, &[0xff; 4]), "malformed-zip");
    assert_outcome("count", &with(end + 10, &[0xff, 0x7f]), "malformed-zip");
    assert_outcome("no entries", &with(end + 10, &[0, 0]), "zip-archive");
    assert_outcome("no end", &with(end, b"XX"), "truncated-file");
    let name = good.windows(4).position(|window| window == b"m/da").expect("the local header is there");
    assert_outcome("another name", &with(name, b"n"), "malformed-zip");
    // An end in the comment of another: the last one counts.
    let comment = [&good[..good.len() - 2], &22u16.to_le_bytes(), &good[end..]].concat();
    assert_outcome("two ends", &comment, "read");
    let zip64 = |offset: u64| {
        let locator = [b"PK\x06\x07", &[0; 4][..], &offset.to_le_bytes(), &[0; 4]].concat();
        [&good[..end], &locator, &with(end + 16, &[0xff; 4])[end..]].concat()
    };
    assert_outcome("zip64 nowhere", &zip64(u64::MAX), "malformed-zip");
    assert_outcome("zip64 at the start", &zip64(0), "malformed-zip");
}

#[test]
fn floods_of_entries_and_headers_are_bounded() {
    let entries: Vec<_> = (0..20_000).map(|i| (format!("m/data/{i}"), Vec::new())).collect();
    let pickle = ("m/data.pkl".to_string(), state_dict(&matrix()));
    assert_outcome("entries", &zip(&[&entries[1..], &[pickle]].concat()), "missing-storage");
    let header = |entry: fn(usize) -> String| {
        let entries: Vec<_> = (0..20_000).map(entry).collect();
        safetensors(format!("{{{}}}", entries.join(",")).as_bytes(), &[])
    };
    let tensors = header(|i| format!(r#""{i}":{{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#));
    assert_outcome("tensors", &tensors, "read");
    let same = header(|_| r#""a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"#.into());
    assert_outcome("the same tensor", &same, "repeated-tensor");
    let names: Vec<_> = (0..2000).map(|i| format!(r#""{i}":"w""#)).collect();
    let aliases = format!(
        r#"{{"__metadata__":{{{}}},"w":{{"dtype":"F32","shape":[65536],"data_offsets":[0,262144]}}}}"#,
        names.join(",")
    );
    assert_outcome("aliases", &safetensors(aliases.as_bytes(), &[0; 1 << 18]), "expanded-tensors");
    let arrays = format!(r#"{{"__metadata__":{{"a":[{}0]}}}}"#, "0,".repeat(MANY));
    assert_outcome("metadata", &safetensors(arrays.as_bytes(), &[]), "no-weights");
    assert_outcome("depth", &safetensors("{\"a\":".repeat(MANY).as_bytes(), &[]), "header-json");
    let index = format!(r#"{{"weight_map":{{{}}}}}"#, names.join(","));
    assert_outcome("index", index.as_bytes(), "missing-shards");
    assert_outcome("json", "[".repeat(MANY).as_bytes(), "json-file");
}
