import { LitElement, css, html, nothing } from 'lit';
import { explain } from '../app/errors.js';
import { text } from '../app/i18n.js';
import { findModel } from '../app/models.js';
import { store, StoreController } from '../app/store.js';
import { cancel } from '../app/tasks.js';
import { shared } from '../styles/shared.js';
import './cut-status.js';

/** The running task with its progress and a cancel button, and error messages. */
class StatusBar extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        position: sticky;
        bottom: 0;
        z-index: 5;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--gutter);
        border-top: 1px solid var(--line);
        background: var(--surface);
        font-size: var(--text-m);
      }
      .bar.bad {
        background: var(--bad-soft);
        border-color: var(--bad);
      }
      .words {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .assumed {
        background: var(--warn-soft);
        border-color: var(--warn);
      }
      .bad strong {
        color: var(--bad);
      }
      summary {
        color: inherit;
        font-size: inherit;
        text-decoration: underline;
      }
      progress {
        flex: 0 1 14rem;
        height: 0.5rem;
        accent-color: var(--accent);
      }
      button:not(.link) {
        min-height: 2.1rem;
      }
    `,
  ];
  store = new StoreController(this, ['busy', 'error', 'facts', 'networkId', 'refused']);

  /** While the network is one whose names don't say how to read it. */
  #assumed() {
    const { facts, networkId } = this.store.state;
    if (!facts?.assumed) return nothing;
    const words = text().shell;
    return html`<section class="bar assumed" aria-label=${words.models.label}>
      <span class="words small">
        ${words.assumed(findModel(networkId ?? '')?.name ?? '')}
        <button class="link" @click=${() => store.set({ intake: 'network' })}>${words.models.about}</button>
      </span>
    </section>`;
  }

  render() {
    const words = text().shell;
    const { busy, error, refused } = this.store.state;
    const problem = error === null ? null : explain(error);
    return html`
      ${this.#assumed()}
      <cut-status></cut-status>
      <div class="visually-hidden" role="status">${busy && busy.kind !== 'camera' ? busy.label : ''}</div>
      ${
        busy
          ? html`<section class="bar" aria-label=${words.status}>
              <span class="words"> ${busy.label} <span class="soft small number">${busy.detail}</span> </span>
              <progress aria-label=${busy.label} max="1" value=${busy.progress ?? nothing}></progress>
              <button @click=${cancel}>${words.cancel}</button>
            </section>`
          : nothing
      }
      <div role="alert">
        ${
          problem
            ? html`<div class="bar bad">
                <div class="words">
                  <strong>${problem.message}</strong>
                  ${
                    problem.detail
                      ? html`<details class="small">
                          <summary>${words.details}</summary>
                          ${problem.detail}
                        </details>`
                      : nothing
                  }
                </div>
                ${
                  refused?.error === error
                    ? html`<button @click=${() => store.set({ intake: 'refused' })}>
                        ${words.models.about}
                      </button>`
                    : nothing
                }
                <button @click=${() => store.set({ error: null })}>${words.dismiss}</button>
              </div>`
            : nothing
        }
      </div>
    `;
  }
}

customElements.define('status-bar', StatusBar);
