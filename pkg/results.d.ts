/** What a loaded network returns, as far as the package's JavaScript puts it together. */

import type { EngineStats, Prediction } from './core.js';

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
  /**
   * Whether the evidence is too weak for any of the classes: "none of my classes". Always false for a network whose metadata
   * has no threshold.
   */
  rejected: boolean;
  timings: Timings;
}

/**
 * A network's input: `[channels, height, width]`, row-major. With `mean` and `std` of `preprocessing`, a number is
 * `(byte / 255 - mean) / std`; the bytes are those of the resized and cropped image.
 */
export interface InputTensor {
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
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

/** One number per pixel: of a layer's output, or of the network's input for a saliency map. */
export interface ActivationMap {
  /**
   * `height * width` numbers, row-major. In a class activation map, contributions to the class's logit: their mean plus the
   * bias is the logit.
   */
  data: Float32Array;
  height: number;
  width: number;
}

/** Figures about a loaded network. Times are in milliseconds. The engine's figures are those of one worker. */
export interface Stats extends EngineStats {
  /** Reading the weights and creating the engine, pipelines included. */
  load: number;
  /** The first pass; `null` before it. */
  firstRun: number | null;
  /** The median of the later passes (the latest 1,000 of them); `null` before the second. */
  medianRun: number | null;
  /** Passes so far. */
  runs: number;
  /** How many workers have loaded the network, see `LoadOptions.workers`. */
  workers: number;
  /** The time of each of the plan's layers in the last timed pass of one worker; `null` where the engine can't tell. */
  layerTimes: number[] | null;
}
