// Plays the forward or the backward pass, layer by layer.
import { clamp } from '../../app/clamp.js';
import { SPEED } from '../constants.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

const reduced = matchMedia('(prefers-reduced-motion: reduce)');

/** @typedef {'forward' | 'backward'} Direction */

/**
 * Counts up through the layers. The host re-renders at each whole layer; in between, only `frame` is called.
 *
 * @implements {ReactiveController}
 */
export class Player {
  /** Layers passed so far, backward from the last one; null if nothing is playing and all are shown. @type {number | null} */
  position = null;
  /** Layers per second. @type {number} */
  speed = SPEED.usual;
  playing = false;
  /** Plays at this pace instead, once. @type {number | null} */
  #pace = null;
  total = 0;
  /** @type {Direction} */
  direction = 'forward';
  #request = 0;
  #last = 0;

  /** @param {ReactiveControllerHost} host @param {() => void} frame */
  constructor(host, frame) {
    this.host = host;
    this.frame = frame;
    host.addController(this);
  }

  hostDisconnected() {
    this.pause();
  }

  /** Plays from the current position, or from the start. */
  play() {
    if (this.position === null || this.position >= this.total) this.position = 0;
    this.playing = true;
    this.#last = performance.now();
    this.#request = requestAnimationFrame(this.#tick);
    this.host.requestUpdate();
  }

  /** The whole pass within some seconds, to open with. @param {number} seconds */
  open(seconds) {
    if (reduced.matches) return;
    this.#pace = this.total / seconds;
    this.play();
  }

  pause() {
    this.#pace = null;
    cancelAnimationFrame(this.#request);
    this.playing = false;
    // Finishes the current layer.
    if (this.position !== null) this.position = Math.ceil(this.position);
    this.frame();
    this.host.requestUpdate();
  }

  /** Stops and shows the whole network. */
  stop() {
    this.position = null;
    this.pause();
  }

  /** @param {number} layers forward, or back. */
  step(layers) {
    this.pause();
    const from = this.position ?? (layers > 0 ? 0 : this.total);
    this.position = clamp(from + layers, 0, this.total);
    this.frame();
    this.host.requestUpdate();
  }

  /** The drawn position: with reduced motion, layers appear at once. */
  get progress() {
    if (this.position === null) return Infinity;
    return reduced.matches ? Math.ceil(this.position) : this.position;
  }

  /** The index of the layer that was reached last; null if none was. */
  get at() {
    const passed = Math.ceil(this.position ?? 0);
    if (passed === 0) return null;
    return this.direction === 'backward' ? this.total - passed : passed - 1;
  }

  /** Stops, and plays the other way from then on. @param {Direction} direction */
  turn(direction) {
    this.direction = direction;
    this.stop();
  }

  /** After the forward pass, the network is as before; what the backward pass left stays. */
  #end() {
    if (this.direction === 'backward') this.pause();
    else this.stop();
  }

  #tick = (/** @type {number} */ now) => {
    const before = this.position ?? 0;
    // After a stall, continues from the same position.
    const seconds = clamp((now - this.#last) / 1000, 0, 0.1);
    this.#last = now;
    this.position = Math.min(this.total, before + seconds * (this.#pace ?? this.speed));
    this.frame();
    if (this.position >= this.total) return this.#end();
    if (Math.floor(before) !== Math.floor(this.position)) this.host.requestUpdate();
    this.#request = requestAnimationFrame(this.#tick);
    return undefined;
  };
}
