/** @import { Tensors } from './weights.js' */

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
