// The bindings of the 1x1 convolutions, and how they store 4 pixels of a channel: a bottleneck applies ReLU and writes the
// padded layout, a transition writes the next block's plain layout.

@group(0) @binding(3) var<storage, read> source: array<real4>;
@group(0) @binding(4) var<storage, read_write> destination: array<real4>;

// Where 4 pixels are stored within a channel: computed once for all channels.
struct Place {
  start: u32,
  exists: bool,
  inside: vec4<bool>,
}

fn place(row: u32, column: u32) -> Place {
  let start = row_start(row / params.source_height, row % params.source_height);
  return Place(start + column, row < params.images * params.source_height, inside(column));
}

// The scale and shift of a channel in a bottleneck. A transition has applied BN before pooling.
fn norm_of(channel: u32) -> vec2f {
  return select(vec2f(1.0, 0.0), norms[params.norms_offset + channel], params.flags > 0u);
}

fn store(channel: u32, to: Place, value: vec4f) {
  if (to.exists & (channel < params.out_channels)) {
    watch(select(vec4f(), value, to.inside));
    let index = (params.destination_channel + channel) * params.destination_plane + to.start;
    destination[index / 4u] = real4(select(vec4f(), max(value, smallest()), to.inside));
  }
}
