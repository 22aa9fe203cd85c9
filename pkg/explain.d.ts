/** Cutting a loaded network's connections, and tracing its results back to where they come from. */

import type { BlockReuse } from './core.js';
import type { Signal } from './global.js';

/** The gradient with respect to a layer's output, or to the input (`layer: null`): `[1, channels, height, width]`, row-major. */
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
  image?: number | undefined;
  /** Called with the estimates, then about every 100 ms as measured values replace them. */
  onProgress?: ((progress: MeasuredReuse) => void) | undefined;
  /** Ends the measurement; `measureReuse` then rejects with the signal's reason. */
  signal?: Signal;
}
