// How convolutions store 4 pixels of a channel.

@group(0) @binding(4) var<storage, read_write> destination: array<real4>;

// Where 4 pixels are stored within a channel: computed once for all channels.
struct Place {
  start: u32,
  exists: bool,
  inside: vec4<bool>,
}

fn place(image: u32, row: u32, column: u32) -> Place {
  let exists = (image < params.images) & (row < params.destination_height);
  return Place(row_start(image, row) + column, exists, inside(column));
}

fn store(channel: u32, to: Place, value: vec4f) {
  if (to.exists & (channel < params.out_channels)) {
    watch(select(vec4f(), value, to.inside));
    let index = (params.destination_channel + channel) * params.destination_plane + to.start;
    destination[index / 4u] = real4(select(vec4f(), max(value, smallest()), to.inside));
  }
}
