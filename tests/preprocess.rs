//! Preprocessing against torchvision on tensors and PIL, on real images.
#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};

use densenet_web::{
    metadata::{Interpolation, Preprocessing},
    preprocess::prepare,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
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

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

#[test]
fn images_are_prepared_as_in_torchvision() {
    let json = std::fs::read_to_string(path("preprocess.json")).unwrap();
    let fixture: Fixture = serde_json::from_str(&json).unwrap();
    assert_eq!(fixture.cases.len(), 12);
    for case in fixture.cases {
        let image = image::open(path(&case.image)).unwrap().into_rgba8();
        let how = Preprocessing {
            input_size: [case.crop, case.crop],
            // The part that makes the short side `resize` pixels long.
            crop_pct: case.crop as f64 / (case.resize as f64 + 0.001),
            interpolation: case.interpolation,
            mean: [0.0; 3],
            std: [1.0 / 255.0; 3],
        };
        let ours = prepare(image.as_raw(), image.width() as usize, image.height() as usize, &how).unwrap();
        for reference in [&case.pil, &case.tensor] {
            let theirs = image::open(path(reference)).unwrap().into_rgb8();
            assert_eq!((theirs.width() as usize, theirs.height() as usize), (case.crop, case.crop));
            let difference = theirs.enumerate_pixels().flat_map(|(x, y, pixel)| {
                let at = y as usize * case.crop + x as usize;
                (0..3).map(move |c| (at + c * case.crop * case.crop, pixel[c] as f32))
            });
            let worst = difference.map(|(at, value)| (ours.data[at] - value).abs()).fold(0.0, f32::max);
            assert!(worst <= 2.001, "{reference}: off by {worst} of 255");
        }
    }
}
