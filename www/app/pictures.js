// Images from the gallery, files or URLs.
import { PageError } from './errors.js';
import { pictureFormat } from './sniff.js';
import samples from '../samples/samples.json';

/** @import { Picture } from './store.js' */

/**
 * @typedef {object} Sample
 * @property {string} id in the URL.
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

/** For the `accept` attribute of `<input type="file">`. */
export const ACCEPT = 'image/avif,image/bmp,image/gif,image/jpeg,image/png,image/webp';

/** @param {Blob} blob that the browser can't open. @param {string} name */
export const unreadable = async (blob, name) =>
  new PageError({ problem: 'unreadable-picture', name, format: await pictureFormat(blob) }, 'invalid-image');

/** @param {Blob} blob @param {string} name @returns {Promise<Picture>} */
export async function openPicture(blob, name) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw await unreadable(blob, name);
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
  } catch {
    signal?.throwIfAborted();
    throw new PageError({ problem: 'picture-not-fetched', status: null });
  }
  const { ok, status } = response;
  if (!ok) throw new PageError({ problem: 'picture-not-fetched', status });
  return response.blob();
}

/** @param {Picture | null} picture */
export function forget(picture) {
  if (picture) URL.revokeObjectURL(picture.sourceUrl);
}
