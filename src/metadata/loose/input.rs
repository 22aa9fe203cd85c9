//! The input's size, its channels and their normalisation.

use serde_json::Value;

use super::{entries::Entries, image_processor, note::Note};
use crate::{
    DenseNetConfig, Error,
    metadata::{Colour, Origins, Source, canonical::Fields},
};

const CHANNELS: [&str; 6] = ["chans", "in_channels", "in_chans", "input_channels", "n_channels", "num_channels"];

/// Height and width, and the channels where they are there too.
#[derive(Clone, Copy, Debug)]
struct Size {
    channels: Option<usize>,
    size: [usize; 2],
}

impl PartialEq for Size {
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size
    }
}

/// Returns which fields are assumptions.
pub fn read(
    entries: &Entries,
    fields: &mut Fields,
    config: &DenseNetConfig,
    notes: &mut Vec<Note>,
) -> Result<impl Fn(&mut Origins) + use<>, Error> {
    let channels = config.in_channels;
    let expected = format!("{channels}, as in the weights");
    let said = entries.one(&CHANNELS, &expected, |value| (value.as_u64()? == channels as u64).then_some(()))?;

    let size = entries.one(&["input_size", "image_size", "img_size"], "[channels, height, width]", size)?;
    let test_size = entries.one(&["test_input_size"], "[channels, height, width]", self::size)?;
    for Size { channels: found, size: [height, width] } in size.into_iter().chain(test_size) {
        match found.filter(|&found| found != channels) {
            Some(found) if said.is_some() => notes.push(Note::ChannelsOfInputSize { found, channels }),
            Some(found) => fields.input_size = Some(vec![found, height, width]),
            None => {}
        }
    }
    // One that contradicts the weights stays, and is refused later.
    if fields.input_size.is_none() {
        let used = test_size.or(size).map(|size| size.size);
        fields.input_size = used.map(|[height, width]| vec![channels, height, width]);
        if let (Some(used), true) = (used, test_size.is_some() && test_size != size) {
            notes.push(Note::TestInputSize { used, instead_of: size.map(|size| size.size) });
        }
    }
    let crop = entries.one(&["crop_pct"], "a number", Value::as_f64)?;
    let test_crop = entries.one(&["test_crop_pct"], "a number", Value::as_f64)?;
    fields.crop_pct = test_crop.or(crop);
    if let (Some(used), true) = (test_crop, test_crop != crop) {
        notes.push(Note::TestCropPct { used, instead_of: crop });
    }
    fields.interpolation = entries.one(&["interpolation", "resample"], "bilinear or bicubic", interpolation)?;
    let names = ["color", "color_mode", "color_space", "colour", "image_mode", "img_mode", "input_img_mode"];
    fields.colour = entries.one(&names, "rgb, rgba, luminance or first-channel", colour)?;
    image_processor::read_size(entries, fields, channels)?;

    let scale = image_processor::scale(entries)?;
    let mut averaged = [false; 2];
    for (i, (name, alias)) in [("mean", "image_mean"), ("std", "image_std")].into_iter().enumerate() {
        let Some(mut numbers) = entries.one(&[name, alias], "a list of numbers from 0 to 1", |v| numbers(v, scale))?
        else {
            continue;
        };
        match numbers[..] {
            [number] if channels > 1 => {
                notes.push(Note::Repeated { field: name.into() });
                numbers = vec![number; channels];
            }
            [a, b, c] if channels == 1 && (a, b) == (b, c) => numbers = vec![a],
            [a, b, c] if channels == 1 => {
                notes.push(Note::Averaged { field: name.into(), numbers });
                numbers = vec![(a + b + c) / 3.0];
                averaged[i] = true;
            }
            _ => {}
        }
        *(if i == 0 { &mut fields.mean } else { &mut fields.std }) = Some(numbers);
    }
    image_processor::read_normalise(entries, fields, channels)?;
    Ok(move |origins: &mut Origins| {
        for (source, is_averaged) in [&mut origins.mean, &mut origins.std].into_iter().zip(averaged) {
            if is_averaged {
                *source = Source::Assumption;
            }
        }
    })
}

/// `224`, `[224, 192]`, `[3, 224, 192]` or `{ "height": 224, "width": 192 }`.
fn size(value: &Value) -> Option<Size> {
    let side = |value: &Value| value.as_u64().and_then(|side| usize::try_from(side).ok());
    let (channels, size) = match value {
        Value::Number(_) => (None, [side(value)?; 2]),
        Value::Array(list) => match list.iter().map(side).collect::<Option<Vec<_>>>()?[..] {
            [side] => (None, [side; 2]),
            [height, width] => (None, [height, width]),
            [channels, height, width] => (Some(channels), [height, width]),
            _ => return None,
        },
        Value::Object(object) if object.len() == 2 => {
            (None, [side(object.get("height")?)?, side(object.get("width")?)?])
        }
        _ => return None,
    };
    Some(Size { channels, size })
}

/// A number for each channel, which is from 0 to 1 after its division by `scale`.
fn numbers(value: &Value, scale: f64) -> Option<Vec<f32>> {
    // A mean of 125 belongs to colours from 0 to 255, and would be silently wrong.
    let number = |value: &Value| value.as_f64().map(|v| (v / scale) as f32).filter(|v| v.abs() <= 4.0);
    match value {
        Value::Number(_) => Some(vec![number(value)?]),
        Value::Array(list) => list.iter().map(number).collect(),
        _ => None,
    }
}

/// timm's and torchvision's names, and PIL's numbers.
fn interpolation(value: &Value) -> Option<String> {
    let name = match value.as_u64() {
        Some(2) => "bilinear".into(),
        Some(3) => "bicubic".into(),
        _ => value.as_str()?.to_lowercase(),
    };
    let name = name.rsplit('.').next().unwrap_or_default();
    ["bilinear", "bicubic"].contains(&name).then(|| name.into())
}

fn colour(value: &Value) -> Option<Colour> {
    match value.as_str()?.to_lowercase().as_str() {
        "rgb" => Some(Colour::Rgb),
        "rgba" => Some(Colour::Rgba),
        "l" | "gray" | "grayscale" | "grey" | "greyscale" | "luminance" => Some(Colour::Luminance),
        "first-channel" => Some(Colour::FirstChannel),
        _ => None,
    }
}
