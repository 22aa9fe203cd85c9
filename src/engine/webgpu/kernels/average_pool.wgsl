// The first half of a transition: BN, usually ReLU, 2x2 average pooling. A thread computes one output.
// Pooling and the 1x1 convolution commute, and pooling first takes a quarter of the multiplications.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<real>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  let column = thread % params.destination_width;
  let row = thread / params.destination_width % params.destination_height;
  let image = thread / (params.destination_width * params.destination_height) % params.images;
  let channel = thread / (params.destination_width * params.destination_height * params.images);
  if (channel >= params.in_channels) {
    return;
  }

  let source_row = image * params.source_height + row * 2u;
  let start = channel * params.source_plane + source_row * params.source_stride + column * 2u;
  let below = start + params.source_stride;
  let values = vec4f(real4(source[start], source[start + 1u], source[below], source[below + 1u]));
  let norm = norms[params.norms_offset + channel];
  let mean = dot(max(values * norm.x + norm.y, smallest()), vec4f(0.25));
  watch(vec4f(mean));
  let destination_row = image * params.destination_height + row;
  destination[channel * params.destination_plane + destination_row * params.destination_stride + column] = real(mean);
}
