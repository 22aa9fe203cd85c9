/** Cutting a loaded network's connections, and tracing its results back to where they come from. */

import type { BlockReuse } from './core.js';

/**
 * What a network no longer reads. `layer` and `from` are names of `plan.layers`, and `channel` counts from 0:
 *
 * - `{ layer, from }`: the connection over which `layer` reads what `from` made. A dense layer, a transition and
 *   `classifier` read the input of the last block before them, `input` (or the name of the layer that made it), and every
 *   earlier layer of that block. `classifier` may also be called by the name of the final norm, its only name where there is
 *   no classifier.
 * - `{ layer, from, channel }`: one channel of that, counted in `from`'s output.
 * - `{ layer }`: nobody reads the output of `layer`: a dense layer, a transition, the stem's last layer, or the final norm.
 * - `{ layer, channel }`: one channel of its output.
 *
 * A cut is the same as a 0 in place of the channels after the reader's norm and ReLU. The weights stay as they are.
 */
export interface Cut {
  layer: string;
  from?: string;
  channel?: number;
}

/** A logit as a sum over the layers that made the last features (exactly, up to rounding). */
export interface Attribution {
  /** The class, from 0. */
  class: number;
  /** The classifier's bias for the class. */
  bias: number;
  /** The class's logit: `bias` and all values added up. */
  logit: number;
  /** What made the last block's input, then the dense layers of that block. */
  origins: AttributionOrigin[];
}

/** The part of a logit that comes from the features of one layer. */
export interface AttributionOrigin {
  /** The layer's name in `plan.layers`. */
  layer: string;
  block: number | null;
  /** How many features it made. */
  channels: number;
  /** Its contribution to the logit. */
  value: number;
}

/** The gradient by a layer's output, or by the input (`layer: null`): `[1, channels, height, width]`, row-major. */
export interface GradientMaps {
  layer: string | null;
  data: Float32Array;
  /** 1: the image of `gradients`. */
  images: number;
  channels: number;
  height: number;
  width: number;
}

/** How much a class's logit falls if a connection is cut, for every connection. */
export interface MeasuredReuse {
  /**
   * As in `featureReuse`, but the values are falls of the logit: negative where it rises. Those that have not been measured
   * are first-order estimates (the gradient times what the connection carries), or `null` on the engine burn.
   */
  blocks: BlockReuse[];
  /** `measured[block][target][source]`: whether the value was measured. */
  measured: boolean[][][];
  /** How many connections were measured. */
  done: number;
  /** How many there are. */
  total: number;
}

/** Options of {@link DenseNet.measureReuse}. */
export interface MeasureReuseOptions {
  /** Its index in the last call, from 0. Default: 0. */
  image?: number;
  /** Called with the estimates, then about every 100 ms as measured values replace them. */
  onProgress?: (progress: MeasuredReuse) => void;
  /** Ends the measurement; `measureReuse` then rejects with the signal's reason. */
  signal?: AbortSignal | null;
}
