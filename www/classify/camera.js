// Classifies the camera's frames live. A frame is captured only after the previous one has its result, so frames never
// queue up.
import { PageError } from '../app/errors.js';
import { text } from '../app/i18n.js';
import { choosePicture, run } from '../app/runs.js';
import { store } from '../app/store.js';
import { cancel, runTask, SUPERSEDED } from '../app/tasks.js';
import { TOP } from '../constants.js';

/** @import { Classification } from 'densenet-web' */
/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/** The frame rate is measured over this many milliseconds. */
const WINDOW = 2000;
const WIDTH = 640;

/** @implements {ReactiveController} */
export class Camera {
  on = false;
  /** Counts changes, so that elements with this camera as a property re-render. */
  version = 0;
  /** Classified frames per second; null at first. @type {number | null} */
  rate = null;
  /** @type {Classification | null} */
  classification = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {HTMLVideoElement | null} */
  #video = null;
  /** @type {number[]} */
  #times = [];

  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  #changed() {
    this.version += 1;
    this.host.requestUpdate();
  }

  hostDisconnected() {
    this.stop();
  }

  /** Shows the stream in the element that the host renders. @param {Element | undefined} element */
  attach = (element) => {
    if (!element) return;
    this.#video = /** @type {HTMLVideoElement} */ (element);
    if (this.#video.srcObject !== this.#stream) this.#video.srcObject = this.#stream;
  };

  async start() {
    if (!navigator.mediaDevices) {
      store.set({ error: new PageError({ problem: 'camera-unsupported' }) });
      return;
    }
    let superseded = false;
    /** @type {Blob | null} */
    let last = null;
    await runTask('camera', text().classify.cameraRuns, async ({ signal }) => {
      try {
        await this.#open(signal);
        await this.#watch(signal);
      } finally {
        superseded = signal.reason === SUPERSEDED;
        if (!superseded) last = await this.#snapshot();
        this.#close();
      }
    });
    // The last frame becomes the picture unless the visitor chose something else.
    if (last) await choosePicture(last, text().classify.camera);
    else if (!superseded && !store.state.result) await run();
  }

  stop() {
    if (this.on) cancel();
  }

  /** @param {AbortSignal} signal */
  async #open(signal) {
    const video = { facingMode: 'environment', width: { ideal: WIDTH } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    signal.throwIfAborted();
    this.on = true;
    this.#changed();
    await this.host.updateComplete;
    // The stage renders after the host.
    while (!this.#video && !signal.aborted) await new Promise(requestAnimationFrame);
    signal.throwIfAborted();
    await this.#video?.play();
  }

  /** @param {AbortSignal} signal */
  async #watch(signal) {
    while (this.#video && !signal.aborted) {
      await nextFrame(this.#video, signal);
      const { network } = store.state;
      if (!network) return;
      store.set({ result: null });
      this.classification = await network.classify(this.#video, { topK: TOP, signal });
      this.#count(performance.now());
      this.#changed();
    }
  }

  /** @param {number} now */
  #count(now) {
    this.#times = [...this.#times.filter((time) => time > now - WINDOW), now];
    const span = now - (this.#times[0] ?? now);
    this.rate = span > 0 ? ((this.#times.length - 1) * 1000) / span : null;
  }

  /** @returns {Promise<Blob | null>} */
  async #snapshot() {
    const video = this.#video;
    if (!this.classification || !video?.videoWidth) return null;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    return canvas.convertToBlob();
  }

  #close() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    Object.assign(this, { on: false, rate: null, classification: null });
    this.#stream = null;
    this.#video = null;
    this.#times = [];
    this.#changed();
  }
}

/** @param {HTMLVideoElement} video @param {AbortSignal} signal */
function nextFrame(video, signal) {
  return new Promise((resolve) => {
    const handle = video.requestVideoFrameCallback(resolve);
    signal.addEventListener('abort', () => (video.cancelVideoFrameCallback(handle), resolve(undefined)), {
      once: true,
    });
  });
}
