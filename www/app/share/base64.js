// Bytes as text, for files and, in the variant without + and /, for addresses.

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let binary = '';
  // Arguments are limited in number.
  for (let at = 0; at < bytes.length; at += 4096)
    binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(binary);
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer> | null} null if it is not base64. */
export function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
export const toBase64Url = (bytes) =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

/** @param {string} text */
export const fromBase64Url = (text) =>
  /^[\w-]*$/.test(text) ? fromBase64(text.replaceAll('-', '+').replaceAll('_', '/')) : null;
