// Batches: classifies several images in groups and shows the results in a table.
import { THUMBNAIL, TOP } from '../constants.js';
import { applyCuts } from './apply-cuts.js';
import { text } from './i18n.js';
import { unreadable } from './pictures.js';
import { store } from './store.js';
import { detailsOf, explain } from './errors.js';
import { runTask } from './tasks.js';

/** @import { DenseNet } from 'densenet-web' */
/** @import { Row } from './store.js' */

/** Images per group: enough for the package to start all its workers, and few enough that the table fills steadily. */
const TOGETHER = 4;

let lastId = 0;

/** Creates a row for each file. @param {readonly File[]} files */
export function startBatch(files) {
  clearRows();
  /** @type {Row[]} */
  const rows = files.map((file) => ({
    id: ++lastId,
    name: file.name,
    blob: file,
    thumbnail: null,
    status: 'waiting',
    classification: null,
    error: null,
  }));
  store.set({ rows });
}

/** Runs the rows that are still waiting, also after cancelling. @returns {Promise<boolean>} whether all rows were run. */
export async function continueBatch() {
  const finished = await runTask(
    'batch',
    text().shell.runningMany(store.state.rows.length),
    async ({ signal, report }) => {
      const { network, rows } = store.state;
      if (!network) return false;
      // The last pass is no longer the picture's.
      store.set({ result: null });
      await applyCuts(network, store.state.cuts);
      const left = rows.filter(({ status }) => status !== 'done' && status !== 'failed');
      for (let at = 0; at < left.length; at += TOGETHER) {
        const group = left.slice(at, at + TOGETHER);
        const done = rows.length - left.length + at;
        report(done / rows.length, `${done + group.length} / ${rows.length}`);
        try {
          await run(network, group, signal);
        } catch (error) {
          for (const { id } of group) if (statusOf(id) === 'running') updateRow(id, { status: 'waiting' });
          throw error;
        }
      }
      return true;
    },
  );
  return finished ?? false;
}

/** Runs some rows. Throws if cancelled. @param {DenseNet} network @param {Row[]} group @param {AbortSignal} signal */
async function run(network, group, signal) {
  /** @type {Row[]} */
  const pictures = [];
  for (const row of group) {
    signal.throwIfAborted();
    updateRow(row.id, { status: 'running' });
    try {
      const thumbnail = await makeThumbnail(row);
      // The table may have been cleared meanwhile.
      if (!statusOf(row.id)) URL.revokeObjectURL(thumbnail);
      updateRow(row.id, { thumbnail });
      pictures.push({ ...row, thumbnail });
    } catch (error) {
      signal.throwIfAborted();
      fail(row, error);
    }
  }
  if (pictures.length > 0) await classify(network, pictures, signal);
}

/** @param {DenseNet} network @param {Row[]} pictures @param {AbortSignal} signal */
async function classify(network, pictures, signal) {
  try {
    const blobs = pictures.map(({ blob }) => blob);
    const classifications = await network.classify(blobs, { topK: TOP, signal });
    for (const [index, classification] of classifications.entries()) {
      const { decode, preprocess, run } = classification.timings;
      const share = (/** @type {number} */ time) => time / pictures.length;
      const timingsOfOne = { decode: share(decode), preprocess: share(preprocess), run: share(run) };
      updateRow(pictures[index].id, {
        status: 'done',
        classification: { ...classification, timings: timingsOfOne },
      });
    }
  } catch (error) {
    signal.throwIfAborted();
    const failed = failedOf(error, pictures);
    if (failed) {
      fail(failed, error);
      const others = pictures.filter((picture) => picture !== failed);
      if (others.length > 0) await classify(network, others, signal);
    } else {
      // Run one at a time to find out which one failed.
      for (const picture of pictures) await classify(network, [picture], signal);
    }
  }
}

/** The row that an error is about, if its details say so. @param {unknown} error @param {Row[]} pictures */
function failedOf(error, pictures) {
  if (pictures.length === 1) return pictures[0];
  const { image, count } = /** @type {{ image?: number, count?: number }} */ (detailsOf(error) ?? {});
  return count === pictures.length && image !== undefined ? pictures[image] : undefined;
}

/** @param {Row} row @param {unknown} error */
const fail = ({ id }, error) => updateRow(id, { status: 'failed', error: explain(error).message });

/** @param {number} id */
const statusOf = (id) => store.state.rows.find((row) => row.id === id)?.status;

/** @param {number} id @param {Partial<Row>} patch */
function updateRow(id, patch) {
  store.set({ rows: store.state.rows.map((row) => (row.id === id ? { ...row, ...patch } : row)) });
}

/** @param {Row} row */
async function makeThumbnail({ name, blob, thumbnail }) {
  if (thumbnail) return thumbnail;
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw await unreadable(blob, name);
  }
  const scale = Math.min(1, THUMBNAIL / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return URL.createObjectURL(await canvas.convertToBlob());
}

export function clearRows() {
  for (const { thumbnail } of store.state.rows) if (thumbnail) URL.revokeObjectURL(thumbnail);
  store.set({ rows: [] });
}
