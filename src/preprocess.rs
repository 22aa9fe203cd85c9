//! From an image's RGBA pixels to a network's input, as in torchvision: resize the short side, crop the centre, scale to
//! 0..1, normalise.

use std::borrow::Cow;

use densenet_kernels::{luminance, normalise, over_white};
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};

use crate::{
    Error,
    error::InputError,
    metadata::{Colour, Interpolation, Preprocessing},
};

/// Long side over short side. Beyond this, resizing the short side would make an absurdly long image.
const MAX_ELONGATION: usize = 200;

/// Pixels of a resized image. Beyond this, an elongated image and a small `crop_pct` would take too much memory.
const MAX_RESIZED: usize = 1 << 26;

/// Normalised images, `[count, channels, height, width]` row-major.
#[derive(Clone, Debug, PartialEq)]
pub struct Images {
    data: Vec<f32>,
    shape: [usize; 4],
}

impl Images {
    /// Wraps numbers that already are a network's input, of the shape `[count, channels, height, width]`.
    ///
    /// # Errors
    ///
    /// When the numbers don't fill the shape, or there is no image.
    pub fn new(data: Vec<f32>, shape: [usize; 4]) -> Result<Self, Error> {
        let numbers = shape.iter().try_fold(1_usize, |product, &side| product.checked_mul(side));
        if numbers != Some(data.len()) || data.is_empty() {
            return Err(InputError::NumberCount { found: data.len(), shape }.into());
        }
        Ok(Self { data, shape })
    }

    /// Joins images of the same size into one batch.
    ///
    /// # Errors
    ///
    /// When there are none, or they differ in size.
    pub fn batch(images: Vec<Images>) -> Result<Self, Error> {
        let mut images = images.into_iter();
        let mut batch = images.next().ok_or(InputError::NoImages)?;
        for image in images {
            if image.shape[1..] != batch.shape[1..] {
                return Err(InputError::MixedSizes.into());
            }
            batch.data.extend_from_slice(&image.data);
            batch.shape[0] += image.count();
        }
        Ok(batch)
    }

    /// All numbers.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// `[count, channels, height, width]`.
    pub fn shape(&self) -> [usize; 4] {
        self.shape
    }

    /// How many images.
    pub fn count(&self) -> usize {
        self.shape[0]
    }

    /// Height and width in pixels.
    pub fn size(&self) -> [usize; 2] {
        [self.shape[2], self.shape[3]]
    }

    /// Whether a network that takes so many channels can take them.
    pub(crate) fn check_channels(&self, expected: usize) -> Result<(), Error> {
        match self.shape[1] {
            found if found == expected => Ok(()),
            found => Err(InputError::InputChannels { found, expected }.into()),
        }
    }
}

/// Prepares one image of `width` x `height` pixels with 4 bytes each: red, green, blue, alpha (not premultiplied).
///
/// Transparent pixels are composited over white, unless the input has a channel for alpha. The result differs from
/// torchvision's on the same pixels by at most 2/255 before normalisation.
///
/// # Errors
///
/// When the bytes are not that many pixels, or the long side is more than 200 times the short one.
pub fn prepare(rgba: &[u8], width: usize, height: usize, how: &Preprocessing) -> Result<Images, Error> {
    let [crop_height, crop_width] = how.input_size();
    let target = [crop_width, crop_height].map(|size| (size as f64 / how.crop_pct()) as usize);
    let resized = resized_size([width, height], target);
    let pixels = resize_and_crop(rgba, [width, height], resized, [crop_width, crop_height], how)?;
    let plane = crop_width * crop_height;
    let channels = how.colour().channels();
    let mut data = Vec::with_capacity(channels * plane);
    for (channel, (&mean, &std)) in how.mean().iter().zip(how.std()).enumerate() {
        normalise(&pixels, channel, mean, std, &mut data);
    }
    Images::new(data, [1, channels, crop_height, crop_width])
}

/// The size (width, height) of an image that just covers `target` in its own aspect ratio, as in timm's
/// `transforms_imagenet_eval` with the crop mode `center`.
fn resized_size([width, height]: [usize; 2], target: [usize; 2]) -> [usize; 2] {
    if target[0] == target[1] {
        // torchvision's `Resize` with one number: the short side gets it, the long side is rounded down.
        let short = target[0];
        let long = |long_side: usize, short_side: usize| short * long_side / short_side.max(1);
        return if width <= height { [short, long(height, width)] } else { [long(width, height), short] };
    }
    // timm's `ResizeKeepRatio`: both sides are divided by the smaller ratio and rounded, halves to even.
    let ratio = f64::min(width as f64 / target[0] as f64, height as f64 / target[1] as f64);
    [width, height].map(|side| (side as f64 / ratio).round_ties_even() as usize)
}

/// RGBA bytes of the centre of the resized image. Sizes are width, height.
fn resize_and_crop(
    rgba: &[u8],
    [width, height]: [usize; 2],
    resized: [usize; 2],
    crop: [usize; 2],
    how: &Preprocessing,
) -> Result<Vec<u8>, Error> {
    if width == 0 || height == 0 || rgba.len() as u64 != 4 * width as u64 * height as u64 {
        return Err(InputError::PixelBytes { bytes: rgba.len(), width, height }.into());
    }
    check_elongation(width, height)?;
    let [resized_width, resized_height] = resized;
    if resized_width.checked_mul(resized_height).is_none_or(|pixels| pixels > MAX_RESIZED) {
        return Err(InputError::ResizedTooLarge { width: resized_width, height: resized_height }.into());
    }
    // As in PIL, colours are converted before they are resized.
    let converted = match how.colour() {
        Colour::Rgb | Colour::FirstChannel => Cow::Owned(over_white(rgba)),
        Colour::Luminance => Cow::Owned(luminance(over_white(rgba))),
        Colour::Rgba => Cow::Borrowed(rgba),
    };
    let to_error = |e: &dyn std::fmt::Display| InputError::ResizeFailed { width, height, detail: e.to_string() };
    let source = ImageRef::new(width as u32, height as u32, &converted, PixelType::U8x4).map_err(|e| to_error(&e))?;
    let mut target = Image::new(resized[0] as u32, resized[1] as u32, PixelType::U8x4);
    let filter = match how.interpolation() {
        Interpolation::Bilinear => FilterType::Bilinear,
        Interpolation::Bicubic => FilterType::CatmullRom,
    };
    // With alpha, PIL resizes premultiplied colours, so that transparent ones don't count.
    let has_alpha = how.colour() == Colour::Rgba;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).use_alpha(has_alpha);
    Resizer::new().resize(&source, &mut target, &options).map_err(|e| to_error(&e))?;
    Ok(crop_centre(target.buffer(), resized, crop))
}

/// Refuses images that resizing would make absurdly long.
///
/// # Errors
///
/// When the long side is more than 200 times the short one.
pub(crate) fn check_elongation(width: usize, height: usize) -> Result<(), Error> {
    if width.max(height) > MAX_ELONGATION * width.min(height) {
        return Err(InputError::TooElongated { width, height, max: MAX_ELONGATION }.into());
    }
    Ok(())
}

/// torchvision's `center_crop`: the margin is halved and rounded to even.
fn crop_centre(pixels: &[u8], [width, height]: [usize; 2], crop: [usize; 2]) -> Vec<u8> {
    let offset = |size: usize, crop: usize| ((size - crop) as f64 / 2.0).round_ties_even() as usize;
    let (left, top) = (offset(width, crop[0]), offset(height, crop[1]));
    let row = |y: usize| &pixels[((top + y) * width + left) * 4..][..crop[0] * 4];
    let mut cropped = Vec::with_capacity(crop[0] * crop[1] * 4);
    (0..crop[1]).for_each(|y| cropped.extend_from_slice(row(y)));
    cropped
}

#[cfg(test)]
mod tests;
