//! The directory of a zip archive, as far as PyTorch uses it: stored entries, with or without zip64.
//!
//! A reader of its own, because nothing has to be unpacked: entries are slices of the file. Libraries copy them.

use std::collections::HashMap;

use crate::error::FileError;

/// Entries by name, in the directory's order.
pub(in super::super) struct Directory<'a> {
    pub names: Vec<&'a str>,
    entries: HashMap<&'a str, Entry<'a>>,
}

#[derive(Clone, Copy)]
enum Entry<'a> {
    Stored(&'a [u8]),
    Packed,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END64: u32 = 0x0606_4b50;
const LOCATOR64: u32 = 0x0706_4b50;
/// The end's record, and the longest comment that may follow it.
const END_BYTES: usize = 22;
const MAX_COMMENT: usize = 0xffff;
/// The record of an entry in the directory, without its name, its extra fields and its comment.
const CENTRAL_BYTES: usize = 46;

impl<'a> Directory<'a> {
    pub(in super::super) fn read(bytes: &'a [u8]) -> Result<Self, FileError> {
        let end = end_record(bytes)?;
        let (count, mut at) = extent(bytes, end).ok_or_else(|| malformed("its directory isn't where it should be"))?;
        let mut directory = Self { names: Vec::new(), entries: HashMap::new() };
        for _ in 0..count {
            let (name, entry, next) = entry(bytes, at)?;
            if directory.entries.insert(name, entry).is_some() {
                return Err(malformed(&format!("it has two entries called {name}")));
            }
            directory.names.push(name);
            at = next;
        }
        Ok(directory)
    }

    /// Whether the name of an entry starts so.
    pub(in super::super) fn has_folder(&self, folder: &str) -> bool {
        self.names.iter().any(|name| name.starts_with(folder))
    }

    /// An entry's bytes, if it is there.
    pub(in super::super) fn get(&self, name: &str) -> Result<Option<&'a [u8]>, FileError> {
        match self.entries.get(name) {
            None => Ok(None),
            Some(Entry::Stored(data)) => Ok(Some(data)),
            Some(Entry::Packed) => Err(FileError::CompressedEntry { entry: name.into() }),
        }
    }
}

fn malformed(detail: &str) -> FileError {
    FileError::MalformedZip { detail: detail.into() }
}

/// Where the record at the archive's end is: only its signature says so, because a comment may follow.
fn end_record(bytes: &[u8]) -> Result<usize, FileError> {
    let last = bytes.len().checked_sub(END_BYTES);
    let mut places = last.into_iter().flat_map(|last| (last.saturating_sub(MAX_COMMENT)..=last).rev());
    let is_end = |&at: &usize| u32_at(bytes, at) == Some(END);
    places.find(is_end).ok_or(FileError::TruncatedFile { found: bytes.len(), expected: None })
}

/// How many entries the directory has, and where it starts.
fn extent(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let (count, start) = (u64::from(u16_at(bytes, end + 10)?), u64::from(u32_at(bytes, end + 16)?));
    if count != 0xffff && start != 0xffff_ffff {
        return Some((count, usize::try_from(start).ok()?));
    }
    let locator = end.checked_sub(20).filter(|&at| u32_at(bytes, at) == Some(LOCATOR64));
    let Some(locator) = locator else { return Some((count, usize::try_from(start).ok()?)) };
    let end64 = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
    if u32_at(bytes, end64)? != END64 {
        return None;
    }
    Some((u64_at(bytes, end64.checked_add(32)?)?, usize::try_from(u64_at(bytes, end64.checked_add(48)?)?).ok()?))
}

/// The entry whose record is at `at`, and where the next record is.
fn entry(bytes: &[u8], at: usize) -> Result<(&str, Entry<'_>, usize), FileError> {
    if u32_at(bytes, at) != Some(CENTRAL) {
        return Err(malformed("an entry is missing in its directory"));
    }
    let record = || {
        let lengths = [u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?].map(usize::from);
        let name = bytes.get(at + CENTRAL_BYTES..)?.get(..lengths[0])?;
        let extra = bytes.get(at + CENTRAL_BYTES + lengths[0]..)?.get(..lengths[1])?;
        Some((name, extra, at + CENTRAL_BYTES + lengths.iter().sum::<usize>()))
    };
    let (name, extra, next) = record().ok_or_else(|| malformed("its directory is cut off"))?;
    let name = str::from_utf8(name).map_err(|_| malformed("an entry's name isn't UTF-8"))?;
    let method = u16_at(bytes, at + 10).unwrap_or_default();
    let encrypted = u16_at(bytes, at + 8).is_some_and(|flags| flags & 1 != 0);
    if method != 0 || encrypted {
        return Ok((name, Entry::Packed, next));
    }
    let data = stored(bytes, at, name, extra);
    let data = data.ok_or_else(|| malformed(&format!("{name} isn't where its directory says")))?;
    Ok((name, Entry::Stored(data), next))
}

fn stored<'a>(bytes: &'a [u8], at: usize, name: &str, extra: &[u8]) -> Option<&'a [u8]> {
    // Numbers too large for 32 bits are in an extra field instead, in this order.
    let mut large = zip64(extra).unwrap_or_default().chunks_exact(8);
    let mut field = |offset| match u32_at(bytes, at + offset)? {
        u32::MAX => Some(u64::from_le_bytes(large.next()?.try_into().ok()?)),
        number => Some(u64::from(number)),
    };
    let (length, packed, local) = (field(24)?, field(20)?, usize::try_from(field(42)?).ok()?);
    if length != packed || u32_at(bytes, local)? != LOCAL {
        return None;
    }
    // The entry's own header repeats its name, and has extra fields of its own: PyTorch pads with them.
    let lengths = [u16_at(bytes, local + 26)?, u16_at(bytes, local + 28)?].map(usize::from);
    let rest = bytes.get(local + 30..)?;
    if rest.get(..lengths[0])? != name.as_bytes() {
        return None;
    }
    rest.get(lengths[0] + lengths[1]..)?.get(..usize::try_from(length).ok()?)
}

fn zip64(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (kind, length) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        let field = extra.get(4..)?.get(..length)?;
        if kind == 1 {
            return Some(field);
        }
        extra = &extra[4 + length..];
    }
}

fn at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    at(bytes, place).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    at(bytes, place).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], place: usize) -> Option<u64> {
    at(bytes, place).map(u64::from_le_bytes)
}
