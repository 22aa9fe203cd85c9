//! Image files to RGBA pixels: for the command line, and for browsers whose canvas can't be trusted.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::{Error, error::ImageError, preprocess::check_elongation};

/// The most pixels. A WebAssembly's memory ends at 4 GiB, and several copies must fit in it.
pub const MAX_PIXELS: usize = if cfg!(target_arch = "wasm32") { 1 << 26 } else { 1 << 28 };

/// How many bytes a decoder may allocate for each pixel: 16 bits for four channels, as much again for progressive JPEGs.
const BYTES_PER_PIXEL: u64 = 16;
/// And for what doesn't depend on the size, such as a colour profile.
const ADDITIONAL_BYTES: u64 = 16 << 20;

/// An image, the right way up.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Four bytes for each pixel, not premultiplied, row by row.
    pub rgba: Vec<u8>,
}

/// Decodes a JPEG, PNG or WebP file; of an animation, its first frame. Its EXIF orientation is applied, its colour profile is
/// not. The size is checked before anything is decoded.
///
/// # Errors
///
/// When it is another kind of file, damaged, cut off, too large or too elongated.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Error> {
    decode_within(bytes, MAX_PIXELS)
}

/// The same, with a limit on the number of pixels.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_within(bytes: &[u8], max_pixels: usize) -> Result<Decoded, Error> {
    let format = image::guess_format(bytes).map_err(|_| ImageError::UnknownImageFormat)?;
    let name = match format {
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::Png => "PNG",
        ImageFormat::WebP => "WebP",
        _ => return Err(ImageError::UnknownImageFormat.into()),
    };
    let damaged = |e: image::ImageError| ImageError::DamagedImage { format: name.into(), detail: e.to_string() };
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    let [width, height] = [width as usize, height as usize];
    check_elongation(width, height)?;
    if width.checked_mul(height).is_none_or(|pixels| pixels > max_pixels) {
        return Err(ImageError::ImageTooLarge { width, height, max: max_pixels }.into());
    }
    if format == ImageFormat::Jpeg && is_cut_off(bytes) {
        return Err(ImageError::DamagedImage { format: name.into(), detail: "it is cut off".into() }.into());
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some((width * height) as u64 * BYTES_PER_PIXEL + ADDITIONAL_BYTES);
    decoder.set_limits(limits).map_err(damaged)?;
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    image.apply_orientation(orientation);
    let rgba = image.into_rgba8();
    let [width, height] = [rgba.width() as usize, rgba.height() as usize];
    Ok(Decoded { width, height, rgba: rgba.into_raw() })
}

/// Whether a JPEG ends before its image does: the decoder would show the missing part grey.
fn is_cut_off(bytes: &[u8]) -> bool {
    let mut at = 2;
    // A thumbnail, which has an end of its own, stands before the frame header.
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        if (0xc0..=0xcf).contains(marker) && ![0xc4, 0xc8, 0xcc].contains(marker) {
            break;
        }
        at += if *marker == 0xff { 1 } else { 2 + usize::from(u16::from_be_bytes([*high, *low])) };
    }
    !bytes.get(at..).unwrap_or_default().windows(2).any(|pair| pair == [0xff, 0xd9])
}
