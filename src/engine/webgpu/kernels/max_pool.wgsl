// The pooling of a stem, to half the size. A thread computes one output: TAPS = 1 is 3x3 max pooling with stride 2 and padding
// 1, TAPS = 3 a blur ([1, 2, 1] / 4 in both directions, reflected at the borders) with stride 2 over maxima with stride 1.
// The inputs have passed a ReLU, so the padding can be 0 instead of minus infinity.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<real>;

// The row or column that a blur's tap reads.
fn tapped(output: u32, tap: u32, size: u32) -> u32 {
  let n = u32(abs(i32(output * 2u + tap) - i32(TAPS / 2u)));
  return select(n, 2u * size - 2u - n, n >= size);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  sign_report(thread);
  let column = thread % params.destination_width;
  let row = thread / params.destination_width % params.destination_height;
  let image = thread / (params.destination_width * params.destination_height) % params.images;
  let channel = thread / (params.destination_width * params.destination_height * params.images);
  if (channel >= params.in_channels) {
    return;
  }

  var sum = 0.0;
  for (var tap = 0u; tap < TAPS * TAPS; tap++) {
    let x = tapped(column, tap % TAPS, params.source_width);
    let y = tapped(row, tap / TAPS, params.source_height);
    var largest = real();
    for (var v = max(y, 1u) - 1u; v <= min(y + 1u, params.source_height - 1u); v++) {
      let start = channel * params.source_plane + (image * params.source_height + v) * params.source_stride;
      for (var u = max(x, 1u) - 1u; u <= min(x + 1u, params.source_width - 1u); u++) {
        largest = max(largest, source[start + u]);
      }
    }
    // In a blur, the middle row and the middle column weigh twice as much.
    let doublings = u32(tap % 3u == 1u) + u32(tap / 3u == 1u);
    sum += f32(largest) * select(1.0, f32(1u << doublings) / 16.0, TAPS == 3u);
  }
  let start = (image * params.destination_height + row) * params.destination_stride;
  destination[channel * params.destination_plane + start + column] = real(sum);
}
