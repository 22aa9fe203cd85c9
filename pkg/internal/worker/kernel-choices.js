// Which kernels were fastest on this machine, kept so that the next load need not measure again.
import { readCache, writeCache } from '../shared/cache.js';
import { readToArray } from './content.js';

/**
 * Networks are told apart by their file sizes; the engine itself checks the adapter and the weights. The cache's keys are
 * URLs: this one leads nowhere, and needs no `import.meta.url`, which bundlers would take for a file's.
 * @param {number} size
 */
const urlFor = (size) => `https://densenet-web.invalid/kernel-choices?size=${size}`;

/** @param {number} size @returns {Promise<string | undefined>} */
export async function readKernelChoices(size) {
  const kept = await readCache(urlFor(size), readToArray);
  return kept ? new TextDecoder().decode(kept.content.bytes) : undefined;
}

/** @param {number} size @param {string | undefined} choices */
export async function keepKernelChoices(size, choices) {
  if (choices !== undefined) await writeCache(urlFor(size), () => new TextEncoder().encode(choices));
}
