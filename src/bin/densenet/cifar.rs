//! CIFAR-10's binary format: a label, then the red, green and blue planes of 32x32 pixels.

use std::path::Path;

use anyhow::ensure;

use crate::model::read;

/// Height and width.
pub const SIDE: usize = 32;
const PLANE: usize = SIDE * SIDE;
const RECORD: usize = 1 + 3 * PLANE;

/// A file such as `test_batch.bin`.
pub struct Records(Vec<u8>);

impl Records {
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let data = read(path)?;
        ensure!(
            !data.is_empty() && data.len() % RECORD == 0,
            "{} is not in CIFAR-10's binary format: its {} bytes are not a multiple of {RECORD}",
            path.display(),
            data.len()
        );
        Ok(Self(data))
    }

    pub fn iter(&self) -> impl Iterator<Item = Record<'_>> {
        self.0.chunks_exact(RECORD).map(Record)
    }
}

#[derive(Clone, Copy)]
pub struct Record<'a>(&'a [u8]);

impl Record<'_> {
    /// The class, which must be one of the network's.
    pub fn class(self, classes: usize) -> anyhow::Result<usize> {
        let class = self.0[0] as usize;
        ensure!(class < classes, "a record's label is {class}, but the network has {classes} classes");
        Ok(class)
    }

    /// Planes to pixels.
    pub fn rgba(self) -> Vec<u8> {
        let planes = &self.0[1..];
        (0..PLANE).flat_map(|i| [planes[i], planes[PLANE + i], planes[2 * PLANE + i], 255]).collect()
    }
}
