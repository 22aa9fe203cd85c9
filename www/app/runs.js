// Runs pictures through the network: files, rows of the table, URLs.
import { TOP } from '../constants.js';
import { applyCuts } from './apply-cuts.js';
import { continueBatch, startBatch } from './batch.js';
import { text } from './i18n.js';
import { hasClassifier } from './intake.js';
import { fetchBlob, forget, openPicture } from './pictures.js';
import { navigate } from './router.js';
import { store } from './store.js';
import { runTask } from './tasks.js';
import { keepWholeAnswer } from './whole-answers.js';

/** @import { Classification, ClassifyOptions, DenseNet, ImageSource } from 'densenet-web' */
/** @import { Picture, Row } from './store.js' */

/** Shows a file and runs it through the network. @param {Blob} blob @param {string} name */
export function choosePicture(blob, name) {
  return chooseFiles([new File([blob], name, { type: blob.type })]);
}

/** One file becomes the picture, several become a table. @param {readonly File[]} files */
export async function chooseFiles(files) {
  const [file] = files;
  if (!file) return;
  store.set({ error: null });
  if (files.length > 1) {
    startBatch(files);
    return runBatch();
  }
  try {
    await chosen(await openPicture(file, file.name));
  } catch (error) {
    store.set({ error });
  }
}

/** Runs the waiting rows: all, or the rest after cancelling. Then the first successful one becomes the picture. */
export async function runBatch() {
  const finished = await continueBatch();
  const row = store.state.rows.find(({ status }) => status === 'done');
  if (finished && row) await chooseRow(row);
}

/** Makes a row of the table the picture. @param {Row} row */
export async function chooseRow(row) {
  store.set({ error: null });
  try {
    await chosen(await openPicture(row.blob, row.name));
  } catch (error) {
    store.set({ error });
  }
}

/** The last part of a URL, as a readable name. @param {string} url */
function nameOf(url) {
  const name = url.split(/[?#]/)[0]?.split('/').pop() || url;
  try {
    return decodeURIComponent(name);
  } catch {
    // A literal percent sign.
    return name;
  }
}

/** @param {string} url */
export async function chooseUrl(url) {
  const name = nameOf(url);
  const picture = await runTask('fetch', text().shell.opening(name), async ({ signal }) =>
    openPicture(await fetchBlob(url, signal), name),
  );
  if (picture) await chosen(picture);
}

/** @param {Picture} picture */
async function chosen(picture) {
  const shown = show(picture);
  navigate({ sample: null, photo: null });
  await shown;
}

/** @param {Picture} picture */
export async function show(picture) {
  forget(store.state.picture);
  store.set({ picture, result: null });
  await run();
}

/** Runs the picture through the network, also repeatedly. */
export async function run() {
  const { busy, network: ready } = store.state;
  if (!ready && busy?.kind !== 'load') return;
  await runTask('run', text().shell.running(store.state.picture?.name ?? ''), async ({ signal }) => {
    const { network, picture, networkId } = store.state;
    if (!network || !picture || !networkId) return;
    const classification = await pass(network, picture, { topK: TOP, timeLayers: true, signal });
    if (store.state.network !== network || store.state.picture !== picture) return;
    const result = { picture, classification, modelId: networkId, cuts: network.cuts };
    keepWholeAnswer(result);
    store.set({ result });
  });
}

/** One pass, which leaves its feature maps in the network. @param {DenseNet} network @param {{ blob: ImageSource }} picture @param {ClassifyOptions} options @returns {Promise<Classification | null>} null without a classifier. */
export async function pass(network, { blob }, options) {
  await applyCuts(network, store.state.cuts);
  if (hasClassifier(network)) return network.classify(blob, options);
  await network.embed(blob, { signal: options.signal ?? null });
  return null;
}
