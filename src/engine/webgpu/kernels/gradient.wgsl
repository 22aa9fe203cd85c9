// Shared by the kernels of the backward pass: the binding layout and the parameters. Gradients are f32, of one image, and laid
// out without padding unless a convolution reads them; features, of type `real`, are those that the forward pass left.

const MARGIN = 4u;

struct Params {
  channels: u32,
  outputs: u32,           // output channels of a convolution
  weights: u32,           // offset
  norms: u32,             // offset
  effects: u32,           // where a norm reports its channels' effects
  source_start: u32,      // of the first row of the first channel read
  source_plane: u32,      // distance between channels, in numbers
  source_stride: u32,     // distance between rows, in numbers
  source_height: u32,
  source_width: u32,
  destination_start: u32, // of the first row of the first channel
  destination_plane: u32,
  destination_stride: u32,
  destination_height: u32,
  destination_width: u32,
  features_start: u32,    // of the image's first row in the first channel
  features_plane: u32,
  features_stride: u32,
  flags: u32,             // 1: a ReLU decides what passes, 2: adds to the destination
  mode: u32,              // of a norm, where the gradient comes from; a pooling's stride, a convolution's size
  threads: u32,
  step: u32,              // its index in the pass
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(2) var<storage, read> norms: array<vec2f>;
@group(0) @binding(3) var<storage, read> source: array<f32>;
@group(0) @binding(4) var<storage, read_write> destination: array<f32>;

// What the CPU checks after a pass: every step signs it. The effects follow the signatures.
struct Report {
  number: u32,       // of this pass
  unused: u32,       // the forward kernels' overflow, which f32 doesn't watch
  steps: array<u32>,
}

@group(0) @binding(5) var<storage, read_write> report: Report;

fn sign_report(thread: u32) {
  if (thread == 0u) {
    report.steps[params.step] = report.number;
  }
}
