// The ideas' equations, in HTML: MathML needs a maths font, which many machines lack. The texts contain the spoken
// form of each.
import { html } from 'lit';

/** @import { TemplateResult } from 'lit' */

/** @param {string} name @param {unknown} [index] */
const symbol = (name, index) =>
  html`<var>${name}</var>${index === undefined ? '' : html`<sub>${index}</sub>`}`;

const ell = symbol('ℓ');
const k = symbol('k');
const L = symbol('L');
const m = symbol('m');
const theta = symbol('θ');
const first = symbol('k', 0);
const output = symbol('x', ell);
const former = symbol('x', html`${ell}−1`);
const operation = symbol('H', ell);
const nine = html`3<sup>2</sup>`;
const half = html`<span class="fraction"><span>${L}(${L} + 1)</span><span>2</span></span>`;

/** Each with the key of its name and its spoken form in the texts. @type {Record<string, [string, TemplateResult][]>} */
export const EQUATIONS = {
  connectivity: [
    ['plain', html`${output} = ${operation}(${former})`],
    ['residual', html`${output} = ${operation}(${former}) + ${former}`],
    ['dense', html`${output} = ${operation}([${symbol('x', 0)}, ${symbol('x', 1)}, …, ${former}])`],
  ],
  growth: [['channels', html`${symbol('m', ell)} = ${first} + (${ell} − 1) · ${k}`]],
  bottleneck: [
    ['without', html`${m} · ${k} · ${nine}`],
    ['with', html`${m} · 4${k} + 4${k} · ${k} · ${nine}`],
  ],
  transition: [['kept', html`⌊${theta}${m}⌋, 0 &lt; ${theta} ≤ 1`]],
  activation: [['layer', html`${operation}(${symbol('x')}) = Conv(ReLU(BN(${symbol('x')})))`]],
  supervision: [],
  memory: [
    ['concatenated', html`${L}${first} + ${half} · ${k}`],
    ['once', html`${first} + ${L}${k}`],
  ],
};
