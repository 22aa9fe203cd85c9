// 3x3 convolution for small maps; reads the padded layout. A workgroup computes BLOCK output channels at VECTORS x 4 pixels.

@group(0) @binding(3) var<storage, read> source: array<real4>;

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let across = params.destination_stride / 4u;
  let tile = workgroup.x + workgroup.z * groups.x;
  sign_report(tile + workgroup.y + local);
  let lane = local % LANES;
  let pixel = tile * VECTORS + lane % VECTORS;
  let quad = workgroup.y * (BLOCK / 4u) + lane / VECTORS;
  let pack = min(quad / 2u, (params.out_channels - 1u) / 8u);
  let bias = params.weights_offset + pack * 2u * (params.in_channels * 9u + 1u) + quad % 2u;

  let column = pixel % across;
  let row = pixel / across % params.destination_height;
  let image = pixel / across / params.destination_height;
  let stride = params.source_stride / 4u;
  // In the row above.
  let corner = MARGIN / 4u + column + (min(image, params.images - 1u) * (params.source_height + 1u) + row) * stride;
  //# i in 4
  var sum{i} = vec4f();
  //# end i
  let slice = local / LANES;
  let steps = (params.in_channels + SLICES - 1u - slice) / SLICES;
  for (var step = 0u; step < steps; step++) {
    let channel = step * SLICES + slice;
    let read = channel * (params.source_plane / 4u) + corner;
    let weight = bias + channel * 18u + 2u;
    //# i in 4
    var part{i} = begin(sum{i});
    //# end i
    //# y in 3
    let middle{y} = source[read + {y}u * stride];
    let a{y} = real4(source[read + {y}u * stride - 1u].w, middle{y}.xyz);
    let b{y} = real2(middle{y}.w, source[read + {y}u * stride + 1u].x);
    let u{y} = weights[weight + {y}u * 6u];
    let v{y} = weights[weight + {y}u * 6u + 2u];
    let w{y} = weights[weight + {y}u * 6u + 4u];
    //# i in 4
    part{i} = fma(real4(u{y}.{i.xyzw}), a{y}, part{i});
    part{i} = fma(real4(v{y}.{i.xyzw}), real4(a{y}.yzw, b{y}.x), part{i});
    part{i} = fma(real4(w{y}.{i.xyzw}), real4(a{y}.zw, b{y}), part{i});
    //# end i
    //# end y
    //# i in 4
    sum{i} = finish(sum{i}, part{i});
    //# end i
  }

  let sum = total(local, array(sum0, sum1, sum2, sum3));
  if (local < 4u * LANES) {
    let place = place(image, row, column * 4u);
    store(quad * 4u + local / LANES, place, sum + f32(weights[bias][local / LANES]));
  }
}
