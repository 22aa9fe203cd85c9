// What the page shows as a file: its address and the picture as it was chosen. It can be dropped onto the page.
import { PageError } from '../errors.js';
import { fromBase64, toBase64 } from './base64.js';

/** The first entry of such a file: `sniff.js` knows it by this. */
const FORMAT = 'densenet-page';

/** @param {string} address such as #view=growth @param {{ name: string, blob: Blob }} picture */
export async function writeShared(address, { name, blob }) {
  const data = toBase64(new Uint8Array(await blob.arrayBuffer()));
  return JSON.stringify({ format: FORMAT, version: 1, address, picture: { name, type: blob.type, data } });
}

/** @param {Blob & { name: string }} file @returns {Promise<{ address: string, picture: File }>} */
export async function readShared(file) {
  /** @type {any} */
  let content = null;
  try {
    content = JSON.parse(await file.text());
  } catch {
    // Cut off.
  }
  const { version, address, picture } = content ?? {};
  const bytes = typeof picture?.data === 'string' ? fromBase64(picture.data) : null;
  const isWhole = typeof address === 'string' && typeof picture?.name === 'string' && bytes !== null;
  if (version !== 1 || !isWhole) throw new PageError({ problem: 'broken-share', name: file.name });
  return { address, picture: new File([bytes], picture.name, { type: String(picture.type ?? '') }) };
}
