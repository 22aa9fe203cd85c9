// Copies the inputs of some outputs of a step, and these outputs, so that the CPU can compute them again.

struct Area {
  inputs: u32,        // how many
  outputs: u32,
  taps: u32,          // inputs per channel
  columns: u32,       // taps per row
  source_start: u32,
  source_plane: u32,  // distance between channels, in numbers
  source_stride: u32, // distance between rows, in numbers
  destination_start: u32,
  destination_plane: u32,
  slot: u32,          // where the copy begins
}

@group(0) @binding(0) var<uniform> area: Area;
@group(0) @binding(1) var<storage, read> source: array<real>;
@group(0) @binding(2) var<storage, read> destination: array<real>;
@group(0) @binding(3) var<storage, read_write> samples: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i < area.inputs) {
    let tap = i % area.taps;
    let row = area.source_start + i / area.taps * area.source_plane + tap / area.columns * area.source_stride;
    samples[area.slot + i] = f32(source[row + tap % area.columns]);
  } else if (i < area.inputs + area.outputs) {
    samples[area.slot + i] = f32(destination[area.destination_start + (i - area.inputs) * area.destination_plane]);
  }
}
