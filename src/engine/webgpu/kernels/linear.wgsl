// The classifier. A thread computes 4 logits of one image. The weights are packed like those of a convolution.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * groups.x * WORKGROUP;
  sign_report(thread);
  if (thread >= params.threads) {
    return;
  }
  let quads = (params.out_channels + 3u) / 4u;
  let quad = thread % quads;
  let image = thread / quads;
  var weight = params.weights_offset + quad / 2u * 2u * (params.in_channels + 1u) + quad % 2u;
  var sum = vec4f(weights[weight]);
  for (var channel = 0u; channel < params.in_channels; channel++) {
    weight += 2u;
    sum = fma(vec4f(weights[weight]), vec4f(f32(source[image * params.in_channels + channel])), sum);
  }
  for (var i = 0u; i < min(4u, params.out_channels - quad * 4u); i++) {
    destination[image * params.out_channels + quad * 4u + i] = sum[i];
  }
}
