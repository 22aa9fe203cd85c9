import { html } from 'lit';
import { text } from '../../app/i18n.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { Cell } from './draw-reuse.js' */

/** @param {BlockReuse} block @param {number} column */
export function readerName({ targets, sources, block }, column) {
  const words = text().growth.reuse;
  if (column < sources.length - 1) return words.layer(column + 1);
  return targets[column] === 'classifier' ? words.classifier : words.transition(block);
}

/** @param {number} row */
export function sourceName(row) {
  const words = text().growth.reuse;
  return row === 0 ? words.input : words.layer(row);
}

/** A heat map's numbers. @param {BlockReuse} block @param {string} label @param {(value: number, cell: Cell) => string} format */
export function reuseTable(block, label, format) {
  const { sources, targets, values } = block;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>
          <th scope="col">${text().growth.reuse.source}</th>
          ${targets.map((_, column) => html`<th scope="col">${readerName(block, column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${sources.map(
          (_, row) =>
            html`<tr>
              <th scope="row">${sourceName(row)}</th>
              ${values.map((of, column) => {
                const value = of[row] ?? null;
                return html`<td>${value === null ? '' : format(value, { row, column })}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
