// The part of protocol buffers that an ONNX file needs. A message is a list of fields; a field is a list of pieces.

/** @typedef {Uint8Array<ArrayBuffer>[]} Pieces */

const text = new TextEncoder();

/** @param {number} value @returns {Uint8Array<ArrayBuffer>} */
function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Uint8Array.from([...bytes, value]);
}

/** @param {number} field @param {number} value Not negative. @returns {Pieces} */
export const integer = (field, value) => [varint(field * 8), varint(value)];

/** @param {number} field @param {number} value @returns {Pieces} */
export const float = (field, value) => [varint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer)];

/** @param {number} field @param {Uint8Array<ArrayBuffer>} value @returns {Pieces} */
export const bytes = (field, value) => [varint(field * 8 + 2), varint(value.length), value];

/** @param {number} field @param {string} value @returns {Pieces} */
export const string = (field, value) => bytes(field, text.encode(value));

/** A nested message. @param {number} field @param {Pieces[]} fields @returns {Pieces} */
export function message(field, fields) {
  const pieces = fields.flat();
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [varint(field * 8 + 2), varint(length), ...pieces];
}

/** The bytes of the outermost message. @param {Pieces[]} fields */
export async function encode(fields) {
  return new Uint8Array(await new Blob(fields.flat()).arrayBuffer());
}
