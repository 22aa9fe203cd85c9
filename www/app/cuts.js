// Cuts of the loaded network. The URL holds them; every change is a new URL, which the network and the store follow.
import { TOP } from '../constants.js';
import { applyCuts } from './apply-cuts.js';
import { decode, encode } from './cut-address.js';
import {
  sameCuts,
  toggleChannel,
  toggleConnection,
  toggleOnlyPredecessor,
  toggleOutput,
} from './cut-edits.js';
import { text } from './i18n.js';
import { hasClassifier } from './intake.js';
import { navigate } from './router.js';
import { run } from './runs.js';
import { store } from './store.js';
import { runTask } from './tasks.js';
import { keepWholeAnswer } from './whole-answers.js';

/** @import { Cut, Plan } from 'densenet-web' */
/** @import { Key } from './store.js' */

/** Changes the cuts; they can be undone. @param {(plan: Plan, cuts: readonly Cut[]) => readonly Cut[]} edit */
function change(edit) {
  const { plan, cuts, cutText, undoableCuts } = store.state;
  if (!plan) return;
  const next = encode(plan, edit(plan, cuts));
  if (next === cutText) return;
  store.set({ undoableCuts: [...undoableCuts, cutText], droppedCuts: 0 });
  navigate({ cuts: next }, { replace: true });
}

/** Cuts a connection, or restores it. @param {string} layer @param {string} from */
export const switchConnection = (layer, from) =>
  change((plan, cuts) => toggleConnection(plan, cuts, layer, from));

/** Cuts a layer's output, or restores it. @param {string} layer */
export const switchOutput = (layer) => change((plan, cuts) => toggleOutput(plan, cuts, layer));

/** Cuts a channel of a layer's output, or restores it. @param {string} layer @param {number} channel */
export const switchChannel = (layer, channel) => change((_, cuts) => toggleChannel(cuts, layer, channel));

/** Makes every layer read only its predecessor, or restores the other connections. */
export const switchOnlyPredecessor = () => change(toggleOnlyPredecessor);

export const restoreAll = () => change(() => []);

/** Takes back the last change. */
export function undoCut() {
  const { undoableCuts } = store.state;
  const before = undoableCuts.at(-1);
  if (before === undefined) return;
  store.set({ undoableCuts: undoableCuts.slice(0, -1) });
  navigate({ cuts: before }, { replace: true });
}

/** Makes the store and the network follow the URL. @param {ReadonlySet<Key>} changed */
export async function followCuts(changed) {
  const { network, networkId, modelId, plan, cutText, cuts: before } = store.state;
  if (changed.has('modelId'))
    store.set({ droppedCuts: networkId === modelId ? 0 : before.length, undoableCuts: [] });
  // While another network is loaded, the cuts are still those of the former one.
  if (!network || !plan || networkId !== modelId) return;
  const cuts = decode(plan, cutText);
  if (sameCuts(cuts, before)) return;
  store.set({ cuts });
  // The camera's next frame is run with them.
  if (store.state.busy?.kind !== 'camera') await rerun();
}

/** Computes the last pass again, from the first change on. */
async function rerun() {
  const { result: outdated } = store.state;
  const done = await runTask('run', text().cuts.rerunning, async ({ signal }) => {
    const { network, result, cuts } = store.state;
    if (!network || !result || !hasClassifier(network)) return false;
    await applyCuts(network, cuts);
    const [classification] = await network.rerun({ topK: TOP, signal });
    if (store.state.network !== network || store.state.result !== result) return true;
    const next = { ...result, classification, cuts };
    keepWholeAnswer(next);
    store.set({ result: next });
    return true;
  });
  // Nothing to repeat, or only without a classifier.
  if (done === false && store.state.picture) await run();
  // Cancelled: what is shown is not what the network is now.
  if (done === undefined && outdated && store.state.result === outdated) store.set({ result: null });
}
