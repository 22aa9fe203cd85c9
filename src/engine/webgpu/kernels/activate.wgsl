// The first half of a layer without bottleneck: BN and ReLU of all features it reads, into the padded layout. A thread
// computes one value. The 3x3 convolution would have to repeat this for each of its taps and output channels.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<real>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  let column = thread % params.source_width;
  let row = thread / params.source_width % (params.source_height * params.images);
  let image = row / params.source_height;
  let channel = thread / (params.source_width * params.source_height * params.images);
  if (channel >= params.in_channels) {
    return;
  }

  let norm = norms[params.norms_offset + channel];
  let value = f32(source[channel * params.source_plane + row * params.source_stride + column]);
  watch(vec4f(max(value * norm.x + norm.y, 0.0)));
  let start = MARGIN + (row + image + 1u) * params.destination_stride;
  destination[channel * params.destination_plane + start + column] = real(max(value * norm.x + norm.y, 0.0));
}
