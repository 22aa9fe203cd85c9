// Named tests, run one at a time, with plain data as results.
import { DenseNet } from '../../../pkg/index.js';

/** What a browser may lack. @typedef {'webgpu' | 'f16' | 'falsified-canvas'} Feature */

/**
 * `lacks` is set when the test was skipped; `notes` are measurements worth printing.
 * @typedef {{ error: string | null, lacks: Feature | null, notes: string[], milliseconds: number }} Result
 */

/**
 * What a test receives: a way to load networks that are disposed when it ends, to note measurements, and to skip.
 * @typedef {{
 *   load: (options?: import('../../../pkg/index.js').LoadOptions) => Promise<DenseNet>,
 *   note: (text: string) => void,
 *   need: (feature: Feature, isThere: boolean) => void,
 * }} Context
 */

/** @typedef {(context: Context) => Promise<void>} Test */

class Missing extends Error {
  /** @param {Feature} feature */
  constructor(feature) {
    super(`this browser has no ${feature}`);
    this.feature = feature;
  }
}

/** @type {Map<string, Test>} */
const tests = new Map();

/** @param {string} name @param {Test} body */
export function test(name, body) {
  if (tests.has(name)) throw new Error(`two tests are called "${name}"`);
  tests.set(name, body);
}

export const names = () => [...tests.keys()];

/** @param {string} name @returns {Promise<Result>} */
export async function run(name) {
  const body = tests.get(name);
  if (!body) throw new Error(`no test is called "${name}"`);
  /** @type {DenseNet[]} */
  const networks = [];
  /** @type {string[]} */
  const notes = [];
  const start = performance.now();
  /** @param {string | null} error @param {Feature | null} lacks @returns {Result} */
  const result = (error, lacks = null) => ({
    error,
    lacks,
    notes,
    milliseconds: performance.now() - start,
  });
  try {
    await body({
      load: async (options) => {
        const network = await DenseNet.load(options);
        networks.push(network);
        return network;
      },
      note: (text) => void notes.push(text),
      need: (feature, isThere) => {
        if (!isThere) throw new Missing(feature);
      },
    });
    return result(null);
  } catch (error) {
    return error instanceof Missing ? result(null, error.feature) : result(String(error));
  } finally {
    for (const network of networks) network.dispose();
  }
}
