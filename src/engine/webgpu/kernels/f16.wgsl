enable f16;

// Half precision: products are added up in f16 over short chains only, so that a long sum loses no more digits than
// these.

alias real = f16;
alias real2 = vec2<f16>;
alias real4 = vec4<f16>;

// How many channels a 1x1 convolution sums up in `real`. Other kernels' chains are a channel's taps, a row of them, or
// what lies in workgroup memory at once.
const CHAIN = 8u;

fn begin(sum: vec4f) -> real4 {
  return real4();
}

fn finish(sum: vec4f, part: real4) -> vec4f {
  return sum + vec4f(part);
}
