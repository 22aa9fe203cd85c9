// 3x3 convolution through workgroup memory; reads the padded layout. A workgroup of 64 threads computes 32 output
// channels at 4 rows of 16 pixels; each thread computes 8 channels at 4 pixels of a row.

@group(0) @binding(3) var<storage, read> source: array<real>;

const CHUNK = 4u;     // input channels in workgroup memory at once
const PATCH = 20u;    // numbers per row of a patch: 16 pixels and one on each side, padded
const PATCH_ROWS = 6u;

const PATCHES = CHUNK * PATCH_ROWS * PATCH;

var<workgroup> patches: array<real, PATCHES>;
var<workgroup> packs: array<real4, CHUNK * 9u * 8u>;

@compute @workgroup_size(WORKGROUP)
fn main(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let across = (params.destination_width + 15u) / 16u;
  let down = (params.destination_height + 3u) / 4u;
  let tile = workgroup.x + workgroup.z * groups.x;
  sign_report(tile + workgroup.y + local);
  let first_column = tile % across * 16u;
  let first_row = tile / across % down * 4u;
  let image = tile / (across * down);
  let first_pack = workgroup.y * 4u;
  let pack_count = (params.out_channels + 7u) / 8u;
  let pack_length = 2u * (params.in_channels * 9u + 1u);
  let column = local % 4u * 4u;
  let row = local / 4u % 4u;
  let pack = local / 16u;

  let bias = params.weights_offset + min(first_pack + pack, pack_count - 1u) * pack_length;
  //# i in 8
  var sum{i} = vec4f(f32(weights[bias + {i/4}].{i.xyzw}));
  //# end i

  // The row above the first row, the column left of the first column.
  let corner = MARGIN + (image * (params.source_height + 1u) + first_row) * params.source_stride + first_column - 1u;
  let chunks = (params.in_channels + CHUNK - 1u) / CHUNK;
  for (var chunk = 0u; chunk < chunks; chunk++) {
    workgroupBarrier();
    for (var i = 0u; i < (PATCHES + WORKGROUP - 1u) / WORKGROUP; i++) {
      // The last ones are loaded twice.
      let n = min(i * WORKGROUP + local, PATCHES - 1u);
      let channel = chunk * CHUNK + n / (PATCH_ROWS * PATCH);
      let y = n / PATCH % PATCH_ROWS;
      var value = real();
      if (channel < params.in_channels) {
        value = source[channel * params.source_plane + corner + y * params.source_stride + n % PATCH];
      }
      patches[n] = value;
    }
    for (var i = 0u; i < (CHUNK * 72u + WORKGROUP - 1u) / WORKGROUP; i++) {
      let n = min(i * WORKGROUP + local, CHUNK * 72u - 1u);
      let channel = chunk * CHUNK + n / 72u;
      let tap = n / 8u % 9u;
      let which = first_pack + n % 8u / 2u;
      var value = real4();
      if (channel < params.in_channels && which < pack_count) {
        value = weights[params.weights_offset + which * pack_length + 2u * (channel * 9u + tap + 1u) + n % 2u];
      }
      packs[n] = value;
    }
    workgroupBarrier();
    //# i in 8
    var part{i} = begin(sum{i});
    //# end i
    for (var k = 0u; k < CHUNK * 3u; k++) {
      let patch_row = k / 3u * PATCH_ROWS + row + k % 3u;
      let at = patch_row * PATCH + column;
      let a = real4(patches[at], patches[at + 1u], patches[at + 2u], patches[at + 3u]);
      let b = real2(patches[at + 4u], patches[at + 5u]);
      let x0 = a;
      let x1 = real4(a.yzw, b.x);
      let x2 = real4(a.zw, b);
      //# t in 3
      let w{t} = packs[(k * 3u + {t}u) * 8u + pack * 2u];
      let v{t} = packs[(k * 3u + {t}u) * 8u + pack * 2u + 1u];
      //# i in 4
      part{i} = fma(real4(w{t}.{i.xyzw}), x{t}, part{i});
      part{i+4} = fma(real4(v{t}.{i.xyzw}), x{t}, part{i+4});
      //# end i
      //# end t
    }
    //# i in 8
    sum{i} = finish(sum{i}, part{i});
    //# end i
  }

  if (first_column + column < params.destination_stride) {
    let place = place(image, first_row + row, first_column + column);
    //# i in 8
    store((first_pack + pack) * 8u + {i}u, place, sum{i});
    //# end i
  }
}
