/** @import { Tensors } from './weights.js' */

/** A safetensors file. @param {Tensors} tensors */
export function toSafetensors(tensors) {
  /** @type {Record<string, object>} */
  const header = {};
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += data.byteLength)] };
  }
  const json = JSON.stringify(header);
  // Numbers start at a multiple of eight.
  const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const file = new Uint8Array(8 + text.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let offset = 8 + text.length;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file.buffer;
}

/** Reads a file of float32 tensors. @param {ArrayBuffer} file @returns {Tensors} */
export function fromSafetensors(file) {
  const length = Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length)));
  delete header.__metadata__;
  return new Map(
    Object.entries(header).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [start, end],
        },
      ]) => {
        if (dtype !== 'F32') throw new Error(`${name} is ${dtype}, not F32`);
        return [name, { shape, data: new Float32Array(file.slice(8 + length + start, 8 + length + end)) }];
      },
    ),
  );
}
