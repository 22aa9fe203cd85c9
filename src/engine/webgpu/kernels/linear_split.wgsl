// The classifier. A workgroup computes the 8 logits of a pack of one image; neighbouring threads read neighbouring weights.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<f32>;

const SLICES = WORKGROUP / 2u;

var<workgroup> sums: array<vec4f, WORKGROUP>;

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let image = workgroup.x + workgroup.z * groups.x;
  let pack = workgroup.y;
  sign_report(image + pack + local);
  let bias = params.weights_offset + pack * 2u * (params.in_channels + 1u);
  let slice = local / 2u;
  let steps = (params.in_channels + SLICES - 1u - slice) / SLICES;
  var sum = vec4f();
  for (var step = 0u; step < steps; step++) {
    let channel = step * SLICES + slice;
    let weight = vec4f(weights[bias + (channel + 1u) * 2u + local % 2u]);
    sum = fma(weight, vec4f(f32(source[image * params.in_channels + channel])), sum);
  }
  sums[local] = sum;
  for (var half = SLICES; half > 1u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      sums[local] += sums[local + half];
    }
  }
  workgroupBarrier();
  let logit = pack * 8u + local;
  if (local < 8u && logit < params.out_channels && image < params.images) {
    let sum = sums[local / 4u][local % 4u] + f32(weights[bias + local / 4u][local % 4u]);
    destination[image * params.out_channels + logit] = sum;
  }
}
