/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { Reading } from '../shared/protocol.js' */
import { loadReaders } from './core.js';
import { blamesFiles } from './network.js';

/**
 * Gives a network other metadata: the text of a config.json, labels, or both. If it fails, the network keeps what it had.
 * @param {Network} network @param {Reading} reading what was found out about its checkpoint
 * @param {string | undefined} metadata @param {string[] | undefined} labels @returns {Promise<Reading>}
 */
export async function configureNetwork(network, reading, metadata, labels) {
  try {
    return configure(metadata, reading.notes);
  } catch (error) {
    if (metadata === undefined || !blamesFiles(error)) throw error;
  }
  const { read_metadata } = await loadReaders();
  const config = JSON.stringify(JSON.parse(network.info()).config);
  const { scheme, opThresholds } = reading.origin;
  const points = opThresholds && Float32Array.from(opThresholds, (point) => point ?? NaN);
  const read = JSON.parse(read_metadata(metadata, config, scheme, points ?? undefined));
  const sources = labels ? { ...read.origins, labels: /** @type {const} */ ('given') } : read.origins;
  return { ...configure(read.metadata, read.notes), sources };

  /** @param {string | undefined} canonical @param {Reading['notes']} notes @returns {Reading} */
  function configure(canonical, notes) {
    network.configure(canonical, labels);
    const { origins } = JSON.parse(network.info());
    // What didn't change keeps its source.
    const sources =
      canonical === undefined
        ? { ...reading.sources, labels: labels ? origins.labels : reading.sources.labels }
        : origins;
    return { ...reading, sources, notes };
  }
}
