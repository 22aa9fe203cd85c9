// Which kernels and which engine were fastest on this machine, kept so that the next load need not measure again.
import { readCache, writeCache } from '../shared/cache.js';
import { within } from '../shared/within.js';
import { readToArray } from './content.js';

/** What is remembered, and how to change that. @typedef {{ choices?: string, keep(choices: string | undefined): Promise<void> }} Memory */

/** How many milliseconds the browser may take to name its adapter. */
const PATIENCE = 5000;

/** What the browser says about its adapter. The WebAssembly isn't told: wgpu drops it. @returns {Promise<(string | undefined)[]>} */
export async function identifyAdapter() {
  try {
    const request = navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    const { vendor, architecture, device, description } = (await within(PATIENCE, request))?.info ?? {};
    return [vendor, architecture, device, description];
  } catch {
    return [];
  }
}

/**
 * Networks are told apart by their file sizes, and the engine itself checks the weights and the kernels. The cache's keys are
 * URLs: this one leads nowhere, and needs no `import.meta.url`, which bundlers would take for a file's.
 * @param {number} size @param {(string | undefined)[]} adapter @returns {Promise<Memory>}
 */
export async function recall(size, adapter) {
  const key = encodeURIComponent([size, ...adapter, globalThis.navigator?.userAgent].join());
  const url = `https://densenet-web.invalid/kernel-choices?${key}`;
  const kept = await readCache(url, readToArray);
  const memory = {
    choices: kept ? new TextDecoder().decode(kept.content.bytes) : undefined,
    /** @param {string | undefined} choices */
    async keep(choices) {
      if (choices === undefined || choices === memory.choices) return;
      memory.choices = choices;
      await writeCache(url, () => new TextEncoder().encode(choices));
    },
  };
  return memory;
}
