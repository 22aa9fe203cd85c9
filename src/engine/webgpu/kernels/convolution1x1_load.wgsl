// What the 1x1 convolutions read: a bottleneck applies a norm and ReLU; a transition has done so before pooling.

@group(0) @binding(3) var<storage, read> source: array<real4>;

// The scale and shift of a channel.
fn norm_of(channel: u32) -> vec2f {
  return select(vec2f(1.0, 0.0), norms[params.norms_offset + channel], params.flags > 0u);
}

// Where 4 pixels are stored, given their position in the source.
fn place_of(pixel: u32) -> Place {
  let across = params.source_stride / 4u;
  let row = pixel / across;
  return place(row / params.source_height, row % params.source_height, pixel % across * 4u);
}
