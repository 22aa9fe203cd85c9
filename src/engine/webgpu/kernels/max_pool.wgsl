// The max pooling of ImageNet's stem: 3x3, stride 2, padding 1. A thread computes one output.
// Its inputs have passed a ReLU, so the padding can be 0 instead of minus infinity.

@group(0) @binding(3) var<storage, read> source: array<real>;
@group(0) @binding(4) var<storage, read_write> destination: array<real>;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * groups.x * WORKGROUP;
  sign_report(thread);
  if (thread >= params.threads) {
    return;
  }
  let column = thread % params.destination_width;
  let row = thread / params.destination_width % params.destination_height;
  let image = thread / (params.destination_width * params.destination_height) % params.images;
  let channel = thread / (params.destination_width * params.destination_height * params.images);

  let first_column = max(column * 2u, 1u) - 1u;
  let last_column = min(column * 2u + 1u, params.source_width - 1u);
  let first_row = max(row * 2u, 1u) - 1u;
  let last_row = min(row * 2u + 1u, params.source_height - 1u);
  var largest = real();
  for (var y = first_row; y <= last_row; y++) {
    let start = channel * params.source_plane + (image * params.source_height + y) * params.source_stride;
    for (var x = first_column; x <= last_column; x++) {
      largest = max(largest, source[start + x]);
    }
  }
  let start = (image * params.destination_height + row) * params.destination_stride;
  destination[channel * params.destination_plane + start + column] = largest;
}
