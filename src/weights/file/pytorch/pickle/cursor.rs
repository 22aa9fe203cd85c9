//! The bytes of a pickle, read in order.

use crate::error::FileError;

/// What an error says when the pickle needs more bytes than there are.
pub(in super::super) const ENDS_EARLY: &str = "it ends too early";

#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub fn error(&self, detail: &'static str) -> FileError {
        FileError::MalformedPickle { at: self.at, detail }
    }

    pub fn take(&mut self, count: u64) -> Result<&'a [u8], FileError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = usize::try_from(count).ok().and_then(|count| rest.get(..count));
        let taken = taken.ok_or_else(|| self.error(ENDS_EARLY))?;
        self.at += taken.len();
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], FileError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N as u64)?);
        Ok(array)
    }

    pub fn u8(&mut self) -> Result<u8, FileError> {
        Ok(self.array::<1>()?[0])
    }

    pub fn u32(&mut self) -> Result<u32, FileError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub fn u64(&mut self) -> Result<u64, FileError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    pub fn utf8(&mut self, count: u64) -> Result<&'a str, FileError> {
        let bytes = self.take(count)?;
        str::from_utf8(bytes).map_err(|_| self.error("text that isn't UTF-8"))
    }

    /// Up to the end of the line, as the oldest protocol writes everything.
    pub fn line(&mut self) -> Result<&'a str, FileError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| byte == b'\n').ok_or_else(|| self.error(ENDS_EARLY))?;
        let line = self.utf8(length as u64)?;
        self.at += 1;
        Ok(line)
    }

    pub fn number<T: std::str::FromStr>(&mut self) -> Result<T, FileError> {
        self.line()?.trim().parse().map_err(|_| self.error("a line should be a number"))
    }
}
