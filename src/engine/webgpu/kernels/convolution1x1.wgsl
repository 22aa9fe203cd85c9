// 1x1 convolution. A thread computes BLOCK output channels at VECTORS x 4 neighbouring pixels, in registers.
// BN and ReLU are applied to what is loaded where NORM_ON_LOAD; INTO_PADDED stores into the padded layout, after a ReLU.

@group(0) @binding(3) var<storage, read> source: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> destination: array<vec4f>;

fn store(channel: u32, row: u32, column: u32, value: vec4f) {
  if (channel >= params.out_channels || row >= params.images * params.source_height) {
    return;
  }
  var start: u32;
  if (INTO_PADDED) {
    let image = row / params.source_height;
    start = MARGIN + (row + image + 1u) * params.destination_stride;
  } else {
    start = row * params.destination_stride;
  }
  let index = ((params.destination_channel + channel) * params.destination_plane + start + column) / 4u;
  let inside = vec4u(column) + vec4u(0u, 1u, 2u, 3u) < vec4u(params.source_width);
  var result = value;
  if (INTO_PADDED) {
    result = max(result, vec4f());
  }
  destination[index] = select(vec4f(), result, inside);
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * groups.x * WORKGROUP;
  if (thread >= params.threads) {
    return;
  }
  let plane = params.source_plane / 4u;
  let across = (plane + VECTORS - 1u) / VECTORS;
  let block = thread / across;
  let pixel = (thread % across) * VECTORS;

  // Packs hold 8 channels: a block is some packs, or half of one.
  let pack_length = 2u * (params.in_channels + 1u);
  var weight = params.weights_offset + (block * BLOCK / 8u) * pack_length + (block * BLOCK % 8u) / 4u;
  //# i in BLOCK
  //# j in VECTORS
  var sum{i}_{j} = vec4f(weights[weight + {i/8} * pack_length + {i/4%2}].{i.xyzw});
  //# end j
  //# end i

  var read = pixel;
  for (var channel = 0u; channel < params.in_channels; channel++) {
    weight += 2u;
    //# j in VECTORS
    var x{j} = source[read + {j}];
    //# end j
    if (NORM_ON_LOAD) {
      let norm = norms[params.norms_offset + channel];
      //# j in VECTORS
      x{j} = max(x{j} * norm.x + norm.y, vec4f());
      //# end j
    }
    //# v in BLOCK/4
    let w{v} = weights[weight + {v/2} * pack_length + {v%2}];
    //# end v
    //# i in BLOCK
    //# j in VECTORS
    sum{i}_{j} = fma(vec4f(w{i/4}.{i.xyzw}), x{j}, sum{i}_{j});
    //# end j
    //# end i
    read += plane;
  }

  let row_length = params.source_stride / 4u;
  //# j in VECTORS
  let row{j} = (pixel + {j}) / row_length;
  let column{j} = (pixel + {j}) % row_length * 4u;
  //# i in BLOCK
  store(block * BLOCK + {i}, row{j}, column{j}, sum{i}_{j});
  //# end i
  //# end j
}
