// A connection that is pointed at or focused in one figure is marked in all of them. It is no part of the address.
import { readerNamed } from '../../app/connections.js';
import { store } from '../../app/store.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Linked } from '../../app/store.js' */
/** @import { Target } from '../cuts/targets.js' */

/** @param {Linked | null} linked */
function set(linked) {
  const { linked: now } = store.state;
  if (now?.reader === linked?.reader && now?.source === linked?.source) return;
  store.set({ linked });
}

/**
 * Marks the connection by which a layer reads what another one made; without a source, the layer itself.
 *
 * @param {Plan | null} plan @param {string} layer the final norm and the classifier are the same reader. @param {string | null} source
 */
export function link(plan, layer, source = null) {
  const reader = source === null || !plan ? layer : (readerNamed(plan, layer)?.layer ?? layer);
  set({ reader, source });
}

/** Marks a connection that is pointed at, or else the layer that is. @param {Plan | null} plan @param {Target | null} target @param {string | null} layer */
export function linkTarget(plan, target, layer) {
  if (target?.reader) link(plan, target.reader, target.maker);
  else if (layer) link(plan, layer);
  else unlink();
}

export const unlink = () => set(null);

/** For `data-link` of an element: a connection, or a layer. @param {Plan} plan @param {string} layer @param {string | null} [source] */
export const linkText = (plan, layer, source = null) =>
  source === null ? layer : `${readerNamed(plan, layer)?.layer ?? layer} ${source}`;

/** Whether an element shows what is marked: its own connection, or a layer that is marked or whose output is read. @param {Linked | null} linked @param {string} text of `data-link`. */
export function shows(linked, text) {
  if (!linked) return false;
  const [layer, source] = text.split(' ');
  if (source !== undefined) return linked.reader === layer && linked.source === source;
  return linked.source === null ? linked.reader === layer : linked.source === layer;
}
