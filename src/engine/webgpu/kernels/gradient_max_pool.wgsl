// Back through 3x3 max pooling with padding 1, to the largest value of each window; of several, to the first one, as in PyTorch.
// A thread collects the gradient of one input from the windows that it is in.

@group(0) @binding(1) var<storage, read> features: array<real>;

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
  let stride = params.mode;
  let first = params.features_start + channel * params.features_plane;
  let own = features[first + row * params.features_stride + column];

  var sum = 0.0;
  // A window's middle is at a multiple of the stride, at most one pixel away.
  for (var y = (max(row, 1u) + stride - 2u) / stride; y * stride <= row + 1u && y < params.source_height; y++) {
    for (var x = (max(column, 1u) + stride - 2u) / stride; x * stride <= column + 1u && x < params.source_width; x++) {
      var is_largest = true;
      for (var v = max(y * stride, 1u) - 1u; v <= min(y * stride + 1u, params.destination_height - 1u); v++) {
        for (var u = max(x * stride, 1u) - 1u; u <= min(x * stride + 1u, params.destination_width - 1u); u++) {
          let other = features[first + v * params.features_stride + u];
          let comes_first = v < row || (v == row && u < column);
          is_largest = is_largest && select(own >= other, own > other, comes_first);
        }
      }
      let gradient = source[channel * params.source_plane + y * params.source_stride + x];
      sum += select(0.0, gradient, is_largest);
    }
  }
  destination[channel * params.destination_plane + row * params.destination_stride + column] = sum;
}
