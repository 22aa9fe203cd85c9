// Enters, changes and leaves the story. Each step is a complete state, in the address: what it does not use is off.
import { navigate } from '../../app/router.js';
import { read, write } from '../../app/settings.js';
import { store } from '../../app/store.js';
import { STORY, placeOf } from './steps.js';

/** @import { Plan } from 'densenet-web' */

/** What the visitor had chosen before the story. */
const NOTHING = {
  modelId: '',
  address: {
    layer: /** @type {string | null} */ (null),
    channel: /** @type {number | null} */ (null),
    class: /** @type {number | null} */ (null),
    cuts: /** @type {string | null} */ (null),
    params: /** @type {Record<string, string>} */ ({}),
  },
  undoableCuts: /** @type {readonly string[]} */ ([]),
};

/** @type {typeof NOTHING} */
let before = NOTHING;

function remember() {
  const { modelId, selectedLayer, selectedChannel, selectedClass, cutText, params, undoableCuts } =
    store.state;
  const chosen = { layer: selectedLayer, channel: selectedChannel, class: selectedClass };
  before = { modelId, address: { ...chosen, cuts: cutText || null, params }, undoableCuts };
}

/** Shows a step; the first one opens the story. @param {Plan} plan @param {number} number from 1. @param {{ replace?: boolean }} [options] */
export function goTo(plan, number, options) {
  if (store.state.story === null) remember();
  const place = placeOf(number);
  // What it selects at first does not depend on what is measured.
  const { layer } = STORY[place].of(plan, () => undefined);
  const off = { channel: null, class: null, cuts: null, params: {} };
  store.set({ wantedPass: { direction: 'forward', plays: false } });
  write('story', String(place + 1));
  navigate({ view: 'growth', story: place + 1, layer, ...off }, options);
}

/** Closes the story and restores what was before, unless that belongs to another network. */
export function leave() {
  const { address, undoableCuts } = before.modelId === store.state.modelId ? before : NOTHING;
  before = NOTHING;
  store.set({ wantedPass: { direction: 'forward', plays: false } });
  navigate({ story: null, ...address });
  store.set({ undoableCuts });
}

/** Closes the story at its end: the next visit starts from the beginning. */
export function finish() {
  write('story', '');
  leave();
}

/** The step to go on with; null where there is none. @returns {number | null} */
export function lastStep() {
  const number = Number(read('story') ?? '');
  return number > 1 && number <= STORY.length ? number : null;
}
