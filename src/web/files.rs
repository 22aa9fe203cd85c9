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
    decode::decode(bytes).map(Pixels)
}
