// Keeps the network, the picture and the URL in sync: follows the URL, loads the model that it names, and runs the
// picture through it. Views call `choosePicture`, `chooseFiles` and `navigate`, and read the store.
import { DEFAULTS, FIRST_SAMPLE, TOP } from '../constants.js';
import { continueBatch, startBatch } from './batch.js';
import { formatBytes } from './format.js';
import { text } from './i18n.js';
import { addOwn, findModel, isKept, loadOptions } from './models.js';
import { loadPackage } from './package.js';
import { fetchBlob, forget, openPicture, openSample, SAMPLES } from './pictures.js';
import { navigate } from './router.js';
import { store } from './store.js';
import { runTask } from './tasks.js';

/** @import { DenseNet, EngineChoice, LoadProgress } from 'densenet-web' */
/** @import { Key, Picture, Row } from './store.js' */
/** @import { Model } from './models.js' */
/** @import { Task } from './tasks.js' */

/** The engine choice that the network was loaded with. @type {EngineChoice} */
let loadedChoice = 'auto';
/** Counts loads: a load that fails after another one has started does not restore the URL. */
let loads = 0;

/** Starts following the URL. */
export function startSession() {
  store.subscribe(follow);
  void followSample();
  void followModel();
}

/** @param {ReadonlySet<Key>} changed */
function follow(changed) {
  if (changed.has('modelId') || changed.has('engineChoice')) void followModel();
  if (changed.has('sampleId') && store.state.sampleId) void followSample();
}

async function followModel({ again = false } = {}) {
  const model = findModel(store.state.modelId);
  if (!model) {
    // A link to a file on someone's disk, or to an unknown model: corrects the URL.
    navigate({ model: DEFAULTS.model }, { replace: true });
    return;
  }
  store.set({ offer: null });
  const { networkId, engineChoice } = store.state;
  if (!again && networkId === model.id && loadedChoice === engineChoice) return;
  store.set({ error: null });
  const ask = model.url !== null && networkId !== model.id && !(await isKept(model));
  if (store.state.modelId !== model.id) return;
  if (ask) store.set({ offer: model.id });
  else await load(model);
}

/** The visitor accepts the download of `offer`. */
export async function acceptOffer() {
  const model = findModel(store.state.offer ?? '');
  store.set({ offer: null });
  if (model) await load(model);
}

/** The visitor declines it: returns to the current network. */
export function declineOffer() {
  navigate({ model: store.state.networkId ?? DEFAULTS.model }, { replace: true });
  store.set({ offer: null });
}

/** Reloads the model in the URL after an error or a cancelled load. */
export const reload = () => followModel({ again: true });

/** @param {Model} model */
async function load(model) {
  const { engineChoice: engine } = store.state;
  const turn = (loads += 1);
  /** @type {unknown} */
  let failure = null;
  const done = await runTask('load', text().shell.loading(model.name), async (task) => {
    const [{ DenseNet }, options] = await Promise.all([loadPackage(), loadOptions(model)]);
    const { signal } = task;
    const onProgress = (/** @type {LoadProgress} */ progress) => reportLoad(task, progress);
    const network = await DenseNet.load({ ...options, engine, signal, onProgress }).catch((error) => {
      failure = error;
      throw error;
    });
    if (signal.aborted) return network.dispose();
    loadedChoice = engine;
    replaceNetwork(network, model.id);
    return true;
  });
  if (!done && turn === loads) putBack(model.id, engine, failure);
  if (store.state.picture && !store.state.result && !store.state.busy) await run();
}

/**
 * Corrects the URL after a failed load: it gets the current network, or else one that can be loaded.
 *
 * @param {string} model @param {EngineChoice} engine @param {unknown} failure null when it was cancelled.
 */
function putBack(model, engine, failure) {
  const { modelId, engineChoice, networkId, error } = store.state;
  if (modelId !== model || engineChoice !== engine) return;
  const { code } = /** @type {{ code?: unknown }} */ (failure ?? {});
  // A link may name an engine that this machine does not have.
  const lacksEngine = engine !== 'auto' && (code === 'no-webgpu' || code === 'gpu-error');
  if (networkId) navigate({ model: networkId, engine: loadedChoice }, { replace: true });
  else if (lacksEngine) navigate({ engine: 'auto' }, { replace: true });
  else if (model !== DEFAULTS.model) navigate({ model: DEFAULTS.model }, { replace: true });
  store.set({ error });
}

/** @param {DenseNet} network @param {string} networkId */
function replaceNetwork(network, networkId) {
  const former = store.state.network;
  store.set({ network, networkId, plan: network.plan, result: null });
  former?.dispose();
}

/** @param {Task} task @param {LoadProgress} progress */
function reportLoad(task, { phase, loaded, total }) {
  const of = total ? `${formatBytes(loaded)} / ${formatBytes(total)}` : loaded ? formatBytes(loaded) : '';
  task.report(total ? loaded / total : null, `${text().shell.phases[phase]} ${of}`.trim());
}

async function followSample() {
  const { sampleId, picture } = store.state;
  const sample = SAMPLES.find(({ id }) => id === (sampleId ?? FIRST_SAMPLE));
  if (!sample) {
    // A link to an unknown sample: corrects the URL.
    navigate({ sample: picture?.sampleId ?? null }, { replace: true });
    if (!picture) await followSample();
    return;
  }
  if (picture?.sampleId === sample.id) return run();
  try {
    const opened = await openSample(sample);
    const { picture: now, sampleId: wanted } = store.state;
    // The visitor may have chosen another one meanwhile.
    if (wanted === sampleId && now === picture) await show(opened);
  } catch (error) {
    store.set({ error });
  }
}

/** Loads the visitor's own weights. @param {readonly File[]} files @returns {boolean} whether the files include weights. */
export function chooseCheckpoint(files) {
  const weights = files.find(({ name }) => name.endsWith('.safetensors'));
  if (!weights) return false;
  const metadata = files.find(({ name }) => name.endsWith('.json')) ?? null;
  navigate({ model: addOwn(weights, metadata) });
  return true;
}

/** Shows a sample from the gallery. @param {string} sample */
export function chooseSample(sample) {
  store.set({ error: null });
  // If it is already shown, run it again, which stops the camera.
  if (store.state.sampleId === sample && store.state.picture?.sampleId === sample) void run();
  else navigate({ sample });
}

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
  navigate({ sample: null });
  await shown;
}

/** @param {Picture} picture */
async function show(picture) {
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
    const classification = await network.classify(picture.blob, { topK: TOP, timeLayers: true, signal });
    if (store.state.network !== network || store.state.picture !== picture) return;
    store.set({ result: { picture, classification, modelId: networkId } });
  });
}
