// Keeps the network, the picture and the URL in sync: follows the URL, loads the model that it names, and runs the
// picture through it. Views call `navigate` and the functions of `runs.js`, and read the store.
import { DEFAULTS, FIRST_SAMPLE } from '../constants.js';
import { applyCuts } from './apply-cuts.js';
import { decode, encode } from './cut-address.js';
import { followCuts } from './cuts.js';
import { formatBytes } from './format.js';
import { text } from './i18n.js';
import { configure, factsOf, factsOfError, keepOrigins } from './intake.js';
import { addOwn, configurationOf, findModel, isKept, keepConfiguration, loadOptions } from './models.js';
import { networkTitle } from './names.js';
import { loadPackage } from './package.js';
import { openPicture, openSample, SAMPLES } from './pictures.js';
import { navigate } from './router.js';
import { chooseFiles, run, show } from './runs.js';
import { store } from './store.js';
import { runTask } from './tasks.js';

/** @import { DenseNet, EngineChoice, LoadProgress } from 'densenet-web' */
/** @import { Configuration } from './intake.js' */
/** @import { Key } from './store.js' */
/** @import { Model, OwnFiles } from './models.js' */
/** @import { Task } from './tasks.js' */

/** The engine choice that the network was loaded with. @type {EngineChoice} */
let loadedChoice = 'auto';
/** Counts loads: a load that fails after another one has started does not restore the URL. */
let loads = 0;
/** The pictures that came with a model's files, by its id: they wait for it. @type {Map<string, readonly File[]>} */
const waiting = new Map();

/** Starts following the URL. */
export function startSession() {
  store.subscribe(follow);
  void (store.state.photo ? followPhoto() : followSample());
  void followModel();
}

/** @param {ReadonlySet<Key>} changed */
function follow(changed) {
  if (changed.has('modelId') || changed.has('engineChoice')) void followModel();
  if (changed.has('network') || changed.has('modelId') || changed.has('cutText')) void followCuts(changed);
  if (changed.has('sampleId') && store.state.sampleId) void followSample();
  if (changed.has('photo') && store.state.photo) void followPhoto();
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
  const { networkId, plan, cuts } = store.state;
  navigate({ model: networkId ?? DEFAULTS.model, cuts: plan && encode(plan, cuts) }, { replace: true });
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
  const label = text().shell.loading(networkTitle(model.name, model.files?.assume === true));
  const done = await runTask('load', label, async (task) => {
    const [{ DenseNet }, options] = await Promise.all([loadPackage(), loadOptions(model)]);
    const { signal } = task;
    const onProgress = (/** @type {LoadProgress} */ progress) => reportLoad(task, progress);
    const network = await DenseNet.load({ ...options, engine, signal, onProgress }).catch((error) => {
      failure = error;
      throw error;
    });
    if (signal.aborted) return network.dispose();
    const configuration = configurationOf(model.id);
    if (configuration) await configure(network, configuration);
    if (store.state.modelId === model.id) await applyCuts(network, decode(network.plan, store.state.cutText));
    loadedChoice = engine;
    replaceNetwork(network, model);
    return true;
  });
  if (!done && turn === loads) putBack(model, engine, failure);
  const pictures = waiting.get(model.id);
  waiting.delete(model.id);
  if (done && pictures?.length) await chooseFiles(pictures);
  else if (store.state.picture && !store.state.result && !store.state.busy) await run();
}

/**
 * Corrects the URL after a failed load: it gets the current network, or else one that can be loaded.
 *
 * @param {Model} model @param {EngineChoice} engine @param {unknown} failure null when it was cancelled.
 */
function putBack({ id, files }, engine, failure) {
  const { modelId, engineChoice, networkId, error, plan, cuts } = store.state;
  if (modelId !== id || engineChoice !== engine) return;
  const { code } = /** @type {{ code?: unknown }} */ (failure ?? {});
  // A link may name an engine that this machine does not have.
  const lacksEngine = engine !== 'auto' && (code === 'no-webgpu' || code === 'gpu-error');
  // The current network is still cut as it was.
  const former = plan && encode(plan, cuts);
  if (networkId) navigate({ model: networkId, engine: loadedChoice, cuts: former }, { replace: true });
  else if (lacksEngine) navigate({ engine: 'auto' }, { replace: true });
  else if (id !== DEFAULTS.model) navigate({ model: DEFAULTS.model }, { replace: true });
  store.set({ error });
  if (!files || !failure) return;
  const facts = factsOfError(failure);
  store.set({
    refused: { files, pictures: waiting.get(id) ?? [], facts, error: failure },
    intake: 'refused',
  });
}

/** @param {DenseNet} network @param {Model} model */
function replaceNetwork(network, { id: networkId, files }) {
  const former = store.state.network;
  const facts = factsOf(network);
  store.set({
    network,
    networkId,
    plan: network.plan,
    cuts: network.cuts,
    facts,
    refused: null,
    result: null,
  });
  former?.dispose();
  if (facts?.assumed && files) store.set({ intake: 'network' });
}

/**
 * Changes what the loaded network's metadata say, then runs the picture again.
 *
 * @param {Configuration} configuration @param {{ keep?: boolean }} [options] `keep`: values that don't change keep their origin.
 * @returns {Promise<boolean>} whether the network took it.
 */
export async function reconfigure(configuration, { keep = false } = {}) {
  const done = await runTask('other', text().shell.configuring, async () => {
    const { network, networkId, facts: before } = store.state;
    if (!network || !networkId) return false;
    await configure(network, configuration);
    keepConfiguration(networkId, configuration);
    const after = factsOf(network);
    const facts = keep && before && after ? keepOrigins(before, after) : after && { ...after };
    store.set({ facts, plan: network.plan, result: null });
    return true;
  });
  if (done) await run();
  return done ?? false;
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

/** Shows the picture that the link holds. */
async function followPhoto() {
  const { photo } = store.state;
  if (!photo) return;
  try {
    const { decodePhoto } = await import('./share/photo.js');
    const opened = await openPicture(decodePhoto(photo), text().share.sharedPicture);
    if (store.state.photo === photo) await show(opened);
  } catch (error) {
    store.set({ error });
    navigate({ photo: null }, { replace: true });
    if (!store.state.picture) await followSample();
  }
}

/** Loads the visitor's own checkpoint, then runs the pictures that came with it. @param {OwnFiles} files @param {readonly File[]} pictures */
export function chooseCheckpoint(files, pictures) {
  const { id } = addOwn(files);
  waiting.set(id, pictures);
  navigate({ model: id });
}

/** Loads the refused checkpoint as torchvision would read it. */
export function assumeRefused() {
  const { refused } = store.state;
  if (!refused) return;
  store.set({ intake: null });
  chooseCheckpoint({ ...refused.files, assume: true }, refused.pictures);
}

/** Shows a sample from the gallery. @param {string} sample */
export function chooseSample(sample) {
  store.set({ error: null });
  // If it is already shown, run it again, which stops the camera.
  if (store.state.sampleId === sample && store.state.picture?.sampleId === sample) void run();
  else navigate({ sample, photo: null });
}
