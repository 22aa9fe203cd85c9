// Bindings of the 1x1 convolutions, and how they store 4 pixels of a channel.
// INTO_PADDED stores into the padded layout, after a ReLU.

@group(0) @binding(3) var<storage, read> source: array<real4>;
@group(0) @binding(4) var<storage, read_write> destination: array<real4>;

// Where 4 pixels go in a channel's plane: worked out once for all channels.
struct Place {
  start: u32,
  exists: bool,
  inside: vec4<bool>,
}

fn place(row: u32, column: u32) -> Place {
  let image = row / params.source_height;
  let first = select(row, row + image + 1u, INTO_PADDED) * params.destination_stride + select(0u, MARGIN, INTO_PADDED);
  let inside = vec4u(column) + vec4u(0u, 1u, 2u, 3u) < vec4u(params.source_width);
  return Place(first + column, row < params.images * params.source_height, inside);
}

fn store(channel: u32, to: Place, value: vec4f) {
  if (to.exists & (channel < params.out_channels)) {
    let lowest = select(value, max(value, vec4f()), INTO_PADDED);
    let index = (params.destination_channel + channel) * params.destination_plane + to.start;
    destination[index / 4u] = real4(select(vec4f(), lowest, to.inside));
  }
}
