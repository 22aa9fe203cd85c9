// Parts that the panel's sections share: rows of facts, marks of origin, lists of names.
import { html, nothing } from 'lit';
import { text } from '../app/i18n.js';

/** @import { Source } from '../app/intake.js' */

/** Longer lists are folded. */
const FEW_NAMES = 8;

/** A text by an id that the package chose: ids that the page does not know are shown as they are. @param {Record<string, string>} words @param {string} id @param {string} [otherwise] */
export const wordFor = (words, id, otherwise = id) => (Object.hasOwn(words, id) ? words[id] : otherwise);

/** @param {Source | undefined} from */
export function badge(from) {
  if (!from) return nothing;
  const words = text().intake.sources;
  const { name, means } = Object.hasOwn(words, from) ? words[from] : { name: from, means: '' };
  return html`<span class="badge" data-from=${from} title=${means}>${name}</span>`;
}

/**
 * @param {string} name @param {unknown} value nothing: the row is left out.
 * @param {{ from?: Source | undefined, note?: unknown, id?: string }} [options]
 */
export function fact(name, value, { from, note = nothing, id } = {}) {
  if (value === nothing || value === undefined || value === null) return nothing;
  return html`<div class="fact" id=${id ?? nothing}>
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd class="mark">${badge(from)}</dd>
    ${note === nothing ? nothing : html`<dd class="note">${note}</dd>`}
  </div>`;
}

/** @param {readonly string[]} names */
const list = (names) =>
  html`<ul class="names">
    ${names.map((name) => html`<li><bdi>${name}</bdi></li>`)}
  </ul>`;

/** @param {readonly string[]} names @param {string} summary of a long list. */
export const nameList = (names, summary) =>
  names.length > FEW_NAMES
    ? html`<details>
        <summary>${summary}</summary>
        ${list(names)}
      </details>`
    : list(names);

/**
 * A sentence about something that the package found, or its id if the page does not know it.
 *
 * @param {Record<string, (values: any) => string>} sentences @param {string} id @param {object} values
 */
export const describe = (sentences, id, values) =>
  Object.hasOwn(sentences, id) ? sentences[id](values) : id;
