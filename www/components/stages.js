/** @import { ReactiveControllerHost } from 'lit' */

/** Lets its host render its parts one after another, each in a task of its own, so that the page responds in between. */
export class Stages {
  /** How many parts may be rendered by now. */
  count = 0;
  #waits = false;

  /** @param {ReactiveControllerHost} host @param {number} total */
  constructor(host, total) {
    this.host = host;
    this.total = total;
  }

  get isComplete() {
    return this.count >= this.total;
  }

  /** Call it whenever the host has rendered. */
  advance() {
    if (this.isComplete || this.#waits) return;
    this.#waits = true;
    // After a paint.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#waits = false;
        this.count += 1;
        this.host.requestUpdate();
      }),
    );
  }
}
