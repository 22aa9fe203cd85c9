/** @import { Checkpoint } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { Core } from './core.js' */
/** @import { ByteCount } from './download.js' */
import { lengthOf, readPieces, withByteCount } from './download.js';

/** Bytes. */
const MAX_COLLECTED = 1 << 22;

/**
 * A file's bytes. Those of a `checkpoint` are in the WebAssembly's memory, where they are valid until it grows: take them again
 * after every await.
 * @typedef {{ readonly bytes: Uint8Array<ArrayBuffer>, checkpoint?: Checkpoint }} Content
 */

/**
 * Reads a response to its end. What it returns then may wait for something else.
 * @typedef {(response: Response, count?: ByteCount, size?: number) => Promise<() => Promise<Content>>} Reader
 */

/** @type {Reader} */
export async function readToArray(response, count = () => {}) {
  const bytes = new Uint8Array(await withByteCount(response, count).arrayBuffer());
  return async () => ({ bytes });
}

/** @param {Checkpoint} checkpoint @returns {Content} */
const contentOf = (checkpoint) => ({
  get bytes() {
    return /** @type {Uint8Array<ArrayBuffer>} */ (checkpoint.bytes());
  },
  checkpoint,
});

/** @param {Core} core @param {Uint8Array} bytes */
export function toCheckpoint({ Checkpoint }, bytes) {
  const checkpoint = new Checkpoint(bytes.length);
  checkpoint.append(bytes);
  return checkpoint;
}

/**
 * Reads weights into the WebAssembly's memory as they arrive, so that they are never in memory twice. Until that memory is there,
 * a few pieces are collected; where the length is unknown, all of them.
 * @param {Promise<Core>} loading @returns {Reader}
 */
export function readToCore(loading) {
  /** @type {Core | undefined} */
  let core;
  loading.then(
    (loaded) => (core = loaded),
    () => {},
  );
  return async (response, count = () => {}, total = lengthOf(response) ?? 0) => {
    /** @type {Uint8Array[]} */
    const pieces = [];
    /** @type {Checkpoint | undefined} */
    let checkpoint;
    /** @param {Core} core @param {number} size @param {Uint8Array} [last] */
    const move = ({ Checkpoint }, size, last) => {
      checkpoint ??= new Checkpoint(size);
      for (const piece of pieces.splice(0)) checkpoint.append(piece);
      if (last) checkpoint.append(last);
      return checkpoint;
    };
    try {
      let collected = 0;
      await readPieces(response, count, async (piece) => {
        if (total && collected > MAX_COLLECTED) core ??= await loading;
        if (core && total) {
          move(core, total, piece);
        } else {
          pieces.push(piece.slice());
          collected += piece.length;
        }
      });
    } catch (error) {
      checkpoint?.free();
      throw error;
    }
    return async () => {
      const size = pieces.reduce((sum, { length }) => sum + length, 0);
      return contentOf(move(await loading, total || size));
    };
  };
}
