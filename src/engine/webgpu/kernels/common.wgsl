// Shared by all kernels: the binding layout and the parameters. `real` is the type in which features and weights are stored
// and multiplied, see f32.wgsl and f16.wgsl; sums are f32.
//
// Features are laid out as [channel][image][row][column]. Rows are padded to a multiple of 4 columns, so that a real4 never
// spans two rows; the values in these columns are never used.
//
// A padded layout (the network's input, the input of a 3x3 convolution) has a row of zeros above each image and below the
// last one, and at least one zero at the end of each row, so that a 3x3 convolution needs no bounds checks. Its first MARGIN
// numbers are zeros as well.

const MARGIN = 4u;

struct Params {
  in_channels: u32,
  out_channels: u32,
  weights_offset: u32,        // in real4
  norms_offset: u32,          // in vec2f
  source_plane: u32,          // distance between channels, in numbers
  source_stride: u32,         // distance between rows, in numbers
  source_height: u32,
  source_width: u32,
  destination_plane: u32,
  destination_stride: u32,
  destination_height: u32,
  destination_width: u32,
  destination_channel: u32,   // the first channel written
  images: u32,
  flags: u32,                 // 1: a ReLU is applied, 2: the destination has the padded layout
  step: u32,                  // its index in the pass
}

// Workgroups: x, continued in z, are those of a channel block's pixels; y is the block, so that all threads of a workgroup
// read the same weights.
@group(0) @binding(0) var<uniform> params: Params;
// Convolutions: [block of 8 output channels][bias, then input channel x tap][8], see pack.rs.
@group(0) @binding(1) var<storage, read> weights: array<real4>;
// Batch normalisations that can't be folded: scale and shift per channel.
@group(0) @binding(2) var<storage, read> norms: array<vec2f>;

// What the CPU checks after a pass, see compiled.rs. Every step signs it, and in f16 reports numbers that are too large.
struct Report {
  number: u32,        // of this pass
  overflow: atomic<u32>,
  steps: array<u32>,  // the number of the pass that carried out each step most recently
}

@group(0) @binding(5) var<storage, read_write> report: Report;

fn sign_report(thread: u32) {
  if (thread == 0u) {
    report.steps[params.step] = report.number;
  }
}

// The smallest number that is left: 0 after a ReLU. A 1x1 convolution that applies one applies another, and BN, on load.
fn smallest() -> vec4f {
  return vec4f(select(-3.4028234e38, 0.0, (params.flags & 1u) == 1u));
}

// Where a row of an image begins in a channel of the destination.
fn row_start(image: u32, row: u32) -> u32 {
  let pad = params.flags >> 1u;
  return pad * MARGIN + (image * (params.destination_height + pad) + pad + row) * params.destination_stride;
}

// Which of 4 columns are pixels of the destination: in the padded layout, the others must be 0.
fn inside(column: u32) -> vec4<bool> {
  return vec4u(column) + vec4u(0u, 1u, 2u, 3u) < vec4u(params.destination_width);
}
