import { LitElement, css, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { href } from '../app/router.js';
import { linkNow } from '../app/share/link.js';
import { randomNetwork } from '../app/random-model.js';
import { store, StoreController } from '../app/store.js';
import { PrintController } from '../components/print-controller.js';
import { shared } from '../styles/shared.js';
import './download-offer.js';
import './drop-hint.js';
import './present-bar.js';
import './site-header.js';
import './status-bar.js';

/** @import { View } from '../app/store.js' */

/** Each view is a separate element, loaded when it is first shown. @type {Record<View, () => Promise<unknown>>} */
const LOADERS = {
  classify: () => import('../classify/densenet-classify.js'),
  growth: () => import('../growth/densenet-growth.js'),
  explore: () => import('../explore/densenet-explore.js'),
  engine: () => import('../engine/densenet-engine.js'),
  learn: () => import('../learn/densenet-learn.js'),
  claims: () => import('../claims/densenet-claims.js'),
};

/** A view's heading may be in an element of its own. @param {ParentNode} root @returns {HTMLElement | undefined} */
function headingOf(root) {
  const parts = [...root.children].map(({ shadowRoot }) => shadowRoot && headingOf(shadowRoot));
  return root.querySelector('h2') ?? parts.find((part) => part) ?? undefined;
}

class DensenetApp extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 100dvh;
      }
      main {
        flex: 1;
        width: 100%;
        /* Keeps the footer out of sight while a view is being loaded. */
        min-height: 100dvh;
        max-width: calc(var(--page) + 2 * var(--gutter));
        margin: 0 auto;
        padding: var(--space-4) var(--gutter) var(--space-8);
      }
      @media print {
        site-header,
        present-bar,
        status-bar,
        drop-hint {
          display: none;
        }
        main,
        footer {
          max-width: none;
          padding: 0;
        }
        .source {
          overflow-wrap: anywhere;
        }
      }
      main:focus-visible {
        outline: none;
      }
      .random {
        margin-bottom: var(--space-4);
        padding: var(--space-2) var(--space-4);
        border-left: 4px solid var(--warn);
        background: var(--warn-soft);
      }
      footer {
        max-width: calc(var(--page) + 2 * var(--gutter));
        width: 100%;
        margin: 0 auto;
        padding: var(--space-5) var(--gutter) var(--space-8);
        border-top: 1px solid var(--line);
      }
    `,
  ];

  store = new StoreController(this, [
    'view',
    'busy',
    'network',
    'result',
    'picture',
    'error',
    'intake',
    'present',
    'offline',
  ]);
  #print = new PrintController(this);
  /** Views keep their state while another one is shown. @type {Map<View, HTMLElement>} */
  #views = new Map();
  /** @type {Set<View>} */
  #failed = new Set();

  /** @type {Promise<void>} */
  #loading = Promise.resolve();
  /** @type {View | null} */
  #shown = null;
  #hasPanel = false;

  willUpdate() {
    const { view, intake } = this.store.state;
    if (this.#shown && this.#shown !== view) {
      window.scrollTo(0, 0);
      void this.#enter(view);
    }
    this.#shown = view;
    if (intake && !this.#hasPanel) void this.#loadPanel();
    document.title = `${text()[view].title} · ${text().shell.title}`;
    if (!this.#views.has(view) && !this.#failed.has(view)) this.#loading = this.#load(view);
  }

  /** A focused link disappears with its view, so the new view's heading gets the focus. @param {View} view */
  async #enter(view) {
    await this.updateComplete;
    await this.#loading;
    const shown = /** @type {LitElement | undefined} */ (this.#views.get(view));
    await shown?.updateComplete;
    const heading = shown && headingOf(shown.renderRoot);
    if (!heading || document.activeElement !== document.body || this.store.state.view !== view) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** @param {View} view */
  async #load(view) {
    try {
      await LOADERS[view]();
      if (!this.#views.has(view)) this.#views.set(view, document.createElement(`densenet-${view}`));
    } catch (error) {
      console.error(error);
      this.#failed.add(view);
    }
    this.requestUpdate();
  }

  /** The intake panel is needed by few visitors. */
  async #loadPanel() {
    this.#hasPanel = true;
    try {
      await import('../intake/intake-panel.js');
    } catch (error) {
      this.#hasPanel = false;
      store.set({ intake: null, error });
    }
    this.requestUpdate();
  }

  #retry() {
    this.#failed.clear();
    this.requestUpdate();
  }

  /** Exposes the page's status to tests and styles. */
  updated() {
    const { busy, network, picture, result, error } = this.store.state;
    const idle = network && (!picture || result) ? 'ready' : 'idle';
    this.dataset.state = busy ? 'busy' : error !== null ? 'error' : idle;
  }

  #skip() {
    this.renderRoot.querySelector('main')?.focus();
  }

  render() {
    const words = text().shell;
    const { view, present, offline, networkId } = this.store.state;
    return html`
      ${present ? html`<present-bar></present-bar>` : html`<site-header @skip=${this.#skip}></site-header>`}
      <main id="main" tabindex="-1">
        ${randomNetwork(networkId ?? '') ? html`<p class="random" role="note">${words.random}</p>` : nothing}
        ${this.#views.get(view) ?? nothing}
        ${
          this.#failed.has(view)
            ? html`<p role="alert" class="row">
                ${words.viewFailed} <button @click=${this.#retry}>${words.tryAgain}</button>
              </p>`
            : nothing
        }
      </main>
      <footer class="soft small" ?hidden=${present}>
        ${words.footer}
        <a href=${href({ view: 'claims', layer: null, params: {} })}>${text().claims.footer}</a>
        ${offline ? text().share.offline : nothing}
        ${this.#print.printing ? html`<p class="source">${text().figures.source(words.title, linkNow({}))}</p>` : nothing}
      </footer>
      <download-offer></download-offer>
      ${this.#hasPanel ? html`<intake-panel></intake-panel>` : nothing}
      <drop-hint></drop-hint>
      <status-bar></status-bar>
    `;
  }
}

customElements.define('densenet-app', DensenetApp);
