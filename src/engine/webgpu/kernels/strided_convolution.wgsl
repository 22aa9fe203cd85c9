// The first convolution of a stem that pools: KERNEL x KERNEL (7 in ImageNet's, 3 in a deep one) with stride 2 and the usual
// padding, norm0 folded in, and ReLU. A thread computes 8 output channels at 4 neighbouring pixels.

@group(0) @binding(3) var<storage, read> source: array<real>;

// Without && and ||: some compilers take a minute for their branches when unrolled.
fn load(start: u32, column: i32, row_inside: bool) -> real {
  let inside = row_inside & (column >= 0) & (column < i32(params.source_width));
  return select(real(), source[start + u32(max(column, 0))], inside);
}

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let thread = id.x + id.z * groups.x * WORKGROUP;
  let block = workgroup.y;
  sign_report(thread + block);
  let across = params.destination_stride / 4u;
  let column = thread % across * 4u;
  let row = thread / across % params.destination_height;
  let image = thread / (across * params.destination_height);
  if (image >= params.images) {
    return;
  }

  var weight = params.weights_offset + block * 2u * (params.in_channels * KERNEL * KERNEL + 1u);
  let bias0 = vec4f(weights[weight]);
  let bias1 = vec4f(weights[weight + 1u]);
  //# i in 8
  var sum{i} = vec4f(bias{i/4}.{i.xyzw});
  //# end i
  weight += 2u;
  let left = i32(column * 2u) - i32(KERNEL / 2u);
  let channels = params.in_channels;
  for (var channel = 0u; channel < channels; channel++) {
    for (var y = 0u; y < KERNEL; y++) {
      let source_row = i32(row * 2u + y) - i32(KERNEL / 2u);
      let row_inside = (source_row >= 0) & (source_row < i32(params.source_height));
      let image_row = image * (params.source_height + 1u) + 1u + u32(max(source_row, 0));
      let start = channel * params.source_plane + MARGIN + image_row * params.source_stride;
      //# x in KERNEL+6
      let s{x} = load(start, left + {x}, row_inside);
      //# end x
      //# i in 8
      var part{i} = begin(sum{i});
      //# end i
      //# x in KERNEL
      let x{x} = real4(s{x}, s{x+2}, s{x+4}, s{x+6});
      let a{x} = weights[weight + {x}u * 2u];
      let b{x} = weights[weight + {x}u * 2u + 1u];
      //# i in 4
      part{i} = fma(real4(a{x}.{i.xyzw}), x{x}, part{i});
      part{i+4} = fma(real4(b{x}.{i.xyzw}), x{x}, part{i+4});
      //# end i
      //# end x
      //# i in 8
      sum{i} = finish(sum{i}, part{i});
      //# end i
      weight += 2u * KERNEL;
    }
  }

  // In a loop, which compiles faster than unrolled stores.
  var sums = array<vec4f, 8>(
    //# i in 8
    sum{i},
    //# end i
  );
  let place = place(image, row, column);
  for (var i = 0u; i < 8u; i++) {
    store(block * 8u + i, place, sums[i]);
  }
}
