/** What a loaded network says about itself and computes. */

import type { DenseNetErrorCode, DenseNetErrorDetails } from './errors.js';

/** How an image becomes a network's input. The values are those of timm's config.json. */
export interface Preprocessing {
  /** The input's height and width in pixels. */
  inputSize: [number, number];
  /** The part of the resized image that the centre crop takes: the short side becomes `inputSize / cropPct` pixels. */
  cropPct: number;
  interpolation: 'bilinear' | 'bicubic';
  /** Subtracted from red, green and blue, each from 0 to 1. */
  mean: [number, number, number];
  /** Each channel is then divided by this. */
  std: [number, number, number];
}

/** What a network runs on, and why. */
export interface EngineInfo {
  kind: 'webgpu' | 'cpu' | 'burn';
  /** The adapter's or backend's name. */
  adapter: string;
  /** What it computes in. */
  precision: 'f32' | 'f16';
  reason: EngineReason;
}

/**
 * Why an engine was chosen. `message` says it in words, `code` is for programs. `asked`: it was requested; `gpu`: the adapter
 * is a GPU; `software`: the only adapter is software, slower than the CPU engine; `no-webgpu`: WebGPU is not available;
 * `failed`: WebGPU failed to load the network.
 */
export type EngineReason =
  | { code: 'asked'; message: string }
  | { code: 'gpu' | 'software'; message: string; adapter: string }
  | {
      code: 'no-webgpu' | 'failed';
      message: string;
      error: { code: DenseNetErrorCode; message: string; details: DenseNetErrorDetails };
    };

/** One class, and how probable it is according to the network. */
export interface Prediction {
  index: number;
  label: string;
  /** From 0 to 1. */
  probability: number;
}

/**
 * Milliseconds. With several images at once, those of the whole batch; where workers share it, those of the slowest worker.
 */
export interface Timings {
  /** Decoding to pixels. */
  decode: number;
  /** Resizing, cropping, normalising. */
  preprocess: number;
  /** The network. */
  run: number;
}

/** The result for one image. */
export interface Classification {
  /** The most probable classes, the most probable one first. */
  predictions: Prediction[];
  timings: Timings;
}

/** A layer's output in the last pass: `[images, channels, height, width]`, row-major. */
export interface FeatureMaps {
  layer: string;
  data: Float32Array;
  images: number;
  channels: number;
  height: number;
  width: number;
}

/** Where a class is seen: the last feature maps, weighted by the classifier and summed, before they are averaged. */
export interface ActivationMap {
  /** `height * width` contributions to the class's logit; their mean plus the bias is the logit. */
  data: Float32Array;
  height: number;
  width: number;
}

/** How strongly the layers of a block use what earlier ones computed (the paper's figure 5). */
export interface BlockReuse {
  /** From 1. */
  block: number;
  /** Where channels come from: `input` for the block's own input, then the names of its layers. */
  sources: string[];
  /** What reads them: the block's layers, then the transition or the classifier. */
  targets: string[];
  /** `values[target][source]`: the mean absolute weight; `null` where the source comes after the target. */
  values: (number | null)[][];
}

/** What a pass costs on any machine. */
export interface Cost {
  /** Multiply-accumulates that are carried out: transitions average before they convolve. */
  macs: number;
  /** Bytes of activations and weights that its steps read at least once, in f32. */
  readBytes: number;
  /** Bytes of activations that its steps write. */
  writtenBytes: number;
}

/** Figures about a loaded network. Times are in milliseconds. */
export interface Stats {
  /** Reading the weights and creating the engine, pipelines included. */
  load: number;
  /** The first pass; `null` before it. */
  firstRun: number | null;
  /** The median of the later passes (the latest 1,000 of them); `null` before the second. */
  medianRun: number | null;
  /** Passes so far. */
  runs: number;
  /** How many workers have loaded the network, see `LoadOptions.workers`. The figures below are of one of them. */
  workers: number;
  /** Bytes of the weights as the engine holds them. */
  weightBytes: number;
  /** Bytes of all activation buffers; `null` where the engine can't say. */
  activationBytes: number | null;
  /** Dispatches per pass; `null` on the CPU. */
  dispatches: number | null;
  /** Submits of the last untimed pass; `null` before it, and on the CPU. */
  submits: number | null;
  /** Distinct pipelines; `null` on the CPU. */
  pipelines: number | null;
  /** The part of `load` that compiling the pipelines took; `null` on the CPU. Drivers may leave some of it to the first pass. */
  compile: number | null;
  /** What a pass computes, reads and writes: the same on any machine in the same precision; `null` for burn. */
  cost: Cost | null;
  /** The time of each of the plan's layers in the last timed pass of one worker; `null` where the engine can't tell. */
  layerTimes: number[] | null;
}
