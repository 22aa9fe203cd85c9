// Back through a norm, and usually a ReLU, into a block. A workgroup does one channel, and reports its effect: the sum of the
// activated feature times its gradient, which is what the reader would lose without the channel, to the first order.

@group(0) @binding(1) var<storage, read> features: array<real>;

var<workgroup> sums: array<f32, WORKGROUP>;

// The gradient of the activated feature: at the same place (mode 0), of the average of four pixels (1) or of all (2).
fn incoming(channel: u32, row: u32, column: u32) -> f32 {
  if (params.mode == 2u) {
    return source[channel] / f32(params.destination_height * params.destination_width);
  }
  let y = row >> params.mode;
  let x = column >> params.mode;
  // An odd last row or column is not pooled.
  if (y >= params.source_height || x >= params.source_width) {
    return 0.0;
  }
  let value = source[channel * params.source_plane + y * params.source_stride + x];
  return select(value, value * 0.25, params.mode == 1u);
}

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let channel = workgroup.x + workgroup.z * groups.x;
  sign_report(channel * WORKGROUP + local);
  let exists = channel < params.channels;
  let norm = norms[params.norms + select(0u, channel, exists)];
  let pixels = select(0u, params.destination_height * params.destination_width, exists);
  var effect = 0.0;
  for (var pixel = local; pixel < pixels; pixel += WORKGROUP) {
    let row = pixel / params.destination_width;
    let column = pixel % params.destination_width;
    let feature = features[params.features_start + channel * params.features_plane + row * params.features_stride + column];
    let activated = f32(feature) * norm.x + norm.y;
    let passes = (params.flags & 1u) == 0u || activated > 0.0;
    let gradient = select(0.0, incoming(channel, row, column), passes);
    effect += gradient * activated;
    let at = channel * params.destination_plane + row * params.destination_stride + column;
    let before = select(0.0, destination[at], (params.flags & 2u) == 2u);
    destination[at] = before + gradient * norm.x;
  }
  sums[local] = effect;
  for (var half = WORKGROUP / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      sums[local] += sums[local + half];
    }
  }
  if (local == 0u && exists) {
    report.steps[params.effects + channel] = bitcast<u32>(sums[0]);
  }
}
