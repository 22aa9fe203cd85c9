// Back through the first convolution of a stem that pools, with stride 2 and the usual padding. A thread collects the gradient
// of one input from the outputs that read it.

@group(0) @binding(1) var<storage, read> weights: array<f32>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  if (thread >= params.threads) {
    return;
  }
  let column = thread % params.destination_width;
  let row = thread / params.destination_width % params.destination_height;
  let channel = thread / (params.destination_width * params.destination_height);
  let kernel = params.mode;
  let bottom = row + kernel / 2u;
  let right = column + kernel / 2u;
  let filter_distance = params.channels * kernel * kernel;

  var sum = 0.0;
  // Output row y reads this one through tap `bottom - 2y`.
  for (var y = (max(bottom + 1u, kernel) - kernel + 1u) / 2u; 2u * y <= bottom && y < params.source_height; y++) {
    for (var x = (max(right + 1u, kernel) - kernel + 1u) / 2u; 2u * x <= right && x < params.source_width; x++) {
      var weight = params.weights + (channel * kernel + bottom - 2u * y) * kernel + right - 2u * x;
      var read = y * params.source_stride + x;
      for (var output = 0u; output < params.outputs; output++) {
        sum = fma(weights[weight], source[read], sum);
        weight += filter_distance;
        read += params.source_plane;
      }
    }
  }
  destination[channel * params.destination_plane + row * params.destination_stride + column] = sum;
}
