//! Image files of every kind, and damaged ones.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    fs,
    path::{Path, PathBuf},
};

use densenet_web::{
    Error,
    decode::{Decoded, decode, decode_within},
    error::{ImageError, InputError},
};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats").join(name)
}

fn file(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap()
}

/// The largest mean difference of a channel.
fn difference(a: &Decoded, b: &Decoded) -> f64 {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let mean = |channel: usize| {
        let pairs = a.rgba.iter().zip(&b.rgba).skip(channel).step_by(4);
        pairs.map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / (a.width * a.height) as f64
    };
    (0..4).map(mean).fold(0.0, f64::max)
}

#[test]
fn every_format_and_colour_type_is_decoded() {
    let references = ["rgb.png", "grey.png", "alpha.png"].map(|name| decode(&file(name)).unwrap());
    for (name, reference, tolerance) in [
        ("baseline.jpg", 0, 10.0),
        ("progressive.jpg", 0, 10.0),
        ("rotated.jpg", 0, 4.0),
        ("cmyk.jpg", 0, 8.0),
        ("grey.jpg", 1, 2.0),
        ("palette.png", 0, 20.0),
        ("grey16.png", 1, 0.0),
        ("animated.png", 0, 0.0),
        ("lossy.webp", 0, 16.0),
        ("lossless.webp", 0, 0.0),
        ("alpha.webp", 2, 16.0),
        ("animated.webp", 0, 0.0),
    ] {
        let difference = difference(&decode(&file(name)).unwrap(), &references[reference]);
        assert!(difference <= tolerance, "{name}: {difference}");
    }
}

#[test]
fn sizes_are_checked_before_anything_is_decoded() {
    let mut png = file("rgb.png");
    let resized = |png: &mut Vec<u8>, width: u32, height: u32| {
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let checksum = crc(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&checksum);
        decode(png)
    };
    let (width, height) = (30_000, 30_000);
    let too_large = ImageError::ImageTooLarge { width, height, max: 1 << 28 };
    assert_eq!(resized(&mut png, 30_000, 30_000), Err(too_large.into()));
    let elongated = InputError::TooElongated { width: 1, height: 20_000, max: 200 };
    assert_eq!(resized(&mut png, 1, 20_000), Err(elongated.into()));
}

/// PNG's checksum.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[test]
fn files_that_end_too_early_are_errors() {
    for name in ["baseline.jpg", "progressive.jpg", "rotated.jpg", "rgb.png", "lossy.webp", "lossless.webp"] {
        let bytes = file(name);
        for length in [0, 1, 3, 11, 20, bytes.len() / 2, bytes.len() * 3 / 4] {
            let error = decode(&bytes[..length]).expect_err(name);
            assert!(matches!(error, Error::Image(_)), "{name}: {error}");
        }
    }
}

#[test]
fn other_files_are_errors() {
    for bytes in [&b""[..], b"not an image", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a\x01\0\x01\0\0\0\0;"]
    {
        assert_eq!(decode(bytes), Err(ImageError::UnknownImageFormat.into()));
    }
}

/// Any result is right, if it comes at all. `DECODE_MUTATIONS` says how many are tried.
#[test]
fn damaged_files_never_panic() {
    let wanted = std::env::var("DECODE_MUTATIONS").map_or(20_000, |count| count.parse().unwrap());
    let seeds: Vec<Vec<u8>> =
        fs::read_dir(path("")).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
    let mut random = Random(1);
    let mut decoded = 0;
    for count in 0..wanted {
        let bytes = random.mutate(&seeds[count % seeds.len()]);
        decoded += usize::from(decode_within(&bytes, 1 << 14).is_ok());
    }
    println!("{wanted} damaged files, of which {decoded} could be decoded");
    assert!(decoded > 0 && decoded < wanted);
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Up to five changes: bytes replaced, repeated, removed or moved, and the end cut off. PNG's checksums are made right again
    /// in every second file: otherwise nothing behind them would be reached.
    fn mutate(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(5) {
            let at = self.below(bytes.len());
            let end = (at + self.below(16) + 1).min(bytes.len());
            match self.below(12) {
                0..5 => bytes[at] = self.below(256) as u8,
                5 => bytes[at] = [0, 0xff, 0x7f, 0x80][self.below(4)],
                6 => bytes[at..end].fill(if self.below(2) == 0 { 0 } else { 0xff }),
                7 => drop(bytes.drain(at..end)),
                8 => {
                    let part = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, part);
                }
                9 => bytes[at] = bytes[at].wrapping_add(1),
                10 => bytes[at] ^= 1 << self.below(8),
                _ => bytes.truncate(at + 1),
            }
            if bytes.is_empty() {
                return bytes;
            }
        }
        if self.below(2) == 0 {
            repair_png(&mut bytes);
        }
        bytes
    }
}

fn repair_png(bytes: &mut [u8]) {
    let mut at = 8;
    while bytes.starts_with(b"\x89PNG") && at + 12 <= bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let Some(checksum) = at.checked_add(8 + length).filter(|end| end + 4 <= bytes.len()) else { break };
        let right = crc(&bytes[at + 4..checksum]).to_be_bytes();
        bytes[checksum..checksum + 4].copy_from_slice(&right);
        at = checksum + 4;
    }
}
