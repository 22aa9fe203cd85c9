import { LitElement, css, html, svg } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { cssColourOf } from '../staircase-colours.js';
import { viewSettings } from '../view-settings.js';

/** Small drawings of the diagram's parts, each with a text. */
const SIGNS = /** @type {const} */ ({
  reads: svg`<path class="old" d="M8 4h12v14H8z" /><path class="input" d="M8 12h12v6H8z" />
    <path class="gap" d="M8 8h12M8 12h12M8 15h12" />`,
  carried: svg`<path class="old" d="M2 4h8v14H2zM18 4h8v14h-8z" /><path class="old pale" d="M10 4h8v14h-8z" />`,
  added: svg`<path class="old" d="M2 10h8v8H2zM18 10h8v8h-8z" /><path class="old pale" d="M10 10h8v8h-8z" />
    <path class="new" d="M10 10C14 10 13 3 18 3H26V10z" />`,
  made: svg`<path class="old" d="M4 8h20v10H4z" /><path class="new" d="M4 3h20v5H4z" /><path class="outline" d="M4 3h20v5H4z" />`,
  means: svg`<path class="old" d="M9 2h10v8H9z" /><path class="outline" d="M9 12h8v7H9z" />`,
  arcs: svg`<path class="arc" d="M3 18C3 2 24 0 24 17" stroke-width="1.2" />
    <path class="arc" d="M12 18C12 8 24 6 24 17" stroke-width="3.4" />`,
  cut: svg`<path class="outline" d="M4 3h20v14H4z" /><path class="hatching" d="M4 10 11 3M4 17 18 3M11 17 24 4M18 17 24 11" />
    <path class="cross" d="M10 6l8 8M10 14l8-8" />`,
});

/** The colours that the diagram uses. @param {'input' | 'layer'} kind @param {number} index */
const legendColour = (kind, index) => cssColourOf({ kind, name: null, block: 1, index, of: 4, channels: 0 });
const COLOURS = {
  '--old': legendColour('layer', 2),
  '--new': legendColour('layer', 4),
  '--input': legendColour('input', 0),
};

/** How to read the diagram. */
class DiagramLegend extends LitElement {
  static styles = [
    shared,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
        padding: 0;
        list-style: none;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
      }
      svg {
        flex: none;
        width: 28px;
        height: 20px;
      }
      .old {
        fill: var(--old);
      }
      .new {
        fill: var(--new);
      }
      .input {
        fill: var(--input);
      }
      .outline {
        fill: none;
        stroke: var(--ink);
      }
      .hatching {
        stroke: var(--line-strong);
      }
      .cross {
        stroke: var(--ink);
        stroke-width: 2;
      }
      .pale {
        opacity: 0.42;
      }
      .gap {
        stroke: var(--surface);
      }
      .arc {
        fill: none;
        stroke: var(--old);
      }
    `,
  ];
  store = new StoreController(this, ['cuts', 'params']);

  render() {
    const words = text().growth.legend;
    const isCutting = this.store.state.cuts.length > 0 || viewSettings().tool !== 'select';
    const names = /** @type {(keyof typeof SIGNS)[]} */ (Object.keys(SIGNS));
    const signs = names.filter((name) => name !== 'cut' || isCutting);
    return html`<ul aria-label=${words.label} style=${styleMap(COLOURS)}>
      ${signs.map(
        (name) =>
          html`<li><svg viewBox="0 0 28 20" aria-hidden="true">${SIGNS[name]}</svg>${words[name]}</li>`,
      )}
    </ul>`;
  }
}

customElements.define('diagram-legend', DiagramLegend);
