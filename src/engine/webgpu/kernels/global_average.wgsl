// The last BN, ReLU, and the average over all pixels: one number per image and channel, [image][channel].

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<real>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * groups.x * WORKGROUP;
  sign_report(thread);
  if (thread >= params.threads) {
    return;
  }
  let channel = thread % params.in_channels;
  let image = thread / params.in_channels;
  let norm = norms[params.norms_offset + channel];
  var sum = 0.0;
  for (var y = 0u; y < params.source_height; y++) {
    let row = image * params.source_height + y;
    let start = channel * params.source_plane + row * params.source_stride;
    for (var x = 0u; x < params.source_width; x++) {
      sum += max(f32(source[start + x]) * norm.x + norm.y, 0.0);
    }
  }
  watch(vec4f(sum / f32(params.source_height * params.source_width)));
  destination[thread] = real(sum / f32(params.source_height * params.source_width));
}
