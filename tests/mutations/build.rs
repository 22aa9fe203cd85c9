//! Containers from their parts.

pub fn safetensors(header: &[u8], data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes()[..], header, data].concat()
}

/// A stored entry of a zip archive, as its directory describes it.
#[derive(Clone)]
pub struct Entry {
    pub name: String,
    pub data: Vec<u8>,
    pub method: u16,
    /// Lengths in the directory: packed and unpacked.
    pub lengths: [u32; 2],
    pub extra: Vec<u8>,
}

impl Entry {
    pub fn new(name: &str, data: &[u8]) -> Self {
        Self { name: name.into(), data: data.into(), method: 0, lengths: [data.len() as u32; 2], extra: Vec::new() }
    }
}

pub fn zip(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    zip_of(&entries.iter().map(|(name, data)| Entry::new(name, data)).collect::<Vec<_>>())
}

pub fn zip_of(entries: &[Entry]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for Entry { name, data, method, lengths, extra } in entries {
        let start = (bytes.len() as u32).to_le_bytes();
        let [packed, unpacked] = lengths.map(u32::to_le_bytes);
        let (name_length, extra_length) = ((name.len() as u16).to_le_bytes(), (extra.len() as u16).to_le_bytes());
        let common = [&[0; 2][..], &method.to_le_bytes(), &[0; 8], &packed, &unpacked, &name_length].concat();
        bytes.extend([b"PK\x03\x04\x14\0", &common[..], &[0; 2], name.as_bytes(), data].concat());
        let record = [b"PK\x01\x02\x14\0\x14\0", &common[..], &extra_length, &[0; 10], &start, name.as_bytes(), extra];
        directory.extend(record.concat());
    }
    let (count, start) = ((entries.len() as u16).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
    let size = (directory.len() as u32).to_le_bytes();
    [&bytes[..], &directory, b"PK\x05\x06", &[0; 4], &count, &count, &size, &start, &[0; 2]].concat()
}

/// The entries of a valid archive, by its local headers. PyTorch doesn't leave their lengths out.
pub fn zip_entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let u32_at = |at: usize| u16_at(at) | u16_at(at + 2) << 16;
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").expect("an archive has an end");
    let mut at = u32_at(end + 16);
    let mut entries = Vec::new();
    for _ in 0..u16_at(end + 10) {
        let (name_length, start) = (u16_at(at + 28), u32_at(at + 42));
        let name = String::from_utf8(bytes[at + 46..at + 46 + name_length].to_vec()).expect("names are UTF-8");
        let data = start + 30 + u16_at(start + 26) + u16_at(start + 28);
        entries.push((name, bytes[data..data + u32_at(at + 24)].to_vec()));
        at += 46 + name_length + u16_at(at + 30) + u16_at(at + 32);
    }
    entries
}

/// A legacy container with one storage, called `0`.
pub fn legacy(objects: &[u8], storage: &[u8]) -> Vec<u8> {
    let count = (storage.len() as u64 / 4).to_le_bytes();
    [LEGACY_START, objects, b"\x80\x02]X\x01\0\0\x000a.", &count, storage].concat()
}

/// A legacy container without storages.
pub fn legacy_without(objects: &[u8]) -> Vec<u8> {
    [LEGACY_START, objects, b"\x80\x02]."].concat()
}

/// The magic number, the version, and the machine.
const LEGACY_START: &[u8] = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.\
    \x80\x02}X\x0d\0\0\0little_endian\x88s.";

/// An archive of PyTorch with one storage, called `0`.
pub fn archive(pickle: &[u8], storage: &[u8]) -> Vec<u8> {
    zip(&[("m/data.pkl".into(), pickle.into()), ("m/data/0".into(), storage.into())])
}

pub const STORAGE: &[u8] = b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x08tQ";

/// `_rebuild_tensor(storage, offset, shape, strides)`, the last three as instructions.
pub fn tensor(offset: &[u8], shape: &[u8], strides: &[u8]) -> Vec<u8> {
    [b"ctorch._utils\n_rebuild_tensor\n(", STORAGE, offset, shape, strides, b"tR"].concat()
}

/// `{"w": value}`
pub fn state_dict(value: &[u8]) -> Vec<u8> {
    [b"}X\x01\0\0\0w", value, b"s."].concat()
}

/// A number of up to 63 bits.
pub fn int(number: i64) -> Vec<u8> {
    [b"\x8a\x08", &number.to_le_bytes()[..]].concat()
}

pub fn pair(first: i64, second: i64) -> Vec<u8> {
    [int(first), int(second), b"\x86".to_vec()].concat()
}
