import { html, svg } from 'lit';
import { text } from '../../app/i18n.js';

/** The outputs x₀ to x₃ of each wiring. */
const NODES = [0, 1, 2, 3];
const GAP = 54;
const at = (/** @type {number} */ node) => 16 + node * GAP;

/** The connections that skip layers, from and to. @type {Record<'plain' | 'residual' | 'dense', readonly (readonly [number, number])[]>} */
const SKIPS = {
  plain: [],
  residual: [
    [0, 1],
    [1, 2],
    [2, 3],
  ],
  dense: [
    [0, 2],
    [1, 3],
    [0, 3],
  ],
};

/** @param {readonly [number, number]} skip */
function arc([from, to]) {
  const [start, end] = [at(from), at(to)];
  const height = 10 + 14 * (to - from);
  return svg`<path class="skip" d=${`M${start} 36C${start + 8} ${36 - height} ${end - 8} ${36 - height} ${end} 36`} />`;
}

/** @param {'plain' | 'residual' | 'dense'} kind */
function wiring(kind) {
  const words = text().story.wirings;
  return html`<figure>
    <svg viewBox="0 0 194 62" aria-hidden="true">
      ${NODES.slice(1).map((node) => svg`<path class="line" d=${`M${at(node - 1) + 9} 46H${at(node) - 9}`} />`)}
      ${SKIPS[kind].map(arc)}
      ${NODES.map((node) =>
        kind === 'dense'
          ? NODES.slice(0, node + 1).map(
              (part) =>
                svg`<rect class=${`part p${part}`} x=${at(node) - 9} y=${55 - (part + 1) * 4.5} width="18" height="4.5" />`,
            )
          : svg`<rect class=${`part p${kind === 'plain' ? node : 9}`} x=${at(node) - 9} y="37" width="18" height="18" />`,
      )}
      ${
        kind === 'residual'
          ? NODES.slice(1).map((node) => svg`<text x=${at(node)} y="51" text-anchor="middle">+</text>`)
          : ''
      }
    </svg>
    <figcaption><b>${words[kind].name}</b> ${words[kind].about}</figcaption>
  </figure>`;
}

/** The three ways to connect layers: chain, addition, concatenation. */
export const wirings = () =>
  html`<div class="wirings">${wiring('plain')}${wiring('residual')}${wiring('dense')}</div>`;
