// A thumbnail for each layer: the mean magnitude of its new maps, as computed by the engine.
import { readFrames, seenResult } from '../../app/frames.js';
import { store } from '../../app/store.js';
import { rangeOf, toPixels } from '../maps/colour-maps.js';
import { isSamePicture, mapsOf, readAll } from '../maps/map-reader.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { FeatureMaps } from 'densenet-web' */
/** @import { Result } from '../../app/store.js' */

/** @param {FeatureMaps} maps */
function draw({ data, channels, height, width }) {
  const size = height * width;
  const mean = new Float32Array(size);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let pixel = 0; pixel < size; pixel += 1) mean[pixel] += Math.abs(data[channel * size + pixel]);
  }
  for (let pixel = 0; pixel < size; pixel += 1) mean[pixel] /= channels;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.putImageData(toPixels(mean, width, height, rangeOf(mean), 'viridis'), 0, 0);
  return canvas;
}

/**
 * Draws the thumbnails one by one as the maps are read.
 *
 * @implements {ReactiveController}
 */
export class MeanMaps {
  /** @type {Map<string, HTMLCanvasElement>} */
  pictures = new Map();
  /** @type {(() => void) | undefined} */
  #stop;
  /** @type {Result | null} */
  #of = null;
  /** @type {Promise<void>} */
  #reading = Promise.resolve();

  /** @param {ReactiveControllerHost} host @param {() => void} arrived */
  constructor(host, arrived) {
    this.arrived = arrived;
    host.addController(this);
  }

  hostConnected() {
    const unsubscribe = store.subscribe(
      (changed) => (changed.has('result') || changed.has('live')) && this.#follow(),
    );
    const unread = readFrames(() => this.#reading);
    this.#stop = () => (unsubscribe(), unread());
    this.#follow();
  }

  hostDisconnected() {
    this.#stop?.();
  }

  #follow() {
    const result = seenResult(store.state);
    if (this.#of === result) return;
    if (!isSamePicture(this.#of, result)) this.pictures.clear();
    this.#of = result;
    this.arrived();
    this.#reading = readAll((layer) => {
      const maps = mapsOf(layer);
      if (!maps || this.#of !== result || maps.height * maps.width < 2) return;
      this.pictures.set(layer, draw(maps));
      // The camera waits for all of them, so they are drawn together.
      if (result === store.state.result) this.arrived();
    }).then(() => this.arrived());
  }
}
