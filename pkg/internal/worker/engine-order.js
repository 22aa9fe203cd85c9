/** @import { EngineChoice, EngineInfo } from '../../index.js' */
/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */
import { toPlain } from '../shared/error.js';
import { createError } from './errors.js';
import { isTrap } from './traps.js';

/** A network on the first engine that works; `reason`: why it isn't on the first one of all. @typedef {{ network: Network, reason?: EngineInfo['reason'] }} Loaded */

/**
 * @param {readonly EngineChoice[]} engines @param {(engine: EngineChoice) => Promise<Network>} load @returns {Promise<Loaded>}
 */
export async function loadOnFirst(engines, load) {
  const errors = [];
  for (const engine of engines) {
    try {
      const network = await load(engine);
      if (errors.length === 0) return { network };
      const { error } = errors[0];
      const code = error.code === 'no-webgpu' ? error.code : 'failed';
      const reason = { code, message: error.message, error };
      return { network, reason: /** @type {EngineInfo['reason']} */ (reason) };
    } catch (error) {
      const plain = toPlain(error);
      // What is wrong with the files or an argument is wrong on every engine.
      if (engines.length === 1 || isTrap(error) || /^invalid-/.test(plain.code)) throw error;
      errors.push({ engine, error: plain });
    }
  }
  throw createError({ problem: 'no-engine', errors });
}
