/** @import { Handlers, ImageOfCall } from '../shared/protocol.js' */
/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */
import { createError } from './errors.js';
import { take } from './maps.js';
import { measureReuse } from './measure-reuse.js';

/**
 * What these handlers need of a worker. `positionOf`: the position in the network's last call of an image of the given call,
 * which must be the last one. `version`: changes with every call and every cut.
 * @typedef {object} Worker
 * @property {Network} network
 * @property {number} version
 * @property {(image: ImageOfCall) => number} positionOf
 */

/** @typedef {'classActivationMap' | 'attribution' | 'gradients' | 'gradientMaps' | 'saliency' | 'gradCam' | 'measureReuse'} Explanation */

/** What a network says about an image of its last call. @param {Worker} worker @returns {Pick<Handlers, Explanation>} */
export function createExplanations(worker) {
  /** @param {Promise<import('../../wasm/burn/densenet_web_burn.js').Maps>} maps */
  const one = async (maps) => ({ images: 1, ...take(await maps) });

  return {
    async classActivationMap({ classIndex, ...image }) {
      return one(worker.network.class_activation_map(classIndex, worker.positionOf(image)));
    },

    async attribution({ classIndex, ...image }) {
      return JSON.parse(await worker.network.attribution(classIndex, worker.positionOf(image)));
    },

    async gradients({ objective, ...image }) {
      const isLabel = 'label' in objective;
      const classIndex = isLabel ? objective.label : objective.class;
      const position = worker.positionOf(image);
      return JSON.parse(await worker.network.differentiate(classIndex, isLabel, position));
    },

    async gradientMaps({ layer }) {
      return one(worker.network.gradient_maps(layer ?? undefined));
    },

    async saliency({ classIndex, ...image }) {
      return one(worker.network.saliency(classIndex, worker.positionOf(image)));
    },

    async gradCam({ layer, classIndex, ...image }) {
      return one(worker.network.grad_cam(layer, classIndex, worker.positionOf(image)));
    },

    async measureReuse({ classIndex, ...image }, { signal, report, giveWay }) {
      const position = worker.positionOf(image);
      const { version } = worker;
      return measureReuse(worker.network, classIndex, position, report, async () => {
        await giveWay();
        signal.throwIfAborted();
        if (worker.version !== version) throw createError({ problem: 'measurement-outdated' });
      });
    },
  };
}
