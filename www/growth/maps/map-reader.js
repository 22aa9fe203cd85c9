// Reads the feature maps of the last pass, each once per result.
import { seenResult } from '../../app/frames.js';
import { store } from '../../app/store.js';
import { feedsOf, stepsOf } from '../structure.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { FeatureMaps } from 'densenet-web' */
/** @import { Result } from '../../app/store.js' */
/** @import { Step } from '../structure.js' */

/** @type {WeakMap<Result, Map<string, FeatureMaps>>} */
const read = new WeakMap();
/** @type {WeakMap<Result, Map<string, Promise<void>>>} */
const reading = new WeakMap();
/** @type {Set<(layer: string) => void>} */
const listeners = new Set();
/** The last maps of each layer, shown until those of a pass with other cuts arrive. @type {{ of: Result | null, maps: Map<string, FeatureMaps> }} */
const latest = { of: null, maps: new Map() };

/** The camera's frames follow each other so quickly that the maps of the last one stay until the next ones arrive. @param {Result} result */
const isFrame = (result) => 'rate' in result;

/** Whether two results differ only by cuts, or are frames of the camera. @param {Result | null} a @param {Result | null} b */
export const isSamePicture = (a, b) =>
  a !== null &&
  b !== null &&
  a.modelId === b.modelId &&
  (a.picture === b.picture || (isFrame(a) && isFrame(b)));

/** @param {Result} result @param {FeatureMaps} maps */
function keepLatest(result, maps) {
  if (!isSamePicture(latest.of, result)) latest.maps = new Map();
  latest.of = result;
  latest.maps.set(maps.layer, maps);
}

/** @param {Result} result @param {string} layer */
async function ask(result, layer) {
  const { network } = store.state;
  try {
    const maps = await network?.featureMaps(layer);
    // A pass over another picture may have started meanwhile; the maps may belong to it.
    if (!maps || seenResult(store.state) !== result || store.state.network !== network) return;
    const known = read.get(result) ?? new Map();
    read.set(result, known.set(layer, maps));
    keepLatest(result, maps);
    for (const listener of listeners) listener(layer);
  } catch (error) {
    if (seenResult(store.state) === result && store.state.network === network) store.set({ error });
  }
}

/** Requests a layer's maps once. @param {string} layer */
function request(layer) {
  const result = seenResult(store.state);
  if (!result) return Promise.resolve();
  const asked = reading.get(result) ?? new Map();
  reading.set(result, asked);
  let asking = asked.get(layer);
  if (!asking) asked.set(layer, (asking = ask(result, layer)));
  return asking;
}

/** A layer's maps, if they have arrived. @param {string} layer @returns {FeatureMaps | null} */
export function mapsOf(layer) {
  const result = seenResult(store.state);
  const own = result && read.get(result)?.get(layer);
  return own ?? (isSamePicture(latest.of, result) ? (latest.maps.get(layer) ?? null) : null);
}

/**
 * Re-renders its host when maps that it requested arrive.
 *
 * @implements {ReactiveController}
 */
export class MapReader {
  /** @type {Set<string>} */
  #wanted = new Set();

  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  /** Each render collects the requested layers again. */
  hostUpdate() {
    this.#wanted.clear();
  }

  /** A layer's maps, or null until they arrive. @param {string} layer */
  get(layer) {
    this.#wanted.add(layer);
    void request(layer);
    return mapsOf(layer);
  }

  /** The channels in the engine's buffers that a layer reads, by origin; null until known. @param {Step} step */
  measured(step) {
    const { plan } = store.state;
    const feeds = plan ? feedsOf(plan, step) : [];
    const channels = feeds.map(({ name }) => (name ? (this.get(name)?.channels ?? null) : null));
    return channels.every((count) => count !== null) ? channels : null;
  }

  #arrived = (/** @type {string} */ layer) => {
    if (this.#wanted.has(layer)) this.host.requestUpdate();
  };

  hostConnected() {
    listeners.add(this.#arrived);
  }

  hostDisconnected() {
    listeners.delete(this.#arrived);
  }
}

/** Reads all layers' maps, one at a time, until the picture changes. @param {(layer: string) => void} arrived */
export async function readAll(arrived) {
  const { plan } = store.state;
  const result = seenResult(store.state);
  if (!result || !plan) return;
  for (const { layer } of stepsOf(plan)) {
    await request(layer.name);
    if (seenResult(store.state) !== result) return;
    arrived(layer.name);
  }
}
