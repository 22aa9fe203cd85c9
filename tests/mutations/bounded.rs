//! Reads a checkpoint and checks that it stays within its bounds.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use densenet_web::{Error, weights::file};

use crate::allocator::peak_of;

/// What `src/weights/file/mod.rs` promises.
const READING_PER_BYTE: u64 = 64;
const READING_FREE: u64 = 1 << 20;
const NUMBERS_PER_BYTE: u64 = 8;
const NUMBERS_FREE: u64 = 1 << 16;

/// Far more than any of these files takes, even while other tests run.
const MAX_TIME: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub struct Totals {
    pub read: u64,
    pub refused: u64,
    slowest: Duration,
    /// The most bytes that reading has allocated for a byte of a file, the free ones aside.
    largest: f64,
}

impl Totals {
    pub fn add(&mut self, what: &str, bytes: &[u8]) {
        let (result, time, peak) = read(what, bytes);
        if result.is_ok() {
            self.read += 1
        } else {
            self.refused += 1
        }
        self.slowest = self.slowest.max(time);
        self.largest = self.largest.max(peak as f64 / bytes.len().max(1) as f64);
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, refused, slowest, largest } = self;
        write!(f, "{read} read, {refused} refused; at most {slowest:?} and {largest:.1} bytes per byte of the file")
    }
}

/// Reads the file, converts every tensor, and returns how many there are, or the problem.
pub fn read(what: &str, bytes: &[u8]) -> (Result<usize, Error>, Duration, u64) {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let (peak, file) = peak_of(|| file::read(&[bytes]));
        let limit = READING_PER_BYTE * bytes.len() as u64 + READING_FREE;
        assert!(peak <= limit, "reading {} bytes has allocated {peak}", bytes.len());
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                return (Err(error), peak);
            }
        };
        let (numbers, ()) = peak_of(|| {
            let tensors = file.tensors.iter().chain(&file.attributes);
            let all: Vec<_> = tensors.filter_map(|(_, tensor)| Some((tensor.count(), tensor.to_f32().ok()?))).collect();
            assert!(all.iter().all(|(count, numbers)| *count == numbers.len()));
        });
        let limit = NUMBERS_PER_BYTE * bytes.len() as u64 + NUMBERS_FREE + 64 * file.tensors.len() as u64;
        assert!(numbers <= limit, "the numbers of {} bytes take {numbers}", bytes.len());
        (Ok(file.tensors.len()), peak)
    }));
    let time = start.elapsed();
    let (result, peak) = outcome.unwrap_or_else(|_| panic!("{what}: reading it panics"));
    assert!(time < MAX_TIME, "{what}: reading it takes {time:?}");
    (result, time, peak)
}
