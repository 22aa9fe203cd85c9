// How large the gradient of the chosen class's logit is at each layer's output, for the backward pass.
import { NO_GRADIENTS, unlessWithoutGradients } from '../../app/explain.js';
import { shownClass } from '../../app/shown-class.js';
import { store } from '../../app/store.js';
import { ResultReader } from '../../components/result-reader.js';

/** @import { ReactiveControllerHost } from 'lit' */
/** @import { Gradients } from 'densenet-web' */

export class GradientSizes {
  /** @type {Gradients | null} */
  gradients = null;
  /** Whether the engine computes no gradients. */
  unsupported = false;
  /** The class that was differentiated. @type {number | null} */
  index = null;
  /** @type {ResultReader<Gradients | typeof NO_GRADIENTS>} */
  #reader;
  /** @type {Map<string, number>} */
  #norms = new Map();
  #max = 0;

  /** @param {ReactiveControllerHost} host updated when they arrive. */
  constructor(host) {
    this.#reader = new ResultReader(host);
  }

  /** Takes the current result's, or asks for them. */
  read() {
    const index = shownClass(store.state)?.index ?? null;
    this.index = index;
    const answer =
      index === null
        ? null
        : this.#reader.get(String(index), (network) =>
            unlessWithoutGradients(network.gradients({ class: index })),
          );
    this.unsupported = answer === NO_GRADIENTS;
    this.#take(answer === NO_GRADIENTS ? null : answer);
  }

  /** @param {Gradients | null} gradients */
  #take(gradients) {
    if (gradients === this.gradients) return;
    this.gradients = gradients;
    // The classifier's output is the objective itself.
    const layers = gradients?.layers.slice(0, -1) ?? [];
    this.#norms = new Map(layers.map(({ layer, norm }) => [layer, norm]));
    this.#max = Math.max(0, ...this.#norms.values());
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
