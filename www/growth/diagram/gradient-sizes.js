// How large the gradient of the chosen class's logit is at each layer's output, for the backward pass.
import { NO_GRADIENTS, unlessWithoutGradients } from '../../app/explain.js';
import { shownClass } from '../../app/shown-class.js';
import { store } from '../../app/store.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { Gradients } from 'densenet-web' */
/** @import { Result } from '../../app/store.js' */

/** @implements {ReactiveController} */
export class GradientSizes {
  /** @type {Gradients | null} */
  gradients = null;
  /** Whether the engine computes no gradients. */
  unsupported = false;
  /** The class that was differentiated. @type {number | null} */
  index = null;
  /** @type {Result | null} */
  #of = null;
  /** @type {Map<string, number>} */
  #norms = new Map();
  #max = 0;

  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** Asks for the current result's, unless that has been done. */
  ask() {
    const { result } = store.state;
    const index = shownClass(store.state)?.index ?? null;
    if (this.#of !== result || this.index !== index) void this.#read(result, index);
  }

  /** @param {Result | null} result @param {number | null} index */
  async #read(result, index) {
    Object.assign(this, { gradients: null, unsupported: false, index });
    this.#of = result;
    const { network } = store.state;
    if (!result || index === null || !network) return;
    const isCurrent = () => this.#of === result && this.index === index && store.state.network === network;
    try {
      const gradients = await unlessWithoutGradients(network.gradients({ class: index }));
      if (!isCurrent() || store.state.result !== result) return;
      if (gradients === NO_GRADIENTS) this.unsupported = true;
      else this.#take(gradients);
    } catch (error) {
      if (isCurrent()) store.set({ error });
    }
    this.host.requestUpdate();
  }

  /** @param {Gradients} gradients */
  #take(gradients) {
    this.gradients = gradients;
    // The classifier's output is the objective itself.
    const layers = gradients.layers.slice(0, -1);
    this.#norms = new Map(layers.map(({ layer, norm }) => [layer, norm]));
    this.#max = Math.max(...this.#norms.values());
  }

  /** The gradient's L2 norm at a layer's output. @param {string} layer */
  norm(layer) {
    return this.#norms.get(layer);
  }

  /** The same, from 0 to 1, so that small ones can be told apart. @param {string | null} layer null: the picture. */
  share(layer) {
    const norm = layer === null ? this.gradients?.input.norm : this.#norms.get(layer);
    return this.#max > 0 ? Math.min(1, Math.sqrt((norm ?? 0) / this.#max)) : 0;
  }
}
