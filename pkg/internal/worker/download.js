/** @import { DownloadedFile } from '../../index.js' */
import { messageOf } from '../shared/error.js';
import { responseOfDataUrl } from './data-url.js';
import { createError } from './errors.js';

/** Called with the bytes so far, and with all bytes where they are known. @typedef {(loaded: number, total: number | null) => void} ByteCount */

/**
 * Fetches a file. What is obviously not the file, such as a web page that says "not found", is an error.
 * @param {string} url @param {DownloadedFile} what @param {AbortSignal} [signal] @returns {Promise<Response>}
 */
export async function download(url, what, signal) {
  if (url.startsWith('data:')) return responseOfDataUrl(url);
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (cause) {
    signal?.throwIfAborted();
    if (navigator.onLine === false) throw createError({ problem: 'offline', what, url }, { cause });
    throw createError({ problem: 'unreachable', what, url, reason: messageOf(cause) }, { cause });
  }
  if (!response.ok) throw createError({ problem: 'http-status', what, url, status: response.status });
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    throw createError({ problem: 'web-page', what, url });
  }
  return response;
}

/**
 * Downloads a whole file. @template T
 * @param {string} url @param {DownloadedFile} what @param {(response: Response) => Promise<T>} read
 * @param {{ signal?: AbortSignal, count?: ByteCount }} [options] @returns {Promise<T>}
 */
export async function downloadAll(url, what, read, { signal, count = () => {} } = {}) {
  const response = await download(url, what, signal);
  let loaded = 0;
  const counted = withByteCount(response, (bytes, total) => count((loaded = bytes), total));
  try {
    return await read(counted);
  } catch (cause) {
    signal?.throwIfAborted();
    throw createError({ problem: 'cut-off', what, url, loaded, reason: messageOf(cause) }, { cause });
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

/** The body's length, if the server says it: with a content encoding it says another one. @param {Response} response */
function lengthOf({ headers }) {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.has('content-encoding') ? length : null;
}
