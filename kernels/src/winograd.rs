//! 3x3 convolutions with stride 1 in a quarter of the multiplications: F(4x4, 3x3) of "Fast Algorithms for Convolutional
//! Neural Networks" (Lavin and Gray, CVPR 2016).
//!
//! A tile is 4x4 outputs. Its 6x6 inputs and each filter are transformed to 36 numbers, those of all input channels are
//! multiplied and summed place by place, and the 36 sums are transformed to the outputs. So an output takes 2.25 products
//! instead of 9, and the filters take four times the memory.

use core::cell::Cell;

use wide::f32x4;

use crate::{
    Operands, Task,
    task::{Part, plane, store},
    tile::{self, PACK, PATCH, PIXELS, PLACES, load},
};

/// Outputs per row and column of a tile.
const SIDE: usize = PATCH - 2;

/// Tiles that are computed together, as many as a direct convolution has pixels.
pub const GROUP: usize = PIXELS;

impl Task {
    /// Groups of tiles.
    pub(crate) fn groups(&self) -> usize {
        self.winograd_tiles().div_ceil(GROUP)
    }

    fn winograd_tiles(&self) -> usize {
        self.to.width.div_ceil(SIDE) * self.to.height.div_ceil(SIDE)
    }

    /// Numbers between two places of a group's transformed inputs. Without the two segments between them, they could all fall
    /// into one set of the cache.
    fn place_length(&self) -> usize {
        (self.in_channels + 2) * GROUP
    }

    pub(crate) fn transformed_length(&self) -> usize {
        PLACES * self.place_length()
    }

    /// The first row and column of a tile.
    fn corner(&self, tile: usize) -> [usize; 2] {
        let across = self.to.width.div_ceil(SIDE);
        [tile / across * SIDE, tile % across * SIDE]
    }

    /// Convolves some groups of tiles of an image, for some packs of output channels. The weights are transformed filters,
    /// `[pack][bias, then place x input channel][channel]`.
    #[inline(never)]
    pub(crate) fn convolve_transformed(
        &self,
        groups: Part,
        packs: Part,
        image: usize,
        operands: &Operands,
        panel: &mut [f32],
    ) {
        let (tiles, place_length) = (self.winograd_tiles(), self.place_length());
        let pack_length = PACK * (self.in_channels * PLACES + 1);
        for group in groups {
            let tiles = group * GROUP..tiles.min((group + 1) * GROUP);
            for (vector, first) in tiles.clone().step_by(SIDE).enumerate() {
                let corners = core::array::from_fn(|i| self.corner((first + i).min(tiles.end - 1)));
                self.transform_inputs(image, operands.source, &corners, &mut panel[SIDE * vector..]);
            }
            for pack in packs.clone() {
                let weights = &operands.weights[self.weights + pack * pack_length..][..pack_length];
                let (bias, weights) = weights.split_at(PACK);
                let mut sums = [[[f32x4::ZERO; GROUP / 4]; PACK]; PLACES];
                let places = weights.chunks_exact(PACK * self.in_channels).zip(panel.chunks_exact(place_length));
                for (sums, (weights, panel)) in sums.iter_mut().zip(places) {
                    *sums = tile::products(weights, panel);
                }
                for (lane, (channel, bias)) in (pack * PACK..self.out_channels).zip(bias).enumerate() {
                    let plane = plane(operands.destination, self.to, self.first_channel + channel);
                    for (vector, first) in tiles.clone().step_by(SIDE).enumerate() {
                        let outputs = transform_sums(&sums, lane, vector, *bias, self.floor());
                        for (tile, outputs) in (first..tiles.end).zip(&outputs) {
                            self.store_tile(image, self.corner(tile), outputs, plane);
                        }
                    }
                }
            }
        }
    }

    /// Transforms 4 tiles of all input channels; `tiles` are their first rows and columns. `panel` is
    /// `[place][channel][tile of the group]`.
    #[inline(never)]
    fn transform_inputs(&self, image: usize, source: &[f32], tiles: &[[usize; 2]; SIDE], panel: &mut [f32]) {
        let from = self.from;
        let start = from.row(image, 0);
        let is_whole = |[row, column]: [usize; 2]| row + SIDE <= from.height && column + SIDE <= from.width;
        let are_whole = tiles.iter().all(|tile| is_whole(*tile));
        for (channel, plane) in source.chunks_exact(from.plane()).take(self.in_channels).enumerate() {
            let mut transformed = [[f32x4::ZERO; PATCH]; PATCH];
            for y in 0..PATCH {
                let mut left = [f32x4::ZERO; SIDE];
                let mut right = left;
                for (i, [row, column]) in tiles.iter().enumerate() {
                    // The row above and the column before.
                    let at = start + (row + y) * from.stride() + column - from.stride() - 1;
                    if are_whole {
                        (left[i], right[i]) = (load(&plane[at..]), load(&plane[at + 2..]));
                    } else if row + y <= from.height + 1 {
                        // What lies beyond the margin belongs to other pixels.
                        let columns = (from.width + 2 - column).min(PATCH);
                        let mut patch = [0.0; PATCH];
                        patch[..columns].copy_from_slice(&plane[at..at + columns]);
                        (left[i], right[i]) = (load(&patch), load(&patch[2..]));
                    }
                }
                let [left, right] = [left, right].map(transpose);
                let columns = [left[0], left[1], left[2], left[3], right[2], right[3]];
                let row = transform_patch(columns);
                transformed.iter_mut().zip(row).for_each(|(column, value)| column[y] = value);
            }
            for (x, column) in transformed.into_iter().enumerate() {
                for (y, value) in transform_patch(column).into_iter().enumerate() {
                    let at = (y * PATCH + x) * self.place_length() + channel * GROUP;
                    panel[at..at + SIDE].copy_from_slice(&value.to_array());
                }
            }
        }
    }

    /// Writes a tile, and zeros into the padding columns.
    fn store_tile(&self, image: usize, [row, column]: [usize; 2], outputs: &[f32x4; SIDE], plane: &[Cell<f32>]) {
        let pixels = self.to.width - column;
        for (y, values) in (row..self.to.height).zip(outputs) {
            let mut values = values.to_array();
            if pixels < SIDE {
                values[pixels..].fill(0.0);
            }
            store(&plane[self.to.row(image, y) + column..], values);
        }
    }
}

/// A row or a column of patches.
#[inline]
fn transform_patch(d: [f32x4; PATCH]) -> [f32x4; PATCH] {
    let [two, four, five] = [2.0, 4.0, 5.0].map(f32x4::splat);
    let (a, b) = (d[4] - four * d[2], d[3] - four * d[1]);
    let (c, e) = (d[4] - d[2], two * (d[3] - d[1]));
    [four * d[0] - five * d[2] + d[4], a + b, a - b, c + e, c - e, four * d[1] - five * d[3] + d[5]]
}

/// The outputs of 4 tiles in a channel, `[tile][row]`.
#[inline(never)]
fn transform_sums(
    sums: &[[[f32x4; GROUP / 4]; PACK]; PLACES],
    lane: usize,
    vector: usize,
    bias: f32,
    floor: f32x4,
) -> [[f32x4; SIDE]; SIDE] {
    let mut rows = [[f32x4::ZERO; SIDE]; PATCH];
    for (y, row) in rows.iter_mut().enumerate() {
        *row = transform_back(core::array::from_fn(|x| sums[y * PATCH + x][lane][vector]));
    }
    let mut columns = [[f32x4::ZERO; SIDE]; SIDE];
    for (x, column) in columns.iter_mut().enumerate() {
        *column =
            transform_back(core::array::from_fn(|y| rows[y][x])).map(|value| (value + f32x4::splat(bias)).max(floor));
    }
    let mut tiles = [[f32x4::ZERO; SIDE]; SIDE];
    for y in 0..SIDE {
        let of_row = transpose(core::array::from_fn(|x| columns[x][y]));
        (0..SIDE).for_each(|i| tiles[i][y] = of_row[i]);
    }
    tiles
}

/// A row or a column of sums.
#[inline]
fn transform_back(m: [f32x4; PATCH]) -> [f32x4; SIDE] {
    let [two, four, eight] = [2.0, 4.0, 8.0].map(f32x4::splat);
    let (a, b) = (m[1] + m[2], m[1] - m[2]);
    let (c, e) = (m[3] + m[4], m[3] - m[4]);
    [m[0] + a + c, b + two * e, a + four * c, b + eight * e + m[5]]
}

/// `f32x4::transpose` is not made of shuffles in WebAssembly.
#[inline]
fn transpose([a, b, c, d]: [f32x4; 4]) -> [f32x4; 4] {
    let (ac, bd) = (a.unpack_lo(c), b.unpack_lo(d));
    let (ac_high, bd_high) = (a.unpack_hi(c), b.unpack_hi(d));
    [ac.unpack_lo(bd), ac.unpack_hi(bd), ac_high.unpack_lo(bd_high), ac_high.unpack_hi(bd_high)]
}
