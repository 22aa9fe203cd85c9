// The Blobs of jsdom, which no thread can receive.
import { Blob } from 'node:buffer';

const isBlob = (/** @type {unknown} */ value) =>
  /^\[object (Blob|File)\]$/.test(Object.prototype.toString.call(value));

/** @param {any} value @returns {boolean} */
export function hasForeignBlob(value) {
  if (isBlob(value)) return !(value instanceof Blob);
  return partsOf(value).some(([, part]) => hasForeignBlob(part));
}

/** The same with Blobs of Node.js. @param {any} value @returns {Promise<any>} */
export async function withOwnBlobs(value) {
  if (!hasForeignBlob(value)) return value;
  if (isBlob(value)) return new Blob([await value.arrayBuffer()], { type: value.type });
  const copy = Array.isArray(value) ? [...value] : { ...value };
  for (const [name, part] of partsOf(value)) copy[name] = await withOwnBlobs(part);
  return copy;
}

/** What requests consist of. @param {any} value @returns {[string, unknown][]} */
const partsOf = (value) =>
  Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype ? Object.entries(value) : [];
