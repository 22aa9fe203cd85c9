import { readerNamed } from '../../app/connections.js';
import { store } from '../../app/store.js';
import { link, unlink } from './links.js';
import { AXIS } from '../reuse/draw-reuse.js';

/** @import { BlockReuse, Plan } from 'densenet-web' */
/** @import { LitElement, ReactiveController } from 'lit' */
/** @import { Linked } from '../../app/store.js' */
/** @import { Cell } from '../reuse/draw-reuse.js' */

/** Where a connection is in a block's heat map; without a source, the reader's column. @param {Plan} plan @param {BlockReuse} block @param {Linked} linked */
export function placeOf(plan, { targets }, { reader, source }) {
  const column = targets.findIndex((target) => readerNamed(plan, target)?.layer === reader);
  const sources = readerNamed(plan, reader)?.sources ?? [];
  if (column < 0) return null;
  if (source === null) return { column, row: 0, rows: sources.length };
  const row = sources.findIndex(({ maker }) => maker === source);
  return row < 0 ? null : { column, row, rows: 1 };
}

/**
 * Marks the connection that another figure points at, without drawing the map again.
 *
 * @implements {ReactiveController}
 */
export class LinkedCell {
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {LitElement & { block: BlockReuse | null, side: number }} host with `.linked` in its map. */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#stop = store.subscribe((changed) => changed.has('linked') && this.hostUpdated());
  }

  hostDisconnected() {
    this.#stop?.();
  }

  /** A cell is pointed at or focused. @param {Cell | null} at */
  look(at) {
    const { plan } = store.state;
    const layer = at && this.host.block?.targets[at.column];
    const source = at && layer && plan ? readerNamed(plan, layer)?.sources[at.row] : null;
    if (layer && source) link(plan, layer, source.maker);
    else unlink();
  }

  hostUpdated() {
    const { block, side: cell, renderRoot } = this.host;
    const mark = /** @type {HTMLElement | null} */ (renderRoot.querySelector('.linked'));
    if (!mark || !block) return;
    const { plan, linked } = store.state;
    const place = plan && linked && placeOf(plan, block, linked);
    mark.hidden = !place;
    if (!place) return;
    Object.assign(mark.style, {
      left: `${AXIS.left + place.column * cell - 2}px`,
      top: `${AXIS.top + place.row * cell - 2}px`,
      width: `${cell + 3}px`,
      height: `${place.rows * cell + 3}px`,
    });
  }
}
