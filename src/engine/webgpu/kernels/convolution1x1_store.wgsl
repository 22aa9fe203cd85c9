// Bindings of the 1x1 convolutions, and how they store 4 pixels of a channel.
// INTO_PADDED stores into the padded layout, after a ReLU.

@group(0) @binding(3) var<storage, read> source: array<real4>;
@group(0) @binding(4) var<storage, read_write> destination: array<real4>;

fn store(channel: u32, row: u32, column: u32, value: vec4f) {
  if (channel >= params.out_channels || row >= params.images * params.source_height) {
    return;
  }
  var start: u32;
  if (INTO_PADDED) {
    let image = row / params.source_height;
    start = MARGIN + (row + image + 1u) * params.destination_stride;
  } else {
    start = row * params.destination_stride;
  }
  let index = ((params.destination_channel + channel) * params.destination_plane + start + column) / 4u;
  let inside = vec4u(column) + vec4u(0u, 1u, 2u, 3u) < vec4u(params.source_width);
  var result = value;
  if (INTO_PADDED) {
    result = max(result, vec4f());
  }
  destination[index] = real4(select(vec4f(), result, inside));
}
