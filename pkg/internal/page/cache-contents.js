// What is kept in Cache Storage. Where there is none, or it can't be read, nothing is.
/** @import { CacheContents, ModelLocation } from '../../index.js' */
import { CACHE_NAME, SIZE } from '../shared/cache.js';
import { messageOf } from '../shared/error.js';
import { shardNames } from '../shared/shard-names.js';
import { within } from '../shared/within.js';
import { readArguments } from './check.js';
import { createError } from './errors.js';
import { isHuggingFace, urlOf } from './hugging-face.js';
import { absoluteUrl, metadataNextTo } from './urls.js';

/** How many milliseconds Cache Storage may take. */
const PATIENCE = 30_000;

/** Under such addresses is no file, but what was found out about this machine. */
const NO_FILE = 'https://densenet-web.invalid/';

/** Whether a model's weights are kept, with all of their shards. @param {ModelLocation} model */
export async function isCached(model) {
  const url = toUrl(model);
  return use(false, async (cache) => {
    const kept = await Promise.all((await weightsOf(cache, url)).map((one) => cache.match(one)));
    return kept.every((response) => response !== undefined);
  }).catch(() => false);
}

/** All files that are kept. @returns {Promise<CacheContents>} */
export async function cacheContents() {
  const listFiles = async (/** @type {Cache} */ cache) => {
    const urls = (await cache.keys()).map(({ url }) => url).filter((url) => !url.startsWith(NO_FILE));
    return Promise.all(urls.map(async (url) => ({ url, bytes: await sizeOf(await cache.match(url)) })));
  };
  const files = await use([], listFiles).catch(() => []);
  return { files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Deletes what belongs to a model, or everything that this package ever stored. @param {ModelLocation} [model] */
export async function clearCache(model) {
  const url = model === undefined ? null : toUrl(model);
  try {
    await use(undefined, (cache) => (url === null ? caches.delete(CACHE_NAME) : deleteModel(cache, url)));
  } catch (cause) {
    // In a sandbox, nothing was ever stored.
    if (/** @type {Error | null} */ (cause)?.name === 'SecurityError') return;
    throw createError({ problem: 'cache-not-cleared', reason: messageOf(cause) }, { cause });
  }
}

/** @param {Cache} cache @param {string} url */
async function deleteModel(cache, url) {
  const metadata = metadataNextTo(url, true);
  const urls = await weightsOf(cache, url);
  if (metadata.kind === 'url') urls.push(metadata.url);
  await Promise.all(urls.map((one) => cache.delete(one)));
}

/** A file, and if it is an index that is kept, its shards. @param {Cache} cache @param {string} url */
async function weightsOf(cache, url) {
  const isIndex = new URL(url).pathname.endsWith('.json');
  const kept = isIndex ? await cache.match(url) : undefined;
  const names = kept ? (shardNames(new Uint8Array(await kept.arrayBuffer())) ?? []) : [];
  return [url, ...names.map((name) => new URL(name, url).href)];
}

/** @param {Response | undefined} response */
const sizeOf = async (response) => Number(response?.headers.get(SIZE) ?? (await response?.blob())?.size ?? 0);

/** @param {ModelLocation} model */
const toUrl = (model) => readArguments(() => (isHuggingFace(model) ? urlOf(model) : absoluteUrl(model)));

/** @template T @param {T} nothing @param {(cache: Cache) => Promise<T | boolean>} action */
function use(nothing, action) {
  const run = async () => {
    const isThere = await globalThis.caches?.has(CACHE_NAME);
    return /** @type {T} */ (isThere ? await action(await caches.open(CACHE_NAME)) : nothing);
  };
  return within(PATIENCE, run());
}
