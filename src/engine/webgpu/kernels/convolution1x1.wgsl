// 1x1 convolution without workgroup memory. A thread computes BLOCK output channels at VECTORS x 4 neighbouring pixels, in
// registers. BN and ReLU are applied on load, in bottlenecks.

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  let block = workgroup.y;
  sign_report(thread + block);
  let plane = params.source_plane / 4u;
  let pixel = thread * VECTORS;
  if (pixel >= plane) {
    return;
  }

  // A pack has 8 channels: a block is one or more packs, or half a pack.
  let pack_length = 2u * (params.in_channels + 1u);
  var weight = params.weights_offset + (block * BLOCK / 8u) * pack_length + (block * BLOCK % 8u) / 4u;
  //# v in BLOCK/4
  let bias{v} = vec4f(weights[weight + {v/2} * pack_length + {v%2}]);
  //# end v
  //# i in BLOCK
  //# j in VECTORS
  var sum{i}_{j} = vec4f(bias{i/4}.{i.xyzw});
  //# end j
  //# end i

  var read = pixel;
  let smallest = smallest();
  //# i in BLOCK
  //# j in VECTORS
  var part{i}_{j} = begin(sum{i}_{j});
  //# end j
  //# end i
  //# if IS_CHAINED
  var largest = real4();
  //# end if
  let channels = params.in_channels;
  for (var channel = 0u; channel < channels; channel++) {
    weight += 2u;
    let norm = norm_of(channel);
    //# j in VECTORS
    let x{j} = real4(max(vec4f(source[read + {j}]) * norm.x + norm.y, smallest));
    //# end j
    //# if IS_CHAINED
    //# j in VECTORS
    largest = max(largest, x{j});
    //# end j
    //# end if
    //# v in BLOCK/4
    let w{v} = weights[weight + {v/2} * pack_length + {v%2}];
    //# end v
    //# i in BLOCK
    let weight{i} = real4(w{i/4}.{i.xyzw});
    //# j in VECTORS
    part{i}_{j} = fma(weight{i}, x{j}, part{i}_{j});
    //# end j
    //# end i
    //# if IS_CHAINED
    if ((channel + 1u) % CHAIN == 0u) {
      //# i in BLOCK
      //# j in VECTORS
      sum{i}_{j} = finish(sum{i}_{j}, part{i}_{j});
      part{i}_{j} = begin(sum{i}_{j});
      //# end j
      //# end i
    }
    //# end if
    read += plane;
  }
  //# i in BLOCK
  //# j in VECTORS
  sum{i}_{j} = finish(sum{i}_{j}, part{i}_{j});
  //# end j
  //# end i

  //# if IS_CHAINED
  watch(vec4f(largest));
  //# end if
  // In a loop: unrolled, the stores would take longer to compile than everything else.
  var sums = array<vec4f, BLOCK * VECTORS>(
    //# j in VECTORS
    //# i in BLOCK
    sum{i}_{j},
    //# end i
    //# end j
  );
  for (var j = 0u; j < VECTORS; j++) {
    let place = place_of(pixel + j);
    for (var i = 0u; i < BLOCK; i++) {
      store(block * BLOCK + i, place, sums[j * BLOCK + i]);
    }
  }
}
