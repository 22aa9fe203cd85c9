//! What only some files and some browsers need: it is downloaded when it is first used.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::{
    Error,
    decode::{self, Decoded},
};

/// An image's RGBA bytes, not premultiplied.
#[wasm_bindgen]
pub struct Pixels(Decoded);

#[wasm_bindgen]
impl Pixels {
    /// Width in pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> usize {
        self.0.width
    }

    /// Height in pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> usize {
        self.0.height
    }

    /// Four bytes for each pixel, row by row.
    #[wasm_bindgen(getter)]
    pub fn rgba(&self) -> Uint8Array {
        self.0.rgba.as_slice().into()
    }
}

/// Decodes a JPEG, PNG or WebP file.
///
/// # Errors
///
/// When it is another kind of file, damaged, or too large.
#[wasm_bindgen]
pub fn decode_image(bytes: &[u8]) -> Result<Pixels, Error> {
    #[cfg(feature = "deliberate-traps")]
    traps::spring(bytes);
    decode::decode(bytes).map(Pixels)
}

/// Every way in which WebAssembly can end, for the test of what happens then.
#[cfg(feature = "deliberate-traps")]
mod traps {
    use std::hint::black_box;

    /// Fails as the file's last word says.
    pub fn spring(bytes: &[u8]) {
        if bytes.ends_with(b"panic") {
            panic!("deliberate");
        } else if bytes.ends_with(b"overflow") {
            black_box(recurse(0));
        } else if bytes.ends_with(b"bounds") {
            black_box(bytes[black_box(usize::MAX)]);
        } else if bytes.ends_with(b"memory") {
            let all: Vec<Vec<u8>> = (0..8).map(|_| Vec::with_capacity(1 << 30)).collect();
            black_box(all);
        }
    }

    #[expect(unconditional_recursion, reason = "it ends with the stack")]
    fn recurse(depth: u64) -> u64 {
        let frame = black_box([depth; 64]);
        recurse(frame[0] + 1) + frame[1]
    }
}
