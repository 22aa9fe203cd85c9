import { LitElement, css, html } from 'lit';
import { VIEWS } from '../constants.js';
import { setLanguage, text } from '../app/i18n.js';
import { href } from '../app/router.js';
import { setTheme } from '../app/settings.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import './engine-switch.js';
import './model-picker.js';
import './radio-row.js';

/** @import { Theme } from '../app/store.js' */

const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

export class SiteHeader extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        background: var(--surface);
        border-bottom: 1px solid var(--line);
      }
      .inner {
        max-width: calc(var(--page) + 2 * var(--gutter));
        margin: 0 auto;
        padding: var(--space-3) var(--gutter) 0;
        display: grid;
        grid-template-columns: 1fr auto;
        column-gap: var(--space-5);
        row-gap: var(--space-2);
        align-items: center;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      .brand svg {
        flex: none;
        width: 1.75rem;
        height: 1.75rem;
        color: var(--accent);
      }
      h1 {
        font-size: var(--text-l);
      }
      nav {
        display: flex;
        gap: var(--space-1);
        margin-left: calc(-1 * var(--space-3));
      }
      nav a {
        padding: var(--space-2) var(--space-3) calc(var(--space-3) - 2px);
        border-bottom: 3px solid transparent;
        color: var(--ink-soft);
        font-size: var(--text-m);
        font-weight: 550;
        text-decoration: none;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        color: var(--ink);
        border-color: var(--accent);
      }
      .run {
        justify-content: flex-end;
        padding-bottom: var(--space-2);
      }
      .look {
        justify-content: flex-end;
      }
      @media (max-width: 60rem) {
        .run {
          grid-column: 1 / -1;
          grid-row: 2;
          justify-content: flex-start;
          padding-bottom: 0;
        }
        nav {
          grid-column: 1 / -1;
        }
      }
      @media (max-width: 30rem) {
        .look {
          grid-column: 1 / -1;
          justify-content: space-between;
        }
        nav {
          justify-content: space-between;
          margin-inline: calc(-1 * var(--space-2));
          gap: 0;
        }
        nav a {
          padding-inline: var(--space-2);
        }
      }
    `,
  ];

  store = new StoreController(this, [
    'view',
    'theme',
    'modelId',
    'engineChoice',
    'sampleId',
    'selectedLayer',
    'selectedClass',
  ]);

  render() {
    const words = text().shell;
    const { view, theme, language } = this.store.state;
    return html`<header class="inner">
      <div class="brand">
        <svg viewBox="0 0 28 28" aria-hidden="true" fill="currentColor">
          <rect x="2" y="18" width="5" height="8" rx="1" />
          <rect x="9" y="13" width="5" height="13" rx="1" opacity="0.85" />
          <rect x="16" y="8" width="5" height="18" rx="1" opacity="0.7" />
          <rect x="23" y="2" width="4" height="24" rx="1" opacity="0.55" />
        </svg>
        <h1>${words.title}</h1>
      </div>
      <div class="row look" role="group" aria-label=${words.settings}>
        <radio-row
          .label=${words.theme.label}
          .options=${THEMES.map((value) => ({ value, label: words.theme[value] }))}
          .value=${theme}
          @change=${(/** @type {CustomEvent<Theme>} */ event) => setTheme(event.detail)}
        ></radio-row>
        <button
          class="quiet"
          lang=${language === 'en' ? 'zh-Hans' : 'en'}
          title=${words.languageTitle}
          @click=${() => setLanguage(language === 'en' ? 'zh' : 'en')}
        >
          ${words.language}
        </button>
      </div>
      <nav aria-label=${words.views}>
        ${VIEWS.map(
          (name) =>
            html`<a href=${href({ view: name })} aria-current=${name === view ? 'page' : 'false'}
              >${text()[name].title}</a
            >`,
        )}
      </nav>
      <div class="row run">
        <model-picker></model-picker>
        <engine-switch></engine-switch>
      </div>
    </header>`;
  }
}

customElements.define('site-header', SiteHeader);
