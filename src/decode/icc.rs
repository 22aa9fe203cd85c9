//! Colour profiles of displays, cameras and greys: what consists of curves and a matrix is converted to sRGB. Browsers do it
//! as well, but each rounds in its own way.

/// Primaries of sRGB, adapted to D50, as profiles contain them: X, Y, Z of red, green, blue.
const SRGB: [[f64; 3]; 3] =
    [[0.436_07, 0.222_49, 0.013_92], [0.385_15, 0.716_87, 0.097_08], [0.143_07, 0.060_61, 0.7141]];

/// Converts pixels to sRGB: relative colorimetric, clipped. A profile of another kind (tables, CMYK), and sRGB itself, changes
/// nothing.
pub(super) fn to_srgb(rgba: &mut [u8], profile: &[u8]) {
    let Some(Profile { curves, matrix }) = Profile::read(profile) else { return };
    // The light at which each byte begins.
    let starts: Vec<f64> = (1..=255).map(|byte| decoded((f64::from(byte) - 0.5) / 255.0)).collect();
    // Most light falls where the distance to the next byte is far larger than one of these steps.
    const STEPS: usize = 4096;
    let first: Vec<u8> =
        (0..=STEPS).map(|step| starts.partition_point(|start| *start <= step as f64 / STEPS as f64) as u8).collect();
    let encode = |light: f64| {
        let light = light.clamp(0.0, 1.0);
        let mut byte = first[(light * STEPS as f64) as usize];
        while starts.get(usize::from(byte)).is_some_and(|start| *start <= light) {
            byte += 1;
        }
        byte
    };
    let mut last = ([0; 3], [0, 1, 2].map(|to| encode(mixed(&matrix, curves.each_ref().map(|curve| curve[0]), to))));
    for pixel in rgba.chunks_exact_mut(4) {
        let from = [pixel[0], pixel[1], pixel[2]];
        if from != last.0 {
            let light = [0, 1, 2].map(|channel| curves[channel][usize::from(from[channel])]);
            last = (from, [0, 1, 2].map(|to| encode(mixed(&matrix, light, to))));
        }
        pixel[..3].copy_from_slice(&last.1);
    }
}

/// One channel of the result.
fn mixed(matrix: &[[f64; 3]; 3], light: [f64; 3], to: usize) -> f64 {
    light[0] * matrix[0][to] + light[1] * matrix[1][to] + light[2] * matrix[2][to]
}

/// sRGB's curve.
fn decoded(value: f64) -> f64 {
    if value > 0.040_45 { ((value + 0.055) / 1.055).powf(2.4) } else { value / 12.92 }
}

struct Profile {
    /// The light of each byte, for each channel.
    curves: [Vec<f64>; 3],
    /// From the profile's light to that of sRGB; a row for each channel it comes from.
    matrix: [[f64; 3]; 3],
}

impl Profile {
    /// `None` for profiles of other kinds and for sRGB, whose name the worker looks for, too (`image-header.js`).
    fn read(bytes: &[u8]) -> Option<Self> {
        let is_named = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        if is_named(b"sRGB") || is_named(b"s\0R\0G\0B") || bytes.get(20..24)? != b"XYZ " {
            return None;
        }
        match bytes.get(16..20)? {
            b"RGB " => {
                let primaries = [b"rXYZ", b"gXYZ", b"bXYZ"].map(|name| primary(tag(bytes, name)?));
                let [Some(red), Some(green), Some(blue)] = primaries else { return None };
                let curves = [b"rTRC", b"gTRC", b"bTRC"].map(|name| curve(tag(bytes, name)?));
                let [Some(r), Some(g), Some(b)] = curves else { return None };
                let inverse = inverted(SRGB)?;
                let row = |from: [f64; 3]| [0, 1, 2].map(|to| mixed(&inverse, from, to));
                Some(Self { curves: [r, g, b], matrix: [row(red), row(green), row(blue)] })
            }
            b"GRAY" => {
                let grey = curve(tag(bytes, b"kTRC")?)?;
                let matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
                Some(Self { curves: [grey.clone(), grey.clone(), grey], matrix })
            }
            _ => None,
        }
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// A number of 16 bits before and 16 after the point.
fn fixed_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(i32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)) / 65536.0)
}

/// The content of a tag.
fn tag<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let entries = bytes.get(132..)?.chunks_exact(12).take(u32_at(bytes, 128)?);
    let entry = entries.into_iter().find(|entry| entry[..4] == name[..])?;
    let (start, length) = (u32_at(entry, 4)?, u32_at(entry, 8)?);
    bytes.get(start..start.checked_add(length)?)
}

fn primary(tag: &[u8]) -> Option<[f64; 3]> {
    Some([fixed_at(tag, 8)?, fixed_at(tag, 12)?, fixed_at(tag, 16)?])
}

/// The light of each byte.
fn curve(tag: &[u8]) -> Option<Vec<f64>> {
    let of = |light: &dyn Fn(f64) -> f64| Some((0..=255).map(|byte| light(f64::from(byte) / 255.0)).collect());
    match tag.get(..4)? {
        b"curv" => {
            let count = u32_at(tag, 8)?;
            let values = tag.get(12..12 + count.min(tag.len()) * 2)?;
            let number = |at: usize| f64::from(u16::from_be_bytes([values[2 * at], values[2 * at + 1]]));
            match count {
                0 => of(&|value| value),
                1 => of(&|value| value.powf(number(0) / 256.0)),
                _ => of(&|value| {
                    let place = value * (count - 1) as f64;
                    let before = (place as usize).min(count - 2);
                    let share = place - before as f64;
                    (number(before) * (1.0 - share) + number(before + 1) * share) / 65535.0
                }),
            }
        }
        b"para" => {
            let kind = u16::from_be_bytes(tag.get(8..10)?.try_into().ok()?);
            let parameters = [1, 3, 4, 5, 7].get(usize::from(kind))?;
            let mut p = [0.0; 7];
            for (at, value) in p.iter_mut().enumerate().take(*parameters) {
                *value = fixed_at(tag, 12 + 4 * at)?;
            }
            let [g, a, b, c, d, e, f] = p;
            let power = move |value: f64| (a * value + b).max(0.0).powf(g);
            match kind {
                0 => of(&|value| value.powf(g)),
                1 => of(&|value| if value >= -b / a { power(value) } else { 0.0 }),
                2 => of(&|value| if value >= -b / a { power(value) + c } else { c }),
                3 => of(&|value| if value >= d { power(value) } else { c * value }),
                _ => of(&|value| if value >= d { power(value) + e } else { c * value + f }),
            }
        }
        _ => None,
    }
}

fn inverted(m: [[f64; 3]; 3]) -> Option<[[f64; 3]; 3]> {
    let minor = |row: usize, column: usize| {
        let at = |i: usize, j: usize| m[(row + i) % 3][(column + j) % 3];
        at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)
    };
    let determinant: f64 = (0..3).map(|column| m[0][column] * minor(0, column)).sum();
    (determinant != 0.0).then(|| [0, 1, 2].map(|row| [0, 1, 2].map(|column| minor(column, row) / determinant)))
}
