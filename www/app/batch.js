// Several pictures at once: one after the other through the network, into a table.
import { THUMBNAIL, TOP } from '../constants.js';
import { text } from './i18n.js';
import { NoPictureError } from './pictures.js';
import { store } from './store.js';
import { explain, runTask } from './tasks.js';

/** @import { Row } from './store.js' */

let lastId = 0;

/** Makes a row for each file. @param {readonly File[]} files */
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

/** Runs the rows that still wait, so also after cancelling. @returns {Promise<boolean>} whether it came to the end. */
export async function continueBatch() {
  const finished = await runTask(
    'batch',
    text().shell.runningMany(store.state.rows.length),
    async ({ signal, report }) => {
      const { network, rows } = store.state;
      if (!network) return false;
      // The last pass is no longer that of the picture.
      store.set({ result: null });
      for (const [index, row] of rows.entries()) {
        if (row.status === 'done' || row.status === 'failed') continue;
        /** @param {Partial<Row>} patch */
        const update = (patch) => updateRow(row.id, patch);
        report(index / rows.length, `${index + 1} / ${rows.length}`);
        update({ status: 'running' });
        try {
          const thumbnail = await makeThumbnail(row);
          update({ thumbnail });
          const classification = await network.classify(row.blob, { topK: TOP, signal });
          update({ status: 'done', classification });
        } catch (error) {
          update(
            signal.aborted ? { status: 'waiting' } : { status: 'failed', error: explain(error).message },
          );
          signal.throwIfAborted();
        }
      }
      return true;
    },
  );
  return finished ?? false;
}

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
    throw new NoPictureError(name);
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
