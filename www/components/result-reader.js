import { awaitInPrint } from '../app/printing.js';
import { store } from '../app/store.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { DenseNet } from 'densenet-web' */
/** @import { Result } from '../app/store.js' */

/**
 * Asks the network about the current result, each thing once, and re-renders its host when the answer arrives. What belongs to
 * a former result is dropped.
 *
 * @template T
 * @implements {ReactiveController}
 */
export class ResultReader {
  /** @type {WeakMap<Result, Map<string, T | null>>} */
  #known = new WeakMap();
  /** @type {{ result: Result, network: DenseNet, value: T } | null} */
  #last = null;

  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** What is known by this key, or null until it arrives. @param {string} key @param {(network: DenseNet) => Promise<T>} ask */
  get(key, ask) {
    const { result, network } = store.state;
    if (!result || !network) return null;
    const known = this.#known.get(result) ?? new Map();
    this.#known.set(result, known);
    if (!known.has(key)) {
      known.set(key, null);
      void this.#ask({ result, network }, known, key, ask);
    }
    const value = known.get(key) ?? null;
    if (value !== null) this.#last = { result, network, value };
    return value;
  }

  /** What `get` returned last, to be shown until it knows more; null if it was about another picture or network. */
  get last() {
    const { result, network } = store.state;
    const isSame = this.#last?.result.picture === result?.picture && this.#last?.network === network;
    return isSame ? (this.#last?.value ?? null) : null;
  }

  /** @param {{ result: Result, network: DenseNet }} of @param {Map<string, T | null>} known @param {string} key @param {(network: DenseNet) => Promise<T>} ask */
  async #ask({ result, network }, known, key, ask) {
    // A pass over another picture may have started meanwhile; the answer may belong to it.
    const isCurrent = () => store.state.result === result && store.state.network === network;
    try {
      const value = await awaitInPrint(ask(network));
      if (!isCurrent()) return;
      known.set(key, value);
      this.host.requestUpdate();
    } catch (error) {
      if (isCurrent()) store.set({ error });
    }
  }
}
