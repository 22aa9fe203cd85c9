// The plans behind the view's numbers.
import { denseLayers } from '../../app/layers.js';
import { loadPackage } from '../../app/package.js';
import { store } from '../../app/store.js';
import { MAX_PLANS } from '../constants.js';
import { readChoice } from './config.js';
import { findBadNumber } from './problem.js';

/** @import { DenseNetConfig, Plan } from 'densenet-web' */
/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/** @type {Map<string, Promise<Plan>>} */
const known = new Map();

/** The package's `planNetwork` for a square input, cached. @param {DenseNetConfig | string} config @param {number | null} [size] */
export function planSquare(config, size = null) {
  const key = JSON.stringify([config, size]);
  let plan = known.get(key);
  if (!plan) {
    plan = loadPackage().then((densenet) =>
      densenet.planNetwork(config, size === null ? undefined : [size, size]),
    );
    plan.catch(() => known.delete(key));
    known.set(key, plan);
    const [oldest] = known.keys();
    if (known.size > MAX_PLANS && oldest) known.delete(oldest);
  }
  return plan;
}

/**
 * @typedef {object} Explored
 * @property {string} net the preset that it starts from.
 * @property {Plan} base the preset's plan.
 * @property {DenseNetConfig} config as chosen, even if invalid.
 * @property {number | null} size of the input, as chosen.
 * @property {Plan} plan of the last valid choice.
 * @property {unknown} problem why the current choice is invalid; null if it is valid.
 */

/**
 * Follows the URL and plans the network that it describes.
 *
 * @implements {ReactiveController}
 */
export class PlanController {
  /** @type {Explored | null} null until the package has loaded. */
  explored = null;
  /** Why the package itself could not be loaded. @type {unknown} */
  failure = null;
  #turn = 0;
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#stop = store.subscribe((changed) => {
      if (changed.has('params') && store.state.view === 'explore') void this.follow();
    });
    void this.follow();
  }

  hostDisconnected() {
    this.#stop?.();
  }

  async follow() {
    const turn = (this.#turn += 1);
    const { net, changes, size } = readChoice(store.state.params);
    try {
      const base = await planSquare(net);
      const config = { ...base.config, ...changes };
      const former = this.explored?.plan ?? base;
      const bad = findBadNumber(config, size);
      const planned = bad ? Promise.reject(bad) : planSquare(config, size);
      const { plan, problem } = await planned.then(
        (plan) => ({ plan, problem: null }),
        (/** @type {unknown} */ problem) => ({ plan: former, problem }),
      );
      // The choice may have changed meanwhile.
      if (turn !== this.#turn) return;
      this.explored = { net, base, config, size, plan, problem };
      this.failure = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.failure = error;
    }
    this.host.requestUpdate();
  }
}

/**
 * The layer in the URL, or else the one with the most input channels, at the end of the widest block, where the ideas
 * matter most.
 *
 * @param {Plan} plan @param {string | null} name
 */
export function chosenLayer(plan, name) {
  const layers = denseLayers(plan);
  const named = layers.find((layer) => layer.name === name);
  return named ?? layers.toSorted((one, other) => other.inChannels - one.inChannels)[0];
}
