/** @import { BlockReuse, MeasuredReuse } from '../../index.js' */
/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */

/** Milliseconds between two reports. */
const REPORT_INTERVAL = 100;

/**
 * Cuts one connection after the other, from the last reader to the first, so that the network computes only what follows it.
 * @param {Network} network @param {number} classIndex @param {number} image
 * @param {(progress: MeasuredReuse) => void} report @param {() => Promise<void>} pause called before each connection
 * @returns {Promise<MeasuredReuse>}
 */
export async function measureReuse(network, classIndex, image, report, pause) {
  /** @type {BlockReuse[]} */
  const wiring = JSON.parse(network.feature_reuse());
  const blocks = (await estimate(network, classIndex, image)) ?? wiring.map(unknown);
  const measured = wiring.map(({ values }) => values.map((row) => row.map(() => false)));
  const connections = wiring.flatMap(connectionsOf).reverse();
  const total = connections.length;
  let done = 0;
  let reported = performance.now();
  report({ blocks, measured, done, total });
  for (const { block, target, source } of connections) {
    await pause();
    const { targets, sources, values } = blocks[block];
    values[target][source] = await network.measure_connection(
      targets[target],
      sources[source],
      classIndex,
      image,
    );
    measured[block][target][source] = true;
    done += 1;
    if (performance.now() < reported + REPORT_INTERVAL && done < total) continue;
    reported = performance.now();
    report({ blocks, measured, done, total });
  }
  return { blocks, measured, done, total };
}

/** From one backward pass, where the engine has one. @param {Network} network @param {number} classIndex @param {number} image */
async function estimate(network, classIndex, image) {
  try {
    return /** @type {BlockReuse[]} */ (JSON.parse(await network.estimate_reuse(classIndex, image)));
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== 'no-gradients') throw error;
    return null;
  }
}

/** @param {BlockReuse} reuse @returns {BlockReuse} */
const unknown = (reuse) => ({ ...reuse, values: reuse.values.map((row) => row.map(() => null)) });

/** What reads what. @param {BlockReuse} reuse @param {number} block */
const connectionsOf = ({ values }, block) =>
  values.flatMap((row, target) =>
    row.flatMap((value, source) => (value === null ? [] : [{ block, target, source }])),
  );
