// The classifier. A thread computes 4 logits of one image. The weights are packed like those of a convolution.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  let quads = (params.out_channels + 3u) / 4u;
  let quad = thread % quads;
  let image = thread / quads;
  if (image >= params.images) {
    return;
  }
  var weight = params.weights_offset + quad / 2u * 2u * (params.in_channels + 1u) + quad % 2u;
  var sum = vec4f(weights[weight]);
  let channels = params.in_channels;
  for (var channel = 0u; channel < channels; channel++) {
    weight += 2u;
    sum = fma(vec4f(weights[weight]), vec4f(f32(source[image * channels + channel])), sum);
  }
  for (var i = 0u; i < 4u; i++) {
    if (quad * 4u + i < params.out_channels) {
      destination[image * params.out_channels + quad * 4u + i] = sum[i];
    }
  }
}
