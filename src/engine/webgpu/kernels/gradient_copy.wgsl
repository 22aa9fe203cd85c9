// What the reverse of a convolution reads: some channels of a gradient, where a ReLU let them through, with padding. A thread
// writes one number, the zeros of the padding too.

@group(0) @binding(1) var<storage, read> features: array<real>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  if (thread >= params.threads) {
    return;
  }
  let channel = thread / params.destination_plane;
  let position = thread % params.destination_plane;
  // Before the first row, this wraps to a row that doesn't exist.
  let row = (position - params.destination_start) / params.destination_stride;
  let column = (position - params.destination_start) % params.destination_stride;
  var value = 0.0;
  if (position >= params.destination_start && row < params.destination_height && column < params.destination_width) {
    value = source[params.source_start + channel * params.source_plane + row * params.source_stride + column];
    if ((params.flags & 1u) == 1u) {
      let at = params.features_start + channel * params.features_plane + row * params.features_stride + column;
      value = select(0.0, value, f32(features[at]) > 0.0);
    }
  }
  destination[thread] = value;
}
