/** @import { DownloadedFile } from '../../index.js' */
import { DenseNetError, messageOf } from '../shared/error.js';
import { responseOfDataUrl } from './data-url.js';
import { createError } from './errors.js';
import { isOutOfMemory } from './traps.js';

/** Called with the bytes so far, and with all bytes where they are known. @typedef {(loaded: number, total: number | null) => void} ByteCount */

/** Milliseconds without a byte after which a download has failed. A worker has one network, and so one limit. */
let patience = 30_000;
/** Whether cookies are sent with requests. @type {RequestCredentials} */
let defaultCredentials = 'omit';

/** The most bytes of a file whose size nobody checks later. @type {Partial<Record<DownloadedFile, number>>} */
const MAX_BYTES = { metadata: 2 ** 25, image: 2 ** 28 };

/** Bytes that are taken from a body at a time. */
const PIECE = 1 << 19;

/** @param {number} milliseconds @param {RequestCredentials} [credentials] */
export function setDownloads(milliseconds, credentials = 'omit') {
  patience = milliseconds;
  defaultCredentials = credentials;
}

/** How files are fetched. @type {(url: string, init: RequestInit) => Promise<Response>} */
let fetchFile = (url, init) => fetch(url, init);

/** @param {typeof fetchFile} replacement */
export const setFetch = (replacement) => (fetchFile = replacement);

export const getPatience = () => patience;

/**
 * A signal for a download that also aborts when nothing arrives for too long.
 * @param {string} url @param {DownloadedFile} what @param {AbortSignal} [signal]
 */
function watch(url, what, signal) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const end = () => clearTimeout(timer);
  const touch = () => {
    end();
    const stall = () => controller.abort(createError({ problem: 'stalled', what, url, timeout: patience }));
    // Longer timers would fire immediately.
    if (patience < 2 ** 31) timer = setTimeout(stall, patience);
  };
  touch();
  return { signal: controller.signal, touch, end };
}

/** @typedef {ReturnType<typeof watch>} Watch */

/**
 * Fetches a file. What is obviously not the file, such as a web page that says "not found", is an error.
 * @param {string} url @param {DownloadedFile} what @param {Watch} watched @param {RequestCredentials} [credentials]
 * @returns {Promise<Response>}
 */
async function open(url, what, { signal }, credentials = defaultCredentials) {
  if (url.startsWith('data:')) return responseOfDataUrl(url);
  let response;
  try {
    response = await fetchFile(url, { signal, credentials, referrerPolicy: 'no-referrer' });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof DenseNetError) throw cause;
    if (globalThis.navigator?.onLine === false)
      throw createError({ problem: 'offline', what, url }, { cause });
    throw createError({ problem: 'unreachable', what, url, reason: messageOf(cause) }, { cause });
  }
  if (!response.ok) throw createError({ problem: 'http-status', what, url, status: response.status });
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    throw createError({ problem: 'web-page', what, url });
  }
  return response;
}

/** Fetches a file of the package, whose body is read elsewhere. @param {string} url @param {DownloadedFile} what @param {AbortSignal} [signal] */
export async function download(url, what, signal) {
  const watched = watch(url, what, signal);
  try {
    return await open(url, what, watched, 'same-origin');
  } finally {
    watched.end();
  }
}

/**
 * Downloads a whole file. `read` must count its bytes. @template T
 * @param {string} url @param {DownloadedFile} what @param {(response: Response, count: ByteCount) => Promise<T>} read
 * @param {{ signal?: AbortSignal, count?: ByteCount, credentials?: RequestCredentials }} [options] @returns {Promise<T>}
 */
export async function downloadAll(url, what, read, { signal, count = () => {}, credentials } = {}) {
  const watched = watch(url, what, signal);
  let loaded = 0;
  try {
    const response = await open(url, what, watched, credentials);
    const max = MAX_BYTES[what] ?? Infinity;
    return await read(response, (bytes, total) => {
      if (bytes > max) throw createError({ problem: 'file-too-large', what, url, max });
      watched.touch();
      count((loaded = bytes), total);
    });
  } catch (cause) {
    if (watched.signal.aborted) throw watched.signal.reason;
    // An error of ours, or the WebAssembly's.
    if (typeof (/** @type {any} */ (cause)?.code) === 'string') throw cause;
    if (isOutOfMemory(cause)) {
      throw createError({ problem: 'memory-exhausted', reason: messageOf(cause) }, { cause });
    }
    throw createError({ problem: 'cut-off', what, url, loaded, reason: messageOf(cause) }, { cause });
  } finally {
    watched.end();
  }
}

/**
 * The same response, whose bytes are counted while they arrive. @param {Response} response @param {ByteCount} count
 * @param {HeadersInit} [headers]
 */
export function withByteCount(response, count, headers = response.headers) {
  const total = lengthOf(response);
  let loaded = 0;
  count(loaded, total);
  const counter = new TransformStream({
    transform(/** @type {Uint8Array} */ chunk, controller) {
      loaded += chunk.byteLength;
      count(loaded, total !== null && loaded <= total ? total : null);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(counter), { headers });
}

/**
 * Takes a body piece by piece. Where the browser can, all pieces are in the same buffer, one after the other: those of their own
 * would stay in memory until garbage is collected. @param {Response} response @param {ByteCount} count
 * @param {(piece: Uint8Array) => Promise<void>} take
 */
export async function readPieces(response, count, take) {
  const total = lengthOf(response);
  let loaded = 0;
  count(loaded, total);
  const reader = response.body && readerOf(response.body);
  let buffer = new ArrayBuffer(PIECE);
  try {
    while (reader) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) return;
      loaded += value.byteLength;
      count(loaded, total !== null && loaded <= total ? total : null);
      await take(value);
      buffer = value.buffer;
    }
  } catch (error) {
    reader?.cancel().catch(() => {});
    throw error;
  }
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} body @returns {ReadableStreamBYOBReader} */
function readerOf(body) {
  try {
    return body.getReader({ mode: 'byob' });
  } catch {
    // Another kind of reader does not look at its argument.
    return /** @type {any} */ (body.getReader());
  }
}

/** The body's length, if the server says it: with a content encoding it says another one. @param {Response} response */
export function lengthOf({ headers }) {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.has('content-encoding') ? length : null;
}
