// 3x3 convolution, stride 1. A thread computes BLOCK output channels at ROWS x 4 pixels, in registers.
// It reads the padded layout, so it needs no bounds checks, and appends to the channels that its block already has.

@group(0) @binding(3) var<storage, read> source: array<real4>;

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
  let down = (params.destination_height + ROWS - 1u) / ROWS;
  let column = thread % across * 4u;
  let row = thread / across % down * ROWS;
  let image = thread / (across * down);
  if (image >= params.images) {
    return;
  }

  let pack_length = 2u * (params.in_channels * 9u + 1u);
  var weight = params.weights_offset + (block * BLOCK / 8u) * pack_length + (block * BLOCK % 8u) / 4u;
  //# v in BLOCK/4
  let bias{v} = vec4f(weights[weight + {v/2} * pack_length + {v%2}]);
  //# end v
  //# i in BLOCK
  //# r in ROWS
  var sum{i}_{r} = vec4f(bias{i/4}.{i.xyzw});
  //# end r
  //# end i
  weight += 2u;

  let stride = params.source_stride / 4u;
  // In the row above the first row.
  var read = (MARGIN + column) / 4u + (image * (params.source_height + 1u) + row) * stride;
  let channels = params.in_channels;
  for (var channel = 0u; channel < channels; channel++) {
    //# r in ROWS+2
    let row{r} = read + {r}u * stride;
    let middle{r} = source[row{r}];
    let a{r} = real4(source[row{r} - 1u].w, middle{r}.xyz);
    let b{r} = real2(middle{r}.w, source[row{r} + 1u].x);
    //# end r
    //# y in 3
    //# v in BLOCK/4
    let w{y}0_{v} = weights[weight + {v/2} * pack_length + {v%2} + {y}u * 6u];
    let w{y}1_{v} = weights[weight + {v/2} * pack_length + {v%2} + {y}u * 6u + 2u];
    let w{y}2_{v} = weights[weight + {v/2} * pack_length + {v%2} + {y}u * 6u + 4u];
    //# end v
    //# end y
    //# i in BLOCK
    //# r in ROWS
    var part{i}_{r} = begin(sum{i}_{r});
    //# end r
    //# end i
    //# r in ROWS
    //# y in 3
    //# i in BLOCK
    part{i}_{r} = fma(real4(w{y}0_{i/4}.{i.xyzw}), a{r+y}, part{i}_{r});
    part{i}_{r} = fma(real4(w{y}1_{i/4}.{i.xyzw}), real4(a{r+y}.yzw, b{r+y}.x), part{i}_{r});
    part{i}_{r} = fma(real4(w{y}2_{i/4}.{i.xyzw}), real4(a{r+y}.zw, b{r+y}), part{i}_{r});
    //# end i
    //# end y
    //# end r
    //# i in BLOCK
    //# r in ROWS
    sum{i}_{r} = finish(sum{i}_{r}, part{i}_{r});
    //# end r
    //# end i
    weight += 18u;
    read += params.source_plane / 4u;
  }

  // In a loop, which compiles faster than unrolled stores.
  var sums = array<vec4f, BLOCK * ROWS>(
    //# r in ROWS
    //# i in BLOCK
    sum{i}_{r},
    //# end i
    //# end r
  );
  for (var r = 0u; r < ROWS; r++) {
    let place = place(image, row + r, column);
    for (var i = 0u; i < BLOCK; i++) {
      store(block * BLOCK + i, place, sums[r * BLOCK + i]);
    }
  }
}
