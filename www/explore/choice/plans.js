// The plans that the view reads its numbers from.
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

/** The package's `planNetwork` for a square input, remembered. @param {DenseNetConfig | string} config @param {number | null} [size] */
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
 * @property {string} net the named network that it starts from.
 * @property {Plan} base that network's plan.
 * @property {DenseNetConfig} config as chosen, possible or not.
 * @property {number | null} size of the input, as chosen.
 * @property {Plan} plan of the last choice that was possible.
 * @property {unknown} problem why the present one is not; null when it is.
 */

/**
 * Follows the address: works out the network that it names.
 *
 * @implements {ReactiveController}
 */
export class PlanController {
  /** @type {Explored | null} null until the package has come. */
  explored = null;
  /** The package itself could not be loaded. @type {unknown} */
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
      // The choice may have changed in the meantime.
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
 * The layer that the address names, or else the one that reads most, the last of the widest block: it shows best what
 * the ideas are for.
 *
 * @param {Plan} plan @param {string | null} name
 */
export function chosenLayer(plan, name) {
  const layers = denseLayers(plan);
  const named = layers.find((layer) => layer.name === name);
  return named ?? layers.toSorted((one, other) => other.inChannels - one.inChannels)[0];
}
