// The last BN, ReLU, and the average over all pixels: one number per image and channel, [image][channel].

@group(0) @binding(3) var<storage, read> source: array<real4>;
@group(0) @binding(4) var<storage, read_write> destination: array<real>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  let channel = thread % params.in_channels;
  let image = thread / params.in_channels;
  if (image >= params.images) {
    return;
  }
  let norm = norms[params.norms_offset + channel];
  let across = params.source_stride / 4u;
  let vectors = across * params.source_height;
  let start = channel * (params.source_plane / 4u) + image * vectors;
  var sums = vec4f();
  for (var i = 0u; i < vectors; i++) {
    let columns = vec4u(i % across * 4u) + vec4u(0u, 1u, 2u, 3u);
    let value = max(vec4f(source[start + i]) * norm.x + norm.y, vec4f());
    sums += select(vec4f(), value, columns < vec4u(params.source_width));
  }
  let sum = dot(sums, vec4f(1.0));
  watch(vec4f(sum / f32(params.source_height * params.source_width)));
  destination[thread] = real(sum / f32(params.source_height * params.source_width));
}
