import { LitElement, css, html, nothing } from 'lit';
import { clearRows } from '../app/batch.js';
import { download } from '../app/download.js';
import { formatTime } from '../app/format.js';
import { text } from '../app/i18n.js';
import { isRejected } from '../app/intake.js';
import { chooseRow, runBatch } from '../app/runs.js';
import { StoreController } from '../app/store.js';
import { firstGuess, guessOf } from '../components/guess.js';
import { shared } from '../styles/shared.js';
import { toCsv, toJson } from './export.js';

/** @import { Row } from '../app/store.js' */

/** A table of several images: one row each, with a thumbnail and the top two classes. */
class BatchTable extends LitElement {
  static styles = [
    shared,
    css`
      .head {
        justify-content: space-between;
        margin-bottom: var(--space-4);
      }
      .card {
        padding: clamp(var(--space-3), 3vw, var(--space-5));
      }
      .scroll {
        max-height: min(30rem, 60vh);
        overflow-y: auto;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--surface);
      }
      .picture {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        width: 100%;
        height: auto;
        min-height: 3.5rem;
        padding: 0;
        justify-content: flex-start;
        text-align: start;
        border: 0;
        background: none;
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      .picture:not(:disabled) {
        text-decoration: underline;
        text-decoration-color: var(--line-strong);
        text-underline-offset: 0.2em;
      }
      .thumbnail {
        flex: none;
        width: 3.5rem;
        height: 3.5rem;
        border-radius: var(--radius-s);
        background: var(--sunken);
        object-fit: contain;
      }
      .failed {
        color: var(--bad);
      }
      .none strong {
        color: var(--warn);
      }
      tr.now {
        background: var(--accent-soft);
      }
      td.number {
        white-space: nowrap;
      }
      @media (max-width: 40rem) {
        .thumbnail {
          width: 2.75rem;
          height: 2.75rem;
        }
        th,
        td {
          padding-inline: var(--space-1);
        }
        .rest {
          display: none;
        }
      }
    `,
  ];
  store = new StoreController(this, ['rows', 'busy', 'network', 'picture']);

  /** @param {'csv' | 'json'} kind */
  #download(kind) {
    const { rows, network } = this.store.state;
    if (kind === 'csv') download('predictions.csv', toCsv(rows), 'text/csv');
    else download('predictions.json', toJson(rows, network), 'application/json');
  }

  /** @param {Row} row */
  #row(row) {
    const words = text().classify;
    const { classification: seen, status } = row;
    const second = seen?.predictions[1];
    return html`<tr class=${row.blob === this.store.state.picture?.blob ? 'now' : ''} data-status=${status}>
      <td>
        <button
          class="picture"
          aria-label=${words.look(row.name)}
          ?disabled=${status !== 'done'}
          @click=${() => chooseRow(row)}
        >
          ${
            row.thumbnail
              ? html`<img class="thumbnail" src=${row.thumbnail} alt="" />`
              : html`<span class="thumbnail"></span>`
          }
          <span>${row.name}</span>
        </button>
      </td>
      <td>
        ${
          status === 'done'
            ? html`<span class=${isRejected(seen) ? 'none' : ''}>${firstGuess(seen)}</span>`
            : html`<span class=${status}>${row.error ?? words.status[status]}</span>`
        }
      </td>
      <td class="rest ${isRejected(seen) ? 'soft' : ''}">${second ? guessOf(second) : ''}</td>
      <td class="number rest">${seen ? formatTime(seen.timings.run) : ''}</td>
    </tr>`;
  }

  render() {
    const words = text().classify;
    const { rows, busy, network } = this.store.state;
    const done = rows.filter(({ status }) => status === 'done' || status === 'failed').length;
    const failed = rows.filter(({ status }) => status === 'failed').length;
    const stopped = done < rows.length && !busy && network;
    return html`<section class="card" aria-labelledby="title">
      <div class="row head">
        <h3 id="title" class="number">${words.several(done, rows.length, failed)}</h3>
        <div class="row">
          ${stopped ? html`<button class="primary" @click=${runBatch}>${words.resume}</button>` : nothing}
          <button ?disabled=${done === 0} @click=${() => this.#download('csv')}>${words.csv}</button>
          <button ?disabled=${done === 0} @click=${() => this.#download('json')}>${words.json}</button>
          <button class="quiet" ?disabled=${busy !== null} @click=${clearRows}>${words.clear}</button>
        </div>
      </div>
      <div class="scroll">
        <table>
          <caption class="visually-hidden">
            ${words.severalCaption}
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.table.picture}</th>
              <th scope="col">${words.table.first}</th>
              <th scope="col" class="rest">${words.table.second}</th>
              <th scope="col" class="rest">${words.table.time}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}

customElements.define('batch-table', BatchTable);
