//! Random changes that leave an image's class as it is.

use super::random::Random;

/// Which changes are made, and how strong they are.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize, clap::Args)]
pub struct Augmentation {
    /// Shift by up to this share of the side, with zeros where nothing is left; 4 of 32 pixels in the paper
    #[arg(long, default_value_t = 0.125)]
    shift: f32,
    /// Mirror every second image
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set)]
    mirror: bool,
    /// Scale by up to this share, larger or smaller
    #[arg(long, default_value_t = 0.0)]
    zoom: f32,
    /// Change brightness, contrast and saturation by up to this share
    #[arg(long, default_value_t = 0.0)]
    colour: f32,
}

impl Augmentation {
    /// No changes.
    pub const NONE: Self = Self { shift: 0.0, mirror: false, zoom: 0.0, colour: 0.0 };

    /// The red, green and blue planes of an image, normalised and changed.
    pub fn apply(
        &self,
        pixels: &[u8],
        side: usize,
        [mean, std]: &[Vec<f32>; 2],
        random: &mut Random,
        numbers: &mut Vec<f32>,
    ) {
        let shift = [random.signed(), random.signed()].map(|part| (part * self.shift * side as f32).round());
        let is_mirrored = self.mirror && random.unit() < 0.5;
        let zoom = (1.0 + self.zoom).powf(random.signed());
        let [brightness, contrast, saturation] = [0; 3].map(|_| 1.0 + self.colour * random.signed());
        let plane = side * side;
        let centre = (side as f32 - 1.0) / 2.0;
        let first = numbers.len();
        for channel in 0..3 {
            let source = &pixels[channel * plane..][..plane];
            let normal = |value: f32| (value / 255.0 - mean[channel]) / std[channel];
            for y in 0..side {
                for x in 0..side {
                    let x = if is_mirrored { side - 1 - x } else { x };
                    let [row, column] = [(y, shift[0]), (x, shift[1])]
                        .map(|(position, shift)| (position as f32 - centre) / zoom + centre + shift);
                    // Where there is no image, the input is 0, as with padding.
                    numbers.push(sample(source, side, row, column).map_or(0.0, normal));
                }
            }
        }
        if self.colour > 0.0 {
            recolour(&mut numbers[first..], plane, [brightness, contrast, saturation]);
        }
    }
}

/// The value at a position between pixels; none outside the image.
fn sample(plane: &[u8], side: usize, row: f32, column: f32) -> Option<f32> {
    let last = side as f32 - 1.0;
    if row < 0.0 || column < 0.0 || row > last || column > last {
        return None;
    }
    let [top, left] = [row, column].map(|position| position as usize);
    let [bottom, right] = [top, left].map(|position| (position + 1).min(side - 1));
    let [down, along] = [row - top as f32, column - left as f32];
    let at = |row: usize, column: usize| f32::from(plane[row * side + column]);
    let between = |a: f32, b: f32, part: f32| a + (b - a) * part;
    Some(between(
        between(at(top, left), at(top, right), along),
        between(at(bottom, left), at(bottom, right), along),
        down,
    ))
}

/// On normalised numbers, whose mean over all images is 0.
fn recolour(numbers: &mut [f32], plane: usize, [brightness, contrast, saturation]: [f32; 3]) {
    for pixel in 0..plane {
        let channels = [0, 1, 2].map(|channel| numbers[channel * plane + pixel]);
        let grey = channels.iter().sum::<f32>() / 3.0;
        for (channel, value) in channels.into_iter().enumerate() {
            numbers[channel * plane + pixel] = (grey + (value - grey) * saturation) * contrast + (brightness - 1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Augmentation = Augmentation::NONE;

    fn apply(augmentation: Augmentation, seed: u64) -> Vec<f32> {
        let pixels: Vec<u8> = (0..3 * 64).collect();
        let mut numbers = Vec::new();
        let identity = [vec![0.0; 3], vec![1.0 / 255.0; 3]];
        augmentation.apply(&pixels, 8, &identity, &mut Random::for_purpose(seed, &[]), &mut numbers);
        numbers
    }

    #[test]
    fn without_changes_the_image_is_normalised_only() {
        let numbers = apply(NONE, 1);
        assert!(numbers.iter().enumerate().all(|(i, value)| (value - i as f32).abs() < 1e-3), "{numbers:?}");
    }

    #[test]
    fn a_mirrored_image_is_mirrored_in_every_row() {
        let all = (0..10).map(|seed| apply(Augmentation { mirror: true, ..NONE }, seed));
        let first: Vec<f32> = all.map(|numbers| numbers[0].round()).collect();
        assert!(first.contains(&0.0) && first.contains(&7.0), "{first:?}");
    }

    #[test]
    fn a_shifted_image_has_zeros_where_nothing_is_left() {
        let shifted = (0..20).map(|seed| apply(Augmentation { shift: 0.25, ..NONE }, seed));
        let zeros: Vec<usize> = shifted.map(|numbers| numbers.iter().filter(|&&value| value == 0.0).count()).collect();
        assert!(zeros.iter().any(|&count| count > 20) && zeros.iter().all(|&count| count < 96), "{zeros:?}");
    }

    #[test]
    fn other_changes_change_something() {
        for changed in [Augmentation { zoom: 0.3, ..NONE }, Augmentation { colour: 0.3, ..NONE }] {
            assert_ne!(apply(changed, 3), apply(NONE, 3));
            assert_eq!(apply(changed, 3), apply(changed, 3));
        }
    }
}
