import { undoCut } from '../../app/cuts.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/** Where the key means the text that is being written. */
const EDITABLE = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select';

/**
 * Ctrl+Z, or ⌘Z, takes back the last cut while its host is shown.
 *
 * @implements {ReactiveController}
 */
export class UndoKey {
  /** @param {ReactiveControllerHost} host */
  constructor(host) {
    host.addController(this);
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (key.toLowerCase() !== 'z' || ctrlKey === metaKey || shiftKey || altKey) return;
    const [target] = event.composedPath();
    if (target instanceof Element && target.matches(EDITABLE)) return;
    event.preventDefault();
    undoCut();
  };

  hostConnected() {
    window.addEventListener('keydown', this.#key);
  }

  hostDisconnected() {
    window.removeEventListener('keydown', this.#key);
  }
}
