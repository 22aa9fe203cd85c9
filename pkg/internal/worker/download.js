import { DenseNetError, messageOf } from '../shared/error.js';

/** @typedef {(loaded: number, total: number | null) => void} Count */

/** @param {string} message @param {unknown} [cause] */
const failed = (message, cause) => new DenseNetError('download-failed', message, { cause });

/**
 * Fetches what should be a file. `what` names it in errors.
 * @param {string} url @param {string} what @param {AbortSignal} [signal] @returns {Promise<Response>}
 */
export async function download(url, what, signal) {
  if (url.startsWith('data:')) return fromDataUrl(url);
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw failed(unreachable(url, what, messageOf(error)), error);
  }
  if (!response.ok) {
    throw failed(
      `${what} is not at ${url}: the server answered ${response.status} ${response.statusText}`.trim(),
    );
  }
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    throw failed(`${url} is a web page, not ${what}: check the address, and that the server has the file`);
  }
  return response;
}

/** Bundlers inline small files so, and a Content-Security-Policy may forbid fetching them. @param {string} url */
function fromDataUrl(url) {
  const comma = url.indexOf(',');
  const [head, body] = [url.slice(5, comma), decodeURIComponent(url.slice(comma + 1))];
  const isBase64 = /;base64$/i.test(head);
  const bytes = isBase64 ? Uint8Array.from(atob(body), (char) => char.charCodeAt(0)) : body;
  return new Response(bytes, { headers: { 'content-type': head.replace(/;base64$/i, '') } });
}

/** @param {string} url @param {string} what @param {string} detail */
function unreachable(url, what, detail) {
  if (navigator.onLine === false)
    return `${what} can't be downloaded, because this device is offline: try again later`;
  return (
    `${what} can't be downloaded from ${url} (${detail}): check the address and the connection; ` +
    'a server of another origin must allow it (CORS), and so must the Content-Security-Policy (connect-src)'
  );
}

/**
 * A whole body, counted while it comes in.
 * @param {Response} response @param {string} what @param {Count} count @param {AbortSignal} [signal]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function readAll(response, what, count, signal) {
  let loaded = 0;
  const counted = withCount(response, (...numbers) => count(([loaded] = numbers)[0], numbers[1]));
  try {
    return new Uint8Array(await counted.arrayBuffer());
  } catch (error) {
    signal?.throwIfAborted();
    throw failed(
      `the download of ${what} was cut off after ${loaded} bytes: try again (${messageOf(error)})`,
      error,
    );
  }
}

/**
 * The same response, counted while it comes in. @param {Response} response @param {Count} count
 * @param {HeadersInit} [headers]
 */
export function withCount(response, count, headers = response.headers) {
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

/** The length that a body will have, if the server says it: with a content encoding it says something else. @param {Response} response */
function lengthOf({ headers }) {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.has('content-encoding') ? length : null;
}
