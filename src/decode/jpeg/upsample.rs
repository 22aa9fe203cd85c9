//! Components that have fewer samples than the image has pixels, as libjpeg-turbo enlarges them (`jdsample.c`): by a triangle
//! filter for one half, by repetition for everything else.

use super::{Component, Frame, Problem, idct};

/// One component's samples.
pub(super) struct Plane {
    samples: Vec<u8>,
    stride: usize,
    width: usize,
    height: usize,
    /// By how much it is enlarged.
    h: usize,
    v: usize,
}

impl Plane {
    /// The component's blocks are taken from it.
    pub fn new(component: &mut Component, [h, v]: [usize; 2]) -> Result<Self, Problem> {
        if h % component.h != 0 || v % component.v != 0 {
            return Err("its channels have sizes that aren't multiples of each other");
        }
        let quantisation = component.quantisation.ok_or("a channel or its quantisation table is missing")?;
        let blocks = std::mem::take(&mut component.blocks);
        let stride = 8 * component.stride;
        let mut samples = vec![0; 64 * blocks.len()];
        for (index, block) in blocks.iter().enumerate() {
            let start = index / component.stride * 8 * stride + index % component.stride * 8;
            for (row, values) in idct::samples(block, &quantisation).chunks_exact(8).enumerate() {
                samples[start + row * stride..][..8].copy_from_slice(values);
            }
        }
        let (width, height) = (component.width, component.height);
        Ok(Self { samples, stride, width, height, h: h / component.h, v: v / component.v })
    }

    fn row(&self, y: usize) -> &[u8] {
        &self.samples[y * self.stride..][..self.width]
    }

    /// A row of the image, or a little more.
    pub fn enlarged(&self, y: usize, out: &mut Vec<u8>) {
        out.clear();
        let own = y / self.v;
        let near = self.row(own);
        // The row that is next nearest, or the same at the edge.
        let is_upper = y.is_multiple_of(2);
        let far = self.row(if is_upper { own.saturating_sub(1) } else { (own + 1).min(self.height - 1) });
        match (self.h, self.v) {
            (1, 1) => out.extend_from_slice(near),
            (2, 1) if self.width > 2 => {
                let values: Vec<u16> = near.iter().map(|value| u16::from(*value)).collect();
                triangle(&values, [1, 2], 2, out);
            }
            (1, 2) => {
                let bias = if is_upper { 1 } else { 2 };
                out.extend(near.iter().zip(far).map(|(a, b)| ((3 * u16::from(*a) + u16::from(*b) + bias) >> 2) as u8));
            }
            (2, 2) if self.width > 2 => {
                let sums: Vec<u16> = near.iter().zip(far).map(|(a, b)| 3 * u16::from(*a) + u16::from(*b)).collect();
                triangle(&sums, [8, 7], 4, out);
            }
            (h, _) => out.extend(near.iter().flat_map(|value| std::iter::repeat_n(*value, h))),
        }
    }
}

/// Two values for each: three quarters of it, and one of its neighbour on that side.
fn triangle(values: &[u16], biases: [u16; 2], bits: u32, out: &mut Vec<u8>) {
    for (at, value) in values.iter().enumerate() {
        let neighbours = [at.checked_sub(1), Some(at + 1)];
        for (neighbour, bias) in neighbours.into_iter().zip(biases) {
            let other = neighbour.and_then(|at| values.get(at)).unwrap_or(value);
            out.push(((3 * value + other + bias) >> bits) as u8);
        }
    }
}

/// The planes of all components.
pub(super) fn planes(frame: &mut Frame) -> Result<Vec<Plane>, Problem> {
    let largest = [frame.h, frame.v];
    frame.components.iter_mut().map(|component| Plane::new(component, largest)).collect()
}
