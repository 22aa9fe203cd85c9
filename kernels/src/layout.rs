//! How features are laid out in a buffer.

#[cfg(feature = "alloc")]
use alloc::{vec, vec::Vec};

/// Numbers before the first row of a padded layout; `MARGIN` in `common.wgsl`.
pub const MARGIN: usize = 4;

/// How features of one size are laid out in a buffer: `[channel][image][row][column]`, see `kernels/common.wgsl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Images in the batch.
    pub images: usize,
    /// Rows per image.
    pub height: usize,
    /// Pixels per row.
    pub width: usize,
    /// Whether each image is surrounded by zeros.
    pub padded: bool,
}

impl Layout {
    /// The distance between rows, a multiple of 4. A padded row ends with at least one zero.
    pub fn stride(&self) -> usize {
        (self.width + usize::from(self.padded)).next_multiple_of(4)
    }

    /// The distance between channels.
    pub fn plane(&self) -> usize {
        match self.padded {
            false => self.images * self.height * self.stride(),
            true => MARGIN + (self.images * (self.height + 1) + 1) * self.stride(),
        }
    }

    /// The offset of a row of an image within a channel.
    pub fn row(&self, image: usize, row: usize) -> usize {
        match self.padded {
            false => (image * self.height + row) * self.stride(),
            true => MARGIN + (image * (self.height + 1) + 1 + row) * self.stride(),
        }
    }

    /// The same pixels, surrounded by zeros.
    pub fn padded(self) -> Self {
        Self { padded: true, ..self }
    }
}

#[cfg(feature = "alloc")]
impl Layout {
    /// Rearranges `[image][channel][row][column]` numbers into this layout. The padding is 0.
    pub fn scatter(&self, values: &[f32]) -> Vec<f32> {
        let channels = values.len() / (self.images * self.height * self.width);
        let mut laid_out = vec![0.0; channels * self.plane()];
        for (index, row) in values.chunks_exact(self.width).enumerate() {
            let (y, rest) = (index % self.height, index / self.height);
            let start = rest % channels * self.plane() + self.row(rest / channels, y);
            laid_out[start..start + self.width].copy_from_slice(row);
        }
        laid_out
    }

    /// The inverse of [`Layout::scatter`].
    pub fn gather(&self, laid_out: &[f32], channels: usize) -> Vec<f32> {
        let mut values = Vec::with_capacity(self.images * channels * self.height * self.width);
        for image in 0..self.images {
            for channel in 0..channels {
                for row in 0..self.height {
                    let start = channel * self.plane() + self.row(image, row);
                    values.extend_from_slice(&laid_out[start..start + self.width]);
                }
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts_round_trip() {
        let values: Vec<f32> = (0..2 * 3 * 5 * 7).map(|i| i as f32 + 1.0).collect();
        let plain = Layout { images: 2, height: 5, width: 7, padded: false };
        for layout in [plain, plain.padded()] {
            let laid_out = layout.scatter(&values);
            assert_eq!(layout.gather(&laid_out, 3), values);
            assert_eq!(laid_out.iter().sum::<f32>(), values.iter().sum::<f32>());
        }
        assert_eq!(plain.padded().plane(), 4 + 13 * 8);
    }
}
