// 1x1 convolution for small maps. A workgroup computes BLOCK output channels at VECTORS x 4 pixels. BN and ReLU are applied on
// load, in bottlenecks.

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let plane = params.source_plane / 4u;
  let tile = workgroup.x + workgroup.z * groups.x;
  sign_report(tile + workgroup.y + local);
  let lane = local % LANES;
  let pixel = tile * VECTORS + lane % VECTORS;
  let quad = workgroup.y * (BLOCK / 4u) + lane / VECTORS;
  let pack = min(quad / 2u, (params.out_channels - 1u) / 8u);
  let bias = params.weights_offset + pack * 2u * (params.in_channels + 1u) + quad % 2u;

  let read = min(pixel, plane - 1u);
  let smallest = smallest();
  //# i in 4
  var sum{i} = vec4f();
  //# end i
  //# if IS_CHAINED
  var largest = real4();
  //# end if
  let steps = (params.in_channels + 4u * SLICES - 1u) / (4u * SLICES);
  for (var step = 0u; step < steps; step++) {
    let channel = (step * SLICES + local / LANES) * 4u;
    //# i in 4
    var part{i} = begin(sum{i});
    //# end i
    //# c in 4
    let norm{c} = norm_of(channel + {c}u);
    let normed{c} = max(vec4f(source[(channel + {c}u) * plane + read]) * norm{c}.x + norm{c}.y, smallest);
    let x{c} = select(real4(), real4(normed{c}), channel + {c}u < params.in_channels);
    let w{c} = weights[bias + (channel + {c+1}u) * 2u];
    //# i in 4
    part{i} = fma(real4(w{c}.{i.xyzw}), x{c}, part{i});
    //# end i
    //# if IS_CHAINED
    largest = max(largest, x{c});
    //# end if
    //# end c
    //# i in 4
    sum{i} = finish(sum{i}, part{i});
    //# end i
  }

  //# if IS_CHAINED
  watch(vec4f(largest));
  //# end if
  let sum = total(local, array(sum0, sum1, sum2, sum3));
  if (local < 4u * LANES) {
    store(quad * 4u + local / LANES, place_of(pixel), sum + f32(weights[bias][local / LANES]));
  }
}
