/** SHA-256 in hexadecimal; on pages that are not secure, something weaker. @param {Uint8Array<ArrayBuffer>} bytes */
export async function checksumOf(bytes) {
  if (!globalThis.crypto?.subtle) {
    let sum = 0;
    for (const byte of bytes) sum = Math.imul(sum ^ byte, 16777619);
    return String(sum);
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
