import { html } from 'lit';
import { formatValue } from '../../app/format.js';

/** A map's numbers, row by row. @param {{ data: Float32Array, width: number, height: number }} map @param {string} label */
export function numberTable({ data, width, height }, label) {
  const rows = Array.from({ length: height }, (_, y) => [...data.subarray(y * width, (y + 1) * width)]);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((value) => html`<td>${formatValue(value)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
