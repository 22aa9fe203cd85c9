//! The bound on what a pickle may build.

use crate::error::FileError;

/// Bytes of objects for each byte of the file…
const PER_BYTE: u64 = 64;
/// …at most this many…
const MAX: u64 = 256 << 20;
/// …and this many in any case.
const FREE: u64 = 1 << 20;

/// Counts the memory, and with it the time, that reading a pickle takes. Each step pays for what it allocates or looks at,
/// so that neither can grow beyond the file's size times a constant.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    left: u64,
}

impl Budget {
    pub(super) fn of_file(bytes: usize) -> Self {
        let limit = (bytes as u64).saturating_mul(PER_BYTE).min(MAX) + FREE;
        Self { limit, left: limit }
    }

    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), FileError> {
        self.left = self.left.checked_sub(bytes as u64).ok_or(FileError::TooComplex { limit: self.limit })?;
        Ok(())
    }
}
