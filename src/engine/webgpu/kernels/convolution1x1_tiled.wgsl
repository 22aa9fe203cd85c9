// 1x1 convolution through workgroup memory. A workgroup of 8 x 8 threads computes 32 output channels at VECTORS x 32
// pixels; each thread computes 4 channels at VECTORS x 4 pixels. BN and ReLU are applied once, on load into workgroup
// memory.

const CHUNK = 16u;  // input channels in workgroup memory at once
const ACROSS = 8u * VECTORS;  // vec4fs of pixels

var<workgroup> pixels: array<real4, CHUNK * ACROSS>;
var<workgroup> packs: array<real4, CHUNK * 8u>;

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let plane = params.source_plane / 4u;
  let tile = workgroup.x + workgroup.z * groups.x;
  sign_report(tile + workgroup.y + local);
  let first_pixel = tile * ACROSS;
  let first_pack = workgroup.y * 4u;
  let pack_count = (params.out_channels + 7u) / 8u;
  let pack_length = 2u * (params.in_channels + 1u);
  let across = local % 8u;
  let down = local / 8u;

  let bias = vec4f(weights[params.weights_offset + min(first_pack + down / 2u, pack_count - 1u) * pack_length + down % 2u]);
  //# i in 4
  //# j in VECTORS
  var sum{i}_{j} = vec4f(bias.{i.xyzw});
  //# end j
  //# end i

  let chunks = (params.in_channels + CHUNK - 1u) / CHUNK;
  for (var chunk = 0u; chunk < chunks; chunk++) {
    workgroupBarrier();
    for (var i = 0u; i < CHUNK * ACROSS / WORKGROUP; i++) {
      let n = i * WORKGROUP + local;
      let channel = chunk * CHUNK + n / ACROSS;
      let pixel = first_pixel + n % ACROSS;
      var value = real4();
      if (channel < params.in_channels && pixel < plane) {
        let norm = norm_of(channel);
        value = real4(max(vec4f(source[channel * plane + pixel]) * norm.x + norm.y, smallest()));
        watch(vec4f(value));
      }
      pixels[n] = value;
    }
    for (var i = 0u; i < CHUNK * 8u / WORKGROUP; i++) {
      let n = i * WORKGROUP + local;
      let channel = chunk * CHUNK + n / 8u;
      let pack = first_pack + n % 8u / 2u;
      var value = real4();
      if (channel < params.in_channels && pack < pack_count) {
        value = weights[params.weights_offset + pack * pack_length + 2u * (channel + 1u) + n % 2u];
      }
      packs[n] = value;
    }
    workgroupBarrier();
    //# i in 4
    //# j in VECTORS
    var part{i}_{j} = begin(sum{i}_{j});
    //# end j
    //# end i
    for (var k = 0u; k < CHUNK; k++) {
      let w = packs[k * 8u + down];
      //# j in VECTORS
      let x{j} = pixels[k * ACROSS + {j}u * 8u + across];
      //# i in 4
      part{i}_{j} = fma(real4(w.{i.xyzw}), x{j}, part{i}_{j});
      //# end i
      //# end j
    }
    //# i in 4
    //# j in VECTORS
    sum{i}_{j} = finish(sum{i}_{j}, part{i}_{j});
    //# end j
    //# end i
  }

  //# j in VECTORS
  let place{j} = place_of(first_pixel + {j}u * 8u + across);
  //# i in 4
  store(first_pack * 8u + down * 4u + {i}u, place{j}, sum{i}_{j});
  //# end i
  //# end j
}
