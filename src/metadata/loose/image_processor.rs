//! The fields of transformers' `preprocessor_config.json`, as far as they aren't timm's by another name.

use serde_json::Value;

use super::entries::{Entries, unsupported};
use crate::{Error, error::MetadataError, metadata::canonical::Fields};

/// `size`, `crop_size`, `do_resize` and `do_center_crop`: the short side is resized, and a square is cropped.
pub fn read_size(entries: &Entries, fields: &mut Fields, channels: usize) -> Result<(), Error> {
    let flag = |name: &str| entries.one(&[name], "true or false", Value::as_bool);
    let (do_resize, do_crop) = (flag("do_resize")?, flag("do_center_crop")?);
    let square = |value: &Value| match value {
        Value::Number(_) => value.as_u64(),
        Value::Object(size) => {
            let side = size.get("height")?.as_u64()?;
            (size.get("width")?.as_u64()? == side && size.len() == 2).then_some(side)
        }
        _ => None,
    };
    let crop = entries.one(&["crop_size"], "a square", square)?.filter(|_| do_crop != Some(false));
    let short_side = |value: &Value| match value {
        Value::Number(_) => value.as_u64(),
        Value::Object(size) if size.len() == 1 => size.get("shortest_edge")?.as_u64(),
        _ => None,
    };
    let expected = "the shortest edge, so that the aspect ratio is kept";
    let short = entries.one(&["size"], expected, short_side)?;
    if let Some(false) = do_resize {
        return Err(unsupported("do_resize", &false.into(), "true"));
    }
    let (input, crop_pct) = match (short, crop) {
        (None, None) => return Ok(()),
        (Some(short), Some(crop)) => (crop, Some(crop_pct(crop, short))),
        // ConvNext's form: `crop_pct` says how much larger the image is made first.
        (Some(short), None) if fields.crop_pct.is_some() && short < 384 => (short, None),
        (Some(short), None) => {
            return Err(unsupported("size", &short.into(), "followed by a crop_size, as the input has a fixed size"));
        }
        (None, Some(crop)) => return Err(unsupported("crop_size", &crop.into(), "preceded by a size")),
    };
    set("input_size", &mut fields.input_size, vec![channels, input as usize, input as usize])?;
    match crop_pct {
        Some(crop_pct) => set("crop_pct", &mut fields.crop_pct, crop_pct),
        None => Ok(()),
    }
}

/// The part that makes ⌊crop / part⌋ exactly `short`.
fn crop_pct(crop: u64, short: u64) -> f64 {
    let part = crop as f64 / short as f64;
    if (crop as f64 / part) as u64 == short { part } else { part.next_down() }
}

/// What colours from 0 to 1 are multiplied with before they are normalised: 1, or 255 without `do_rescale`.
pub fn scale(entries: &Entries) -> Result<f64, Error> {
    let factor = entries.one(&["rescale_factor"], "above 0", |value| value.as_f64().filter(|&f| f > 0.0))?;
    match entries.one(&["do_rescale"], "true or false", Value::as_bool)? {
        Some(false) => Ok(255.0),
        // Written as 0.00392156862745098, which is not exactly 1 / 255.
        _ => Ok(factor.map_or(1.0, |factor| 255.0 * factor))
            .map(|scale| if (scale - 1.0).abs() < 1e-6 { 1.0 } else { scale }),
    }
}

/// `do_normalize: false`: the input is what the pixels are.
pub fn read_normalise(entries: &Entries, fields: &mut Fields, channels: usize) -> Result<(), Error> {
    match entries.one(&["do_normalize"], "true or false", Value::as_bool)? {
        Some(false) => {
            let scale = scale(entries)?;
            (fields.mean, fields.std) = (Some(vec![0.0; channels]), Some(vec![(1.0 / scale) as f32; channels]));
        }
        // transformers then has its own defaults, which depend on the class.
        Some(true) | None => {}
    }
    Ok(())
}

/// A value that another field may have given, too.
fn set<T: PartialEq + std::fmt::Debug>(field: &str, place: &mut Option<T>, value: T) -> Result<(), Error> {
    match place {
        Some(first) if *first != value => {
            let (first, second) = (format!("{first:?}"), format!("{value:?}"));
            Err(MetadataError::Contradiction { field: field.into(), first, second }.into())
        }
        _ => {
            *place = Some(value);
            Ok(())
        }
    }
}
