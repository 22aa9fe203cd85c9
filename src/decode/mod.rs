//! Image files to RGBA pixels: for the command line, and for browsers whose canvas can't be trusted.

mod icc;
mod jpeg;

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage, metadata::Orientation};

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

/// Decodes a JPEG, PNG or WebP file; of an animation, its first frame. Its EXIF orientation is applied, and its colours are
/// converted to sRGB, if its colour profile consists of curves and a matrix, as those of displays and cameras do. The size is
/// checked before anything is decoded.
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
    let (mut image, orientation, profile) = if format == ImageFormat::Jpeg {
        decode_jpeg(bytes, max_pixels)?
    } else {
        let reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut decoder = reader.into_decoder().map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        let pixels = check_size(width as usize, height as usize, max_pixels)?;
        let mut limits = Limits::no_limits();
        limits.max_alloc = Some(pixels * BYTES_PER_PIXEL + ADDITIONAL_BYTES);
        decoder.set_limits(limits).map_err(damaged)?;
        let (orientation, profile) = (decoder.orientation().map_err(damaged)?, decoder.icc_profile().map_err(damaged)?);
        (DynamicImage::from_decoder(decoder).map_err(damaged)?, orientation, profile)
    };
    image.apply_orientation(orientation);
    let image = image.into_rgba8();
    let [width, height] = [image.width() as usize, image.height() as usize];
    let mut rgba = image.into_raw();
    if let Some(profile) = profile {
        icc::to_srgb(&mut rgba, &profile);
    }
    Ok(Decoded { width, height, rgba })
}

/// The pixels as they are stored, the orientation that EXIF says and the colour profile.
type Parts = (DynamicImage, Orientation, Option<Vec<u8>>);

fn decode_jpeg(bytes: &[u8], max_pixels: usize) -> Result<Parts, Error> {
    let damaged = |detail: &str| ImageError::DamagedImage { format: "JPEG".into(), detail: detail.into() };
    let mut file = jpeg::Jpeg::new(bytes).map_err(damaged)?;
    let [width, height] = file.size();
    check_size(width, height, max_pixels)?;
    if is_cut_off(bytes) {
        return Err(damaged("it is cut off").into());
    }
    let rgba = file.decode().map_err(damaged)?;
    let orientation = file.exif().and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let image = RgbaImage::from_raw(width as u32, height as u32, rgba).ok_or_else(|| damaged("its size is wrong"))?;
    Ok((image.into(), orientation, file.profile()))
}

/// How many pixels there are, unless they are too many.
fn check_size(width: usize, height: usize, max: usize) -> Result<u64, Error> {
    check_elongation(width, height)?;
    match width.checked_mul(height) {
        Some(pixels) if pixels <= max => Ok(pixels as u64),
        _ => Err(ImageError::ImageTooLarge { width, height, max }.into()),
    }
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
