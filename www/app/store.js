// The page's only store: what is shown, which network is loaded, and its results.

/** @import { Classification, Cut, DenseNet, EngineChoice, Plan } from 'densenet-web' */
/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { Facts } from './intake.js' */
/** @import { OwnFiles } from './models.js' */

/** @typedef {'classify' | 'growth' | 'explore' | 'engine' | 'learn' | 'claims'} View */
/** @typedef {'en' | 'zh'} Language */
/** @typedef {'auto' | 'light' | 'dark'} Theme */

/**
 * An image for the network.
 *
 * @typedef {object} Picture
 * @property {string} name of the file or sample, for display.
 * @property {Blob} blob as chosen: what the network decodes.
 * @property {string} sourceUrl for `<img>`.
 * @property {ImageBitmap} bitmap upright, for drawing on canvases; never close it.
 * @property {string | null} sampleId of the gallery's sample.
 * @property {string | null} truth the sample's true class.
 */

/**
 * The network's output for a picture. Every pass creates a new object: once `result` changes, the feature maps and the
 * class activation map of `network` belong to this picture.
 *
 * @typedef {object} Result
 * @property {Picture} picture
 * @property {Classification | null} classification null if the network has no classifier.
 * @property {string} modelId
 * @property {readonly Cut[]} cuts that the network had.
 */

/** A frame of the camera, and how many are run per second; null at first. @typedef {Result & { rate: number | null }} Live */

/**
 * A row of the batch table.
 *
 * @typedef {object} Row
 * @property {number} id
 * @property {string} name
 * @property {Blob} blob
 * @property {string | null} thumbnail object URL.
 * @property {'waiting' | 'running' | 'done' | 'failed'} status
 * @property {Classification | null} classification
 * @property {string | null} error
 */

/**
 * A checkpoint that could not be loaded.
 *
 * @typedef {object} Refused
 * @property {OwnFiles} files
 * @property {readonly File[]} pictures that came with it and wait for it.
 * @property {Facts | null} facts
 * @property {unknown} error
 */

/**
 * A long-running task that can be cancelled.
 *
 * @typedef {object} Busy
 * @property {'load' | 'run' | 'batch' | 'camera' | 'benchmark' | 'fetch' | 'other' | 'unasked'} kind `unasked`: nobody asked for it, so it must keep nobody from anything.
 * @property {string} label in the visitor's language.
 * @property {number | null} progress 0 to 1, null where unknown.
 * @property {string} detail such as "3.1 of 32.3 MB"; may be empty.
 * @property {AbortController} abortController
 */

/** A connection: a layer, as cuts name readers, and the layer whose output it reads; null: only the layer. @typedef {{ reader: string, source: string | null }} Linked */

/**
 * @typedef {object} State
 * @property {View} view
 * @property {string} modelId the model in the URL; while it loads, `network` is still the previous one.
 * @property {EngineChoice} engineChoice
 * @property {string | null} sampleId the sample in the URL.
 * @property {string | null} selectedLayer its name in the plan.
 * @property {number | null} selectedChannel of the selected layer's output, from 0.
 * @property {number | null} selectedClass
 * @property {string} cutText the cuts in the URL; see `cut-address.js`.
 * @property {readonly Cut[]} cuts those of `network`; `cuts.js` changes them.
 * @property {readonly string[]} undoableCuts what `cutText` was before each change.
 * @property {number} droppedCuts how many cuts the previous network had, until the visitor dismisses that or cuts again.
 * @property {Linked | null} linked what is pointed at or focused, marked in every figure; see `growth/linked/`.
 * @property {Record<string, string>} params the current view's own URL parameters.
 * @property {Language} language
 * @property {Language | null} linkLanguage the language in the URL, if it names one.
 * @property {string | null} photo the picture in the URL; see `share/photo.js`.
 * @property {boolean} present whether the page is shown to an audience: large, with little around it.
 * @property {number | null} story the step of the guided story, from 1; null: it is closed. See `growth/story/`.
 * @property {{ direction: 'forward' | 'backward', plays: boolean } | null} wantedPass what the staircase's animation shall turn to, until it has.
 * @property {boolean} offline whether the page is known to work without a connection.
 * @property {Theme} theme
 * @property {DenseNet | null} network ready to use.
 * @property {string | null} networkId the model that `network` was loaded from.
 * @property {Plan | null} plan of `network`.
 * @property {Facts | null} facts what is known of `network`'s file; a new object whenever the network is configured.
 * @property {Refused | null} refused the last checkpoint, if it could not be loaded.
 * @property {'network' | 'threshold' | 'refused' | null} intake what the intake panel shows; null: it is closed.
 * @property {string | null} offer a remote model that waits for the visitor's consent to download it.
 * @property {Picture | null} picture chosen; shown at once.
 * @property {Result | null} result of `picture` from `network`; null until it is known.
 * @property {Live | null} live the camera's last frame; null while it is off. `result` is null meanwhile, so that only what is made for it follows.
 * @property {Row[]} rows of the batch table; empty without a batch.
 * @property {Busy | null} busy
 * @property {unknown} error the last error, or null. `explain` turns it into text.
 */

/** @typedef {keyof State} Key */
/** @typedef {(changed: ReadonlySet<Key>) => void} Listener */

export class Store {
  /** @type {State} */
  #state;
  /** @type {Set<Listener>} */
  #listeners = new Set();

  /** @param {State} state */
  constructor(state) {
    this.#state = state;
  }

  /** @returns {Readonly<State>} */
  get state() {
    return this.#state;
  }

  /** Changes some entries and notifies the listeners synchronously. @param {Partial<State>} patch */
  set(patch) {
    const keys = /** @type {Key[]} */ (Object.keys(patch));
    const changed = new Set(keys.filter((key) => !Object.is(this.#state[key], patch[key])));
    if (changed.size === 0) return;
    this.#state = { ...this.#state, ...patch };
    for (const listener of [...this.#listeners]) listener(changed);
  }

  /** @param {Listener} listener @returns {() => void} unsubscribes. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const store = new Store({
  view: 'growth',
  modelId: 'cifar10',
  engineChoice: 'auto',
  sampleId: null,
  selectedLayer: null,
  selectedChannel: null,
  selectedClass: null,
  cutText: '',
  cuts: [],
  undoableCuts: [],
  droppedCuts: 0,
  linked: null,
  params: {},
  language: 'en',
  linkLanguage: null,
  photo: null,
  present: false,
  story: null,
  wantedPass: null,
  offline: false,
  theme: 'auto',
  network: null,
  networkId: null,
  plan: null,
  facts: null,
  refused: null,
  intake: null,
  offer: null,
  picture: null,
  result: null,
  live: null,
  rows: [],
  busy: null,
  error: null,
});

/**
 * Re-renders its host when one of the named entries changes, or the language.
 *
 * @implements {ReactiveController}
 */
export class StoreController {
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {ReactiveControllerHost} host @param {Key[]} keys */
  constructor(host, keys) {
    this.host = host;
    this.keys = new Set(/** @type {Key[]} */ (['language', ...keys]));
    host.addController(this);
  }

  get state() {
    return store.state;
  }

  hostConnected() {
    this.#stop = store.subscribe((changed) => {
      if (!this.keys.isDisjointFrom(changed)) this.host.requestUpdate();
    });
    // Catches up with changes made while the host was disconnected.
    this.host.requestUpdate();
  }

  hostDisconnected() {
    this.#stop?.();
  }
}
