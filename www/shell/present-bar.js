import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { href, navigate } from '../app/router.js';
import { StoreController } from '../app/store.js';
import { VIEWS } from '../constants.js';
import { shared } from '../styles/shared.js';

/** What is left of the header while the page is shown to an audience: the views, and the way out. */
class PresentBar extends LitElement {
  static styles = [
    shared,
    css`
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        padding: var(--space-1) var(--gutter);
        border-bottom: 1px solid var(--line);
        background: var(--surface);
        font-size: var(--text-s);
      }
      nav {
        display: flex;
        gap: var(--space-3);
        min-width: 0;
        overflow-x: auto;
      }
      a {
        padding: var(--space-1);
        color: var(--ink-soft);
        text-decoration: none;
        white-space: nowrap;
      }
      a[aria-current='page'] {
        color: var(--ink);
        font-weight: 600;
      }
      button {
        flex: none;
        min-height: 2rem;
        padding: 0 var(--space-3);
        font-size: inherit;
      }
    `,
  ];
  store = new StoreController(this, [
    'view',
    'modelId',
    'selectedLayer',
    'selectedClass',
    'cutText',
    'sampleId',
  ]);

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const inDialog = event.composedPath().some((one) => one instanceof HTMLDialogElement && one.open);
    if (event.key === 'Escape' && !event.defaultPrevented && !inDialog) this.#leave();
  };

  #leave() {
    navigate({ present: false });
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    document.documentElement.dataset.present = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    delete document.documentElement.dataset.present;
  }

  render() {
    const { view } = this.store.state;
    return html`<header>
      <h1 class="visually-hidden">${text().shell.title}</h1>
      <nav aria-label=${text().shell.views}>
        ${VIEWS.map(
          (name) =>
            html`<a href=${href({ view: name })} aria-current=${name === view ? 'page' : 'false'}
              >${text()[name].title}</a
            >`,
        )}
      </nav>
      <button @click=${this.#leave}>${text().share.leave}</button>
    </header>`;
  }
}

customElements.define('present-bar', PresentBar);
