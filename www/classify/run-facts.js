import { LitElement, css, html, nothing } from 'lit';
import { formatTime } from '../app/format.js';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { engineReason } from '../components/engine-reason.js';
import { shared } from '../styles/shared.js';

/** @import { Timings } from 'densenet-web' */

/** Which engine ran, why, and how long each step took. */
class RunFacts extends LitElement {
  static properties = { timings: { attribute: false } };
  static styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(5.6rem, 1fr));
        gap: var(--space-3);
      }
      .wide {
        grid-column: 1 / -1;
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .time {
        font-size: var(--text-l);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  store = new StoreController(this, ['network', 'result']);

  constructor() {
    super();
    /** @type {Timings | null} */
    this.timings = null;
  }

  render() {
    const words = text().classify;
    const { network } = this.store.state;
    if (!network) return nothing;
    const { engine, stats } = network;
    /** @type {[string, number | null | undefined][]} */
    const times = [
      [words.load, stats.load],
      [words.firstRun, stats.firstRun],
      [words.thisRun, this.timings?.run],
      [words.decode, this.timings?.decode],
      [words.preprocess, this.timings?.preprocess],
    ];
    return html`<dl>
      <div class="wide">
        <dt>${words.engine}</dt>
        <dd><strong>${text().names.engines[engine.kind]}</strong> · ${engine.adapter}</dd>
        <dd class="small soft">${engineReason(engine)}</dd>
      </div>
      ${times.map(
        ([name, time]) =>
          html`<div>
            <dt>${name}</dt>
            <dd class="time">${time == null ? '–' : formatTime(time)}</dd>
          </div>`,
      )}
    </dl>`;
  }
}

customElements.define('run-facts', RunFacts);
