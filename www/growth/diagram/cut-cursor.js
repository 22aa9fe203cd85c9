// Choosing a strip or an arc of the diagram with the pointer or the keys, and cutting it.
import { clamp } from '../../app/clamp.js';
import { readerNamed } from '../../app/connections.js';
import { CutExtents } from '../../app/cut-edits.js';
import { switchConnection, switchOutput } from '../../app/cuts.js';
import { store } from '../../app/store.js';
import { connectionOf, sameTarget } from '../cuts/targets.js';
import { columnAt, hit, targetsIn } from './hit.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Target, Tool } from '../cuts/targets.js' */
/** @import { Point } from './arcs.js' */
/** @import { Place } from './hit.js' */
/** @import { Column, Layout } from './layout.js' */
/** @import { PaintOptions } from './paint.js' */

/** @typedef {{ plan: Plan | null, layout: Layout | null, tool: Tool, selected: string }} Host */

/** Cuts what is whole, restores what is cut. @param {Target} target */
function switchTarget({ reader, from, maker }) {
  if (reader === null) switchOutput(maker);
  else switchConnection(reader, from);
}

export class CutCursor {
  /** @type {Target | null} */
  target = null;
  /** The position of the strip in the focused column that the keys have reached; null: the topmost. @type {number | null} */
  #strip = null;

  /** @param {Host} host @param {(target: Target | null) => void} moved */
  constructor(host, moved) {
    this.host = host;
    this.moved = moved;
  }

  /** Where things can be cut; null while a click selects. @returns {Place | null} */
  get #place() {
    const { plan, layout, tool } = this.host;
    return plan && layout && tool !== 'select' ? { plan, layout, tool } : null;
  }

  /** @param {Target | null} target */
  #set(target) {
    if (sameTarget(this.target, target)) return;
    this.target = target;
    this.moved(target);
  }

  clear = () => this.#set(null);

  /** The place of the pointer. @param {MouseEvent} event in the list of layers. */
  #at({ currentTarget, clientX, clientY }) {
    const { left, top } = /** @type {Element} */ (currentTarget).getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** What is there. @param {Place} place @param {Point} point */
  #hit(place, point) {
    const chosen = place.layout.columns.find(({ step }) => step.layer.name === this.host.selected);
    return hit(place, point, chosen ?? null);
  }

  /** Follows the pointer. @param {MouseEvent} event in the list of layers. @returns {Column | null} the column whose strips are there. */
  point(event) {
    const place = this.#place;
    if (!place) return null;
    const point = this.#at(event);
    this.#set(this.#hit(place, point));
    return columnAt(place.layout, point);
  }

  /** The connection that is pointed at, whatever a click does. @param {MouseEvent} event in the list of layers. @returns {Target | null} */
  connection(event) {
    const { plan, layout } = this.host;
    return plan && layout ? this.#hit({ plan, layout, tool: 'connection' }, this.#at(event)) : null;
  }

  /** Cuts what is there, or restores it. */
  use() {
    if (this.target) switchTarget(this.target);
  }

  /** The focus is on another column, which has other strips. @param {Column | null} column */
  focus(column) {
    const place = this.#place;
    if (!place) return;
    const targets = column ? targetsIn(place, column) : [];
    this.#set(targets[Math.min(this.#strip ?? Infinity, targets.length - 1)] ?? null);
  }

  /** Up and down choose a strip, Enter cuts it. @param {Column} column @param {string} key @returns {boolean} whether it means something here. */
  key(column, key) {
    const place = this.#place;
    if (!place) return false;
    const by = { ArrowUp: 1, ArrowDown: -1 }[key];
    if (by) {
      const targets = targetsIn(place, column);
      const at = targets.findIndex((target) => sameTarget(target, this.target));
      this.#strip = clamp(at + by, 0, Math.max(0, targets.length - 1));
      this.#set(targets[this.#strip] ?? null);
    } else if (key === 'Enter' || key === ' ') this.use();
    else return false;
    return true;
  }

  /** What is cut, for drawing. @returns {Pick<PaintOptions, 'target' | 'extent' | 'outputExtent' | 'readerOf'>} */
  get marks() {
    const { plan } = this.host;
    const extents = new CutExtents(store.state.cuts);
    return {
      target: this.target,
      extent: (step, origin) => {
        const target = plan && connectionOf(plan, step, origin);
        return target?.reader ? extents.connection(target.reader, target) : null;
      },
      outputExtent: (maker) => extents.output(maker),
      readerOf: ({ layer }) => (plan ? readerNamed(plan, layer.name)?.layer : undefined),
    };
  }
}
