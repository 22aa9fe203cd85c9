import { LitElement, css, html, nothing } from 'lit';
import { formatInteger } from '../app/format.js';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { reportOf, writeReport } from './report.js';

/** @import { Benchmark } from './benchmark.js' */
/** @import { Gpu, Machine } from './machine.js' */

/** Limits are powers of two. @param {number} bytes */
const formatLimit = (bytes) =>
  bytes < 2 ** 20 ? `${formatInteger(bytes / 2 ** 10)} KiB` : `${formatInteger(bytes / 2 ** 20)} MiB`;

/** What a benchmark ran on, and all of it as JSON to copy. */
class BenchmarkMachine extends LitElement {
  static properties = { benchmark: { attribute: false }, said: { state: true } };
  static styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-3) var(--space-5);
        margin: var(--space-3) 0 var(--space-4);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      details {
        margin-top: var(--space-3);
      }
      pre {
        max-height: 22rem;
        margin: var(--space-3) 0 0;
        padding: var(--space-3);
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--sunken);
      }
    `,
  ];
  store = new StoreController(this, []);
  #json = '';

  constructor() {
    super();
    /** @type {Benchmark | null} */
    this.benchmark = null;
    /** What copying came to. @type {'' | 'copied' | 'copyByHand'} */
    this.said = '';
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (!this.benchmark || !changed.has('benchmark')) return;
    const made = { version: import.meta.env.VERSION, date: new Date() };
    this.#json = writeReport(reportOf(this.benchmark, made));
    this.said = '';
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#json);
      this.said = 'copied';
    } catch {
      const details = this.renderRoot.querySelector('details');
      const pre = this.renderRoot.querySelector('pre');
      if (!details || !pre) return;
      details.open = true;
      pre.focus();
      getSelection()?.selectAllChildren(pre);
      this.said = 'copyByHand';
    }
  }

  /** @param {Gpu} gpu @returns {[string, unknown][]} */
  #gpu({ adapter, features, limits }) {
    const { machine } = text().engine.benchmark;
    const { description, vendor, architecture } = adapter;
    const name = [vendor, architecture].filter(Boolean).join(', ');
    return [
      [machine.gpu, html`<span lang="en">${description || name || machine.unnamed}</span>`],
      [machine.features, features.length ? html`<span lang="en">${features.join(', ')}</span>` : '–'],
      [machine.buffer, formatLimit(limits.maxBufferSize)],
      [machine.binding, formatLimit(limits.maxStorageBufferBindingSize)],
      [machine.threads, formatInteger(limits.maxComputeInvocationsPerWorkgroup)],
      [machine.shared, formatLimit(limits.maxComputeWorkgroupStorageSize)],
    ];
  }

  /** @param {Machine} machine @returns {[string, unknown][]} */
  #facts({ browser, cores, crossOriginIsolated, gpu }) {
    const words = text().engine.benchmark.machine;
    return [
      [words.browser, browser],
      [words.cores, formatInteger(cores)],
      [words.isolated, crossOriginIsolated ? words.yes : words.no],
      ...(gpu ? this.#gpu(gpu) : [/** @type {[string, unknown]} */ ([words.gpu, words.noGpu])]),
    ];
  }

  render() {
    const words = text().engine.benchmark;
    const { benchmark } = this;
    if (!benchmark) return nothing;
    return html`<h4>${words.machine.title}</h4>
      <dl>
        ${this.#facts(benchmark.machine).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      <p class="row">
        <button @click=${this.#copy}>${words.copy}</button>
        <span class="small" role="status">${this.said ? words[this.said] : ''}</span>
      </p>
      <details>
        <summary>${words.json}</summary>
        <pre tabindex="0" role="region" aria-label=${words.json} lang="en"><code>${this.#json}</code></pre>
      </details>`;
  }
}

customElements.define('benchmark-machine', BenchmarkMachine);
