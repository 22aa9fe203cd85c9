// Pictures: the gallery's samples, files, addresses.
import samples from '../samples/samples.json';

/** @import { Picture } from './store.js' */

/**
 * @typedef {object} Sample
 * @property {string} id in the address.
 * @property {string} url
 * @property {string} title
 * @property {string} class its true class, by CIFAR-10's name.
 * @property {string} credit
 * @property {string} licence
 * @property {string} licence_url
 * @property {string} source
 * @property {string} note
 */

/** @type {Record<string, string>} */
const urls = import.meta.glob('../samples/*.jpg', { query: '?url', import: 'default', eager: true });

/** @type {readonly Sample[]} */
export const SAMPLES = samples.map(({ file, ...sample }) => ({
  ...sample,
  id: file.replace(/\.jpg$/, ''),
  url: urls[`../samples/${file}`],
}));

/** What `<input type="file">` offers. */
export const ACCEPT = 'image/avif,image/bmp,image/gif,image/jpeg,image/png,image/webp';

/** The file holds no picture that this browser can read. */
export class NoPictureError extends Error {
  /** @param {string} name */
  constructor(name) {
    super(name);
    this.name = 'NoPictureError';
  }
}

/** The address gave no picture. */
class FetchError extends Error {
  name = 'FetchError';
}

/** @param {Blob} blob @param {string} name @returns {Promise<Picture>} */
export async function openPicture(blob, name) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw new NoPictureError(name);
  }
  return { name, blob, bitmap, sourceUrl: URL.createObjectURL(blob), sampleId: null, truth: null };
}

/** @param {Sample} sample @param {AbortSignal} [signal] */
export async function openSample(sample, signal) {
  const blob = await fetchBlob(sample.url, signal);
  const picture = await openPicture(blob, sample.title);
  return { ...picture, sampleId: sample.id, truth: sample.class };
}

/** @param {string} url @param {AbortSignal} [signal] */
export async function fetchBlob(url, signal) {
  let response;
  try {
    response = await fetch(url, {
      signal: signal ?? null,
      referrerPolicy: 'no-referrer',
      credentials: 'omit',
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new FetchError(String(error));
  }
  if (!response.ok) throw new FetchError(`${response.status} ${response.statusText}`.trim());
  return response.blob();
}

/** @param {Picture | null} picture */
export function forget(picture) {
  if (picture) URL.revokeObjectURL(picture.sourceUrl);
}
