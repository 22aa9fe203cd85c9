//! From a JPEG's channels to RGBA, with libjpeg's integers (`jdcolor.c`).

use super::{Component, Frame, Problem, State, upsample};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Grey,
    Rgb,
    YCbCr,
    Cmyk,
    /// The colours of CMYK as YCbCr.
    Ycck,
}

impl Kind {
    /// As libjpeg guesses it.
    pub fn of(state: &State, components: &[Component]) -> Self {
        let ids: Vec<u8> = components.iter().map(|component| component.id).collect();
        match (components.len(), state.adobe) {
            (1, _) => Self::Grey,
            (3, Some(0)) if !state.is_jfif => Self::Rgb,
            (3, None) if !state.is_jfif && ids == *b"RGB" => Self::Rgb,
            (3, _) => Self::YCbCr,
            (_, Some(0) | None) => Self::Cmyk,
            _ => Self::Ycck,
        }
    }
}

pub(super) fn to_rgba(mut frame: Frame, kind: Kind) -> Result<Vec<u8>, Problem> {
    let planes = upsample::planes(&mut frame)?;
    let mut rgba = Vec::with_capacity(4 * frame.width * frame.height);
    let mut rows = vec![Vec::new(); planes.len()];
    for y in 0..frame.height {
        for (plane, row) in planes.iter().zip(&mut rows) {
            plane.enlarged(y, row);
        }
        rgba.extend((0..frame.width).flat_map(|x| {
            let at = |channel: usize| rows[channel][x];
            let [r, g, b] = match kind {
                Kind::Grey => [at(0); 3],
                Kind::Rgb => [at(0), at(1), at(2)],
                Kind::YCbCr => from_ycbcr(at(0), at(1), at(2)),
                // Browsers and Pillow take all CMYK for Adobe's, which is inverted: the light that ink leaves.
                Kind::Cmyk => [at(0), at(1), at(2)].map(|light| product(light, at(3))),
                Kind::Ycck => from_ycbcr(at(0), at(1), at(2)).map(|ink| product(255 - ink, at(3))),
            };
            [r, g, b, 255]
        }));
    }
    Ok(rgba)
}

/// Rounded down, as in browsers.
fn product(a: u8, b: u8) -> u8 {
    (u32::from(a) * u32::from(b) / 255) as u8
}

fn from_ycbcr(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    const HALF: i32 = 1 << 15;
    let [y, cb, cr] = [i32::from(y), i32::from(cb) - 128, i32::from(cr) - 128];
    let red = (91881 * cr + HALF) >> 16;
    let green = (-22554 * cb - 46802 * cr + HALF) >> 16;
    let blue = (116_130 * cb + HALF) >> 16;
    [y + red, y + green, y + blue].map(|value| value.clamp(0, 255) as u8)
}
