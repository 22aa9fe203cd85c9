//! Whether there is enough memory, asked before it is allocated. In WebAssembly, a failed allocation is the end.

use crate::{Error, error::EngineError};

/// Less than this is not worth asking the operating system for.
const SMALL: u64 = 32 << 20;

/// Whether so many bytes can be there at all, in however many pieces.
///
/// # Errors
///
/// [`EngineError::OutOfMemory`].
pub(crate) fn check_limit(needed: u64) -> Result<(), Error> {
    if needed < SMALL || needed <= available() { Ok(()) } else { Err(out_of_memory(needed)) }
}

/// Whether so many bytes are there, for what is allocated next.
///
/// # Errors
///
/// [`EngineError::OutOfMemory`].
pub(crate) fn check(needed: u64) -> Result<(), Error> {
    check_limit(needed)?;
    // The allocator knows what it has freed, and the browser how much more it gives. Elsewhere, allocations succeed even if
    // there is nothing behind them.
    let is_there = |bytes| Vec::<u8>::new().try_reserve_exact(bytes).is_ok();
    if cfg!(target_arch = "wasm32") && !usize::try_from(needed).is_ok_and(is_there) {
        return Err(out_of_memory(needed));
    }
    Ok(())
}

/// Allocates zeros.
///
/// # Errors
///
/// [`EngineError::OutOfMemory`].
pub(crate) fn zeros(count: usize) -> Result<Vec<f32>, Error> {
    let mut zeros = Vec::new();
    zeros.try_reserve_exact(count).map_err(|_| out_of_memory(4 * count as u64))?;
    zeros.resize(count, 0.0);
    Ok(zeros)
}

fn out_of_memory(bytes: u64) -> Error {
    EngineError::OutOfMemory { needed: bytes.div_ceil(1 << 20) }.into()
}

/// WebAssembly's memory has 4 GiB; a part of that is taken.
#[cfg(target_arch = "wasm32")]
fn available() -> u64 {
    (4 << 30) - (256 << 20)
}

/// Bytes that can be used without swapping, where the system tells; otherwise a sane limit.
#[cfg(not(target_arch = "wasm32"))]
fn available() -> u64 {
    #[cfg(test)]
    if let Some(limit) = LIMIT.get() {
        return limit;
    }
    let told = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
        line.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    });
    told.map_or(8 << 30, |kilobytes| kilobytes << 10)
}

#[cfg(test)]
thread_local! {
    /// What tests pretend to be available.
    pub(crate) static LIMIT: std::cell::Cell<Option<u64>> = const { std::cell::Cell::new(None) };
}
