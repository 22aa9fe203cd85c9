import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { CutExtents } from '../../app/cut-edits.js';
import { switchConnection, switchOutput } from '../../app/cuts.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { originName } from '../origin-name.js';
import { cssColourOf } from '../staircase-colours.js';
import { connectionOf, extentOf, outputOf } from './targets.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Step } from '../structure.js' */
/** @import { Target } from './targets.js' */

/** Switches for the selected layer's connections and its output. */
class LayerCuts extends LitElement {
  static properties = { plan: { attribute: false }, step: { attribute: false } };
  static styles = [
    shared,
    css`
      details[open] summary {
        margin-bottom: var(--space-2);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        min-width: 0;
        margin: var(--space-3) 0 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 var(--space-1);
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 2rem;
        padding: 0 var(--space-2);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        font-size: var(--text-s);
        cursor: pointer;
      }
      label:has(input:not(:checked)) {
        border-style: dashed;
        color: var(--ink-soft);
        text-decoration: line-through;
      }
      input {
        margin: 0;
        accent-color: var(--accent);
      }
      i {
        width: 0.7rem;
        height: 0.7rem;
        border-radius: 2px;
      }
    `,
  ];
  store = new StoreController(this, ['cuts']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Step | null} */
    this.step = null;
  }

  /** @param {string} name @param {string} colour @param {Target} target @param {() => void} toggle */
  #switch(name, colour, target, toggle) {
    const extent = this.plan && extentOf(this.plan, new CutExtents(this.store.state.cuts), target);
    return html`<label>
      <input
        type="checkbox"
        .checked=${extent !== 'all'}
        .indeterminate=${extent !== 'all' && extent !== null}
        @change=${toggle}
      />
      <i style=${styleMap({ background: colour })}></i>${name}
    </label>`;
  }

  render() {
    const words = text().cuts.layer;
    const { plan, step } = this;
    if (!plan || !step) return nothing;
    const output = outputOf(plan, step.makes.name);
    const reads = step.reads.flatMap((origin) => {
      const target = connectionOf(plan, step, origin);
      return target ? { origin, target } : [];
    });
    return html`<details>
      <summary>${words.title}</summary>
      <p class="small soft">${reads.length > 0 || output ? words.lede : words.none}</p>
      ${
        reads.length > 0
          ? html`<fieldset>
              <legend>${words.reads}</legend>
              ${reads.map(({ origin, target }) =>
                this.#switch(originName(origin), cssColourOf(origin), target, () =>
                  switchConnection(target.reader ?? '', target.from),
                ),
              )}
            </fieldset>`
          : nothing
      }
      ${
        output
          ? html`<fieldset>
              <legend>${words.makes}</legend>
              ${this.#switch(originName(step.makes), cssColourOf(step.makes), output, () =>
                switchOutput(output.maker),
              )}
            </fieldset>`
          : nothing
      }
    </details>`;
  }
}

customElements.define('layer-cuts', LayerCuts);
