// What an engine measured on this machine, kept so that the next load need not measure again.
import { keep, recall } from '../shared/cache.js';

// Networks are told apart by the size of their files; the engine itself checks adapter and weights. A cache's
// keys are addresses. This one leads nowhere, and needs no `import.meta.url`, which bundlers would take for a file's.
/** @param {number} size */
const address = (size) => `https://densenet-web.invalid/tuning?size=${size}`;

/** @param {number} size @returns {Promise<string | undefined>} */
export async function recallTuning(size) {
  const bytes = await recall(address(size));
  return bytes ? new TextDecoder().decode(bytes) : undefined;
}

/** @param {number} size @param {string | undefined} tuning */
export async function keepTuning(size, tuning) {
  if (tuning !== undefined) await keep(address(size), tuning);
}
