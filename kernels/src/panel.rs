//! The inputs of a tile, gathered in the order in which the innermost loop reads them.

use wide::f32x4;

use crate::{
    Layout, MARGIN,
    tile::{PIXELS, multiply_add},
};

/// The segment of a 3x3 convolution: the pixels of a row for three taps, rounded up to a multiple of 4.
pub const SEGMENT_3X3: usize = PIXELS + 4;

/// Each channel's pixels from `start` on, with BN and ReLU if there are `norms`.
pub fn pixels(
    from: Layout,
    in_channels: usize,
    source: &[f32],
    norms: Option<&[[f32; 2]]>,
    start: usize,
    panel: &mut [f32],
) {
    let channels = source.chunks_exact(from.plane()).take(in_channels);
    let segments =
        channels.zip(panel.as_chunks_mut::<PIXELS>().0).map(|(channel, segment)| (&channel[start..], segment));
    let Some(norms) = norms else { return segments.for_each(|(inputs, segment)| *segment = first(inputs)) };
    for ((inputs, segment), norm) in segments.zip(norms) {
        let [scale, shift] = norm.map(f32x4::splat);
        let inputs = bytemuck::cast::<[f32; PIXELS], [f32x4; 2]>(first(inputs));
        *segment = bytemuck::cast(inputs.map(|inputs| multiply_add(inputs, scale, shift).max(f32x4::ZERO)));
    }
}

/// For each channel, the three rows around the pixels from `start` on, numbered along padded rows from the first pixel.
pub fn neighbourhood_3x3(from: Layout, in_channels: usize, source: &[f32], start: usize, panel: &mut [f32]) {
    let (plane, stride) = (from.plane(), from.stride());
    let mut segments = panel.as_chunks_mut::<SEGMENT_3X3>().0.iter_mut();
    for channel in source.chunks_exact(plane).take(in_channels) {
        for (row, segment) in segments.by_ref().take(3).enumerate() {
            *segment = first(&channel[MARGIN - 1 + start + row * stride..]);
        }
    }
}

/// For each channel and tap of a convolution with stride 2 and the usual padding, the input of each pixel.
pub fn neighbourhood_strided(
    side: usize,
    from: Layout,
    to: Layout,
    in_channels: usize,
    source: &[f32],
    start: usize,
    panel: &mut [f32],
) {
    let side = side as isize;
    let at = |position: usize| {
        let (row, column) = (position / to.stride(), position % to.stride());
        let rows = to.height + usize::from(to.padded);
        [row / rows, row % rows, column].map(|n| n as isize)
    };
    let positions: [[isize; 3]; PIXELS] = core::array::from_fn(|i| at(start + i));
    let inside = |n: isize, size: usize| (0..size as isize).contains(&n);
    let [first, last] = [positions[0], positions[PIXELS - 1]].map(|[.., column]| 2 * column - side / 2);
    // Most tiles are within a row, and away from its ends.
    let is_simple = positions[0][..2] == positions[PIXELS - 1][..2]
        && first >= 0
        && last + side <= from.width as isize
        && positions[0][0] < from.images as isize;
    let mut segments = panel.as_chunks_mut::<PIXELS>().0.iter_mut();
    for x in 0..side {
        for channel in source.chunks_exact(from.plane()).take(in_channels) {
            for y in 0..side {
                let segment = segments.next().expect("the panel has a segment per tap");
                let row_of = |row: isize| 2 * row + y - side / 2;
                let [image, row, _] = positions[0];
                if is_simple && inside(row_of(row), from.height) {
                    let begin = from.row(image as usize, row_of(row) as usize) + (first + x) as usize;
                    let inputs: &[f32; 2 * PIXELS - 1] = channel[begin..].first_chunk().expect("it is within the row");
                    *segment = core::array::from_fn(|i| inputs[2 * i]);
                    continue;
                }
                for (value, [image, row, column]) in segment.iter_mut().zip(positions) {
                    let (row, column) = (row_of(row), 2 * column + x - side / 2);
                    let is_inside =
                        image < from.images as isize && inside(row, from.height) && inside(column, from.width);
                    *value =
                        if is_inside { channel[from.row(image as usize, row as usize) + column as usize] } else { 0.0 };
                }
            }
        }
    }
}

/// Where to store the 4 values from `position` on, numbered along the rows of `along`: the offset within a channel, and how
/// many of the values are pixels. `None` if none is.
pub fn place(along: Layout, to: Layout, position: usize) -> Option<(usize, usize)> {
    let (row, column) = (position / along.stride(), position % along.stride());
    let rows_of_image = along.height + usize::from(along.padded);
    let (image, y) = (row / rows_of_image, row % rows_of_image);
    let is_pixel = image < along.images && y < along.height && column < along.width;
    is_pixel.then(|| (to.row(image, y) + column, (along.width - column).min(4)))
}

/// The first `N` floats, or as many as there are and zeros.
#[inline]
fn first<const N: usize>(from: &[f32]) -> [f32; N] {
    match from.first_chunk() {
        // A constant length compiles to a few loads and stores instead of a call.
        Some(whole) => *whole,
        None => {
            let mut filled = [0.0; N];
            filled[..from.len()].copy_from_slice(from);
            filled
        }
    }
}
