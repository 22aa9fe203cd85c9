// Reads the loaded network's feature reuse (the paper's figure 5) once.
import { store } from '../../app/store.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { BlockReuse, DenseNet } from 'densenet-web' */
/** @import { Step } from '../structure.js' */

/** @type {WeakMap<DenseNet, Promise<BlockReuse[]>>} */
const asked = new WeakMap();

/** @implements {ReactiveController} */
export class ReuseReader {
  /** @type {BlockReuse[] | null} */
  blocks = null;
  /** @type {DenseNet | null} */
  #of = null;

  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostUpdate() {
    const { network } = store.state;
    if (network !== this.#of) void this.#read(network);
  }

  /** @param {DenseNet | null} network */
  async #read(network) {
    this.#of = network;
    this.blocks = null;
    if (!network) return;
    try {
      let asking = asked.get(network);
      if (!asking) asked.set(network, (asking = network.featureReuse()));
      const blocks = await asking;
      if (this.#of !== network) return;
      this.blocks = blocks;
      this.host.requestUpdate();
    } catch (error) {
      if (store.state.network === network) store.set({ error });
    }
  }

  /** How much a layer uses each of its sources; empty if unknown. @param {Step} step */
  use({ layer }) {
    for (const { targets, values } of this.blocks ?? []) {
      const at = targets.indexOf(layer.name);
      if (at >= 0) return values[at];
    }
    return [];
  }
}
