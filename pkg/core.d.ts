// The WebAssembly's part of the public types, to be generated from the Rust sources. Until then: some of its errors.

/** Problems that the network's code finds. */
export type CoreErrorDetails =
  | {
      problem: 'out-of-range';
      field: string;
      index: number | null;
      min: number;
      max: number;
      excluded: 'min' | 'max' | null;
      found: number;
    }
  | { problem: 'no-channels-left'; field: string; transition: number }
  | { problem: 'input-too-small'; height: number; width: number }
  | { problem: 'missing-tensor'; tensor: string }
  | { problem: 'label-count'; found: number; expected: number }
  | { problem: 'unknown-layer'; layer: string }
  | { problem: 'no-webgpu'; detail: string }
  | { problem: 'unknown-image'; image: number; images: number }
  | { problem: 'features-gone'; image: number };
