// Back through a blur ([1, 2, 1] / 4 in both directions, reflected at the borders) with stride 2, to the maxima it read. A
// thread collects the gradient of one of them.

fn tapped(output: u32, tap: u32, size: u32) -> u32 {
  let n = u32(abs(i32(output * 2u + tap) - 1));
  return select(n, 2u * size - 2u - n, n >= size);
}

// How much of an output comes from a row or column.
fn share(output: u32, from_position: u32, size: u32) -> f32 {
  var sum = 0.0;
  for (var tap = 0u; tap < 3u; tap++) {
    sum += select(0.0, select(0.25, 0.5, tap == 1u), tapped(output, tap, size) == from_position);
  }
  return sum;
}

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
  var sum = 0.0;
  for (var y = row / 2u; y <= min((row + 1u) / 2u, params.source_height - 1u); y++) {
    for (var x = column / 2u; x <= min((column + 1u) / 2u, params.source_width - 1u); x++) {
      let gradient = source[channel * params.source_plane + y * params.source_stride + x];
      let part = share(y, row, params.destination_height) * share(x, column, params.destination_width);
      sum += gradient * part;
    }
  }
  destination[channel * params.destination_plane + row * params.destination_stride + column] = sum;
}
