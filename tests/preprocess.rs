//! Preprocessing against torchvision on tensors and PIL, on real images.
#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};

use densenet_web::{
    metadata::{Colour, Interpolation, Preprocessing},
    preprocess::prepare,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
    oblong: Vec<Oblong>,
    channels: Vec<Channels>,
}

#[derive(Deserialize)]
struct Case {
    image: String,
    interpolation: Interpolation,
    resize: usize,
    crop: usize,
    pil: String,
    tensor: String,
}

/// An input that is not square.
#[derive(Deserialize)]
struct Oblong {
    image: String,
    interpolation: Interpolation,
    crop_pct: f64,
    /// Height and width.
    size: [usize; 2],
    timm: String,
}

/// An input of one channel or four.
#[derive(Deserialize)]
struct Channels {
    image: String,
    mode: String,
    resize: usize,
    crop: usize,
    pil: String,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn fixture() -> Fixture {
    let json = std::fs::read_to_string(path("preprocess.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Without normalisation: the input is 0 to 255.
fn how(input_size: [usize; 2], crop_pct: f64, interpolation: Interpolation, colour: Colour) -> Preprocessing {
    let (mean, std) = (vec![0.0; colour.channels()], vec![1.0 / 255.0; colour.channels()]);
    Preprocessing::new(input_size, crop_pct, interpolation, colour, mean, std).unwrap()
}

/// Prepares an image, and asserts that it is close to the reference images.
fn check(image: &str, how: Preprocessing, references: &[&String]) {
    let image = image::open(path(image)).unwrap().into_rgba8();
    let [height, width] = how.input_size();
    let ours = prepare(image.as_raw(), image.width() as usize, image.height() as usize, &how).unwrap();
    for reference in references {
        let theirs = image::open(path(reference)).unwrap().into_rgb8();
        assert_eq!([theirs.height() as usize, theirs.width() as usize], [height, width]);
        let differences = theirs.enumerate_pixels().flat_map(|(x, y, pixel)| {
            let at = y as usize * width + x as usize;
            (0..3).map(move |c| (at + c * width * height, pixel[c] as f32))
        });
        let worst = differences.map(|(at, value)| (ours.data()[at] - value).abs()).fold(0.0, f32::max);
        assert!(worst <= 2.001, "{reference}: off by {worst} of 255");
    }
}

#[test]
fn images_are_prepared_as_in_torchvision() {
    let fixture = fixture();
    assert_eq!(fixture.cases.len(), 12);
    for case in fixture.cases {
        // The part that makes the short side `resize` pixels long.
        let crop_pct = case.crop as f64 / (case.resize as f64 + 0.001);
        let how = how([case.crop; 2], crop_pct, case.interpolation, Colour::Rgb);
        check(&case.image, how, &[&case.pil, &case.tensor]);
    }
}

#[test]
fn oblong_inputs_keep_the_aspect_ratio_as_in_timm() {
    let fixture = fixture();
    assert_eq!(fixture.oblong.len(), 9);
    for Oblong { image, interpolation, crop_pct, size, timm } in fixture.oblong {
        let how = how(size, crop_pct, interpolation, Colour::Rgb);
        check(&image, how, &[&timm]);
    }
}

#[test]
fn other_channels_are_those_of_pil() {
    let fixture = fixture();
    assert_eq!(fixture.channels.len(), 3);
    for Channels { image, mode, resize, crop, pil } in fixture.channels {
        let colour = if mode == "L" { Colour::Luminance } else { Colour::Rgba };
        let how = how([crop; 2], crop as f64 / (resize as f64 + 0.001), Interpolation::Bilinear, colour);
        let image = image::open(path(&image)).unwrap().into_rgba8();
        let ours = prepare(image.as_raw(), image.width() as usize, image.height() as usize, &how).unwrap();
        assert_eq!(ours.shape(), [1, colour.channels(), crop, crop]);
        let theirs = image::open(path(&pil)).unwrap();
        let theirs = if mode == "L" { theirs.into_luma8().into_raw() } else { theirs.into_rgba8().into_raw() };
        for (i, &value) in theirs.iter().enumerate() {
            let (pixel, channel) = (i / colour.channels(), i % colour.channels());
            // What a transparent pixel's colour would be is lost when it is premultiplied.
            let is_seen = channel == 3 || mode == "L" || theirs[4 * pixel + 3] > 32;
            let found = ours.data()[channel * crop * crop + pixel];
            assert!(!is_seen || (found - value as f32).abs() <= 3.001, "{pil}: {found} instead of {value}");
        }
    }
}
