enable f16;

// Half precision: products are summed in f16 over short chains only, and the chains in f32, so that long sums stay precise.

alias real = f16;
alias real2 = vec2<f16>;
alias real4 = vec4<f16>;

// The length of a chain in a 1x1 convolution, in channels. In other kernels, a chain is the taps of a channel, a row of
// taps, or what workgroup memory holds at once.
const CHAIN = 8u;

fn begin(sum: vec4f) -> real4 {
  return real4();
}

fn finish(sum: vec4f, part: real4) -> vec4f {
  return sum + vec4f(part);
}

// Reports numbers that f16 can't hold. Where they are stored, some GPUs put the largest finite number, which nobody would
// notice. Looks at sums before ReLU, which may turn what isn't a number into 0.
fn watch(value: vec4f) {
  if (!all(abs(value) < vec4f(65504.0))) {
    atomicStore(&report.overflow, 1u);
  }
}
