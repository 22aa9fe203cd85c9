import { LitElement, html, svg } from 'lit';
import { setLanguage, text } from '../app/i18n.js';
import { href } from '../app/router.js';
import { setTheme } from '../app/settings.js';
import { StoreController } from '../app/store.js';
import '../components/engine-switch.js';
import { VIEWS } from '../constants.js';
import { shared } from '../styles/shared.js';
import './model-picker.js';
import './share-button.js';
import { headerStyles } from './site-header.styles.js';

/** @import { Theme } from '../app/store.js' */

/** The next theme after each one. @type {Record<Theme, Theme>} */
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

/** @type {Record<Theme, import('lit').TemplateResult>} */
const ICONS = {
  auto: svg`<circle cx="12" cy="12" r="8" fill="none" /><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />`,
  light: svg`<circle cx="12" cy="12" r="4" fill="none" /><path
    d="M12 2v3m0 14v3M2 12h3m14 0h3M4.9 4.9 7 7m10 10 2.1 2.1m0-14.2L17 7M7 17l-2.1 2.1" fill="none" />`,
  dark: svg`<path d="M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z" fill="none" />`,
};

/**
 * The title, the views, and the settings for all of them: network, engine, language and theme.
 *
 * @fires {Event} skip to the content.
 */
class SiteHeader extends LitElement {
  static styles = [shared, headerStyles];

  // The links contain everything that the URL does.
  store = new StoreController(this, [
    'view',
    'theme',
    'modelId',
    'engineChoice',
    'sampleId',
    'selectedLayer',
    'selectedChannel',
    'selectedClass',
    'cutText',
  ]);

  #settings() {
    const words = text().shell;
    const { theme, language } = this.store.state;
    const label = `${words.theme.label}: ${words.theme[theme]}`;
    return html`<div class="look" role="group" aria-label=${words.settings}>
      <share-button></share-button>
      <button
        class="quiet"
        lang=${language === 'en' ? 'zh-Hans' : 'en'}
        @click=${() => setLanguage(language === 'en' ? 'zh' : 'en')}
      >
        ${words.language}
      </button>
      <button class="quiet icon" title=${label} aria-label=${label} @click=${() => setTheme(NEXT[theme])}>
        <svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[theme]}</svg>
      </button>
    </div>`;
  }

  render() {
    const words = text().shell;
    const { view } = this.store.state;
    return html`<header>
      <button class="skip primary" @click=${() => this.dispatchEvent(new Event('skip'))}>
        ${words.skip}
      </button>
      <div class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect x="2" y="21" width="6" height="9" rx="1.5" />
          <rect x="10" y="15" width="6" height="15" rx="1.5" />
          <rect x="18" y="9" width="6" height="21" rx="1.5" />
          <rect x="26" y="2" width="4" height="28" rx="1.5" />
        </svg>
        <span class="short" aria-hidden="true">DenseNet</span>
        <h1>${words.title}</h1>
      </div>
      ${this.#settings()}
      <nav aria-label=${words.views}>
        ${VIEWS.map(
          (name) =>
            html`<a href=${href({ view: name })} aria-current=${name === view ? 'page' : 'false'}
              >${text()[name].title}</a
            >`,
        )}
      </nav>
      <div class="run">
        <model-picker></model-picker>
        <engine-switch></engine-switch>
      </div>
    </header>`;
  }
}

customElements.define('site-header', SiteHeader);
