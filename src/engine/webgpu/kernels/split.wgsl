// Small maps have too few outputs to fill a GPU, so a workgroup splits the input channels between SLICES groups of threads. Each
// thread sums 4 output channels at 4 pixels over its slice; then the slices are added up in workgroup memory.

const LANES = BLOCK / 4u * VECTORS;
const SLICES = WORKGROUP / LANES;

// Of half of the slices: [slice][channel of 4][lane].
var<workgroup> partial: array<vec4f, WORKGROUP * 2u>;

// The sum over all slices, for the first 4 x LANES threads: thread n gets channel n / LANES of lane n % LANES.
fn total(local: u32, sums: array<vec4f, 4>) -> vec4f {
  let own = local / LANES % (SLICES / 2u) * (4u * LANES) + local % LANES;
  let is_first_half = local < WORKGROUP / 2u;
  if (!is_first_half) {
    //# i in 4
    partial[own + {i}u * LANES] = sums[{i}];
    //# end i
  }
  workgroupBarrier();
  if (is_first_half) {
    //# i in 4
    partial[own + {i}u * LANES] += sums[{i}];
    //# end i
  }
  workgroupBarrier();
  var sum = partial[local];
  for (var slice = 1u; slice < SLICES / 2u; slice++) {
    sum += partial[min(slice * 4u * LANES + local, WORKGROUP * 2u - 1u)];
  }
  return sum;
}
