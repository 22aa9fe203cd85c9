import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { href } from '../app/router.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { IDEAS } from './constants.js';
import './learn-code.js';
import './learn-idea.js';

/** @import { Idea } from './constants.js' */
/** @import { LearnCode } from './learn-code.js' */
/** @import { LearnIdea } from './learn-idea.js' */

/** The Learn view: the paper's ideas, one by one. */
class DensenetLearn extends LitElement {
  static properties = { paused: { state: true } };
  static styles = [
    shared,
    css`
      .lede {
        margin: var(--space-3) 0;
      }
      .claims {
        margin-bottom: var(--space-4);
      }
      nav {
        margin-bottom: var(--space-4);
      }
      nav ol {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        padding: 0;
        list-style: none;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-height: 2.2rem;
        padding: 0 var(--space-3);
        border: 1px solid var(--line);
        border-radius: 2rem;
        background: var(--surface);
        font-size: var(--text-m);
        text-decoration: none;
      }
      nav a:hover {
        background: var(--accent-soft);
      }
      nav b {
        margin-right: var(--space-2);
        font-weight: 650;
      }
      .motion {
        margin-bottom: var(--space-4);
      }
      .ideas {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      @media (prefers-reduced-motion: reduce) {
        .motion {
          display: none;
        }
      }
    `,
  ];
  store = new StoreController(this, [
    'params',
    'modelId',
    'engineChoice',
    'sampleId',
    'selectedLayer',
    'cutText',
  ]);
  /** The idea that the URL last led to. @type {string | undefined} */
  #shown;

  constructor() {
    super();
    this.paused = false;
  }

  updated() {
    const { view, params } = this.store.state;
    if (view !== 'learn' || params.idea === this.#shown) return;
    this.#shown = params.idea;
    this.#show(params.idea);
  }

  /** @param {string | undefined} idea */
  async #show(idea) {
    const cards = /** @type {(LearnIdea | LearnCode)[]} */ ([
      ...this.renderRoot.querySelectorAll('learn-idea, learn-code'),
    ]);
    await Promise.all(cards.map((card) => card.updateComplete));
    cards.find((card) => ('idea' in card ? card.idea : 'code') === idea)?.show();
  }

  /** Also works if the URL already names the idea. @param {Idea | 'code'} idea */
  #again(idea) {
    if (idea === this.#shown) void this.#show(idea);
  }

  render() {
    const words = text().learn;
    return html`
      <h2>${words.heading}</h2>
      <p class="lede">${words.lede}</p>
      <p class="claims">
        <a href=${href({ view: 'claims', layer: null, params: {} })}>${text().claims.link}</a>
      </p>
      <nav aria-label=${words.ideasLabel}>
        <ol>
          ${IDEAS.map(
            (idea, index) =>
              html`<li>
                <a href=${href({ params: { idea } })} @click=${() => this.#again(idea)}>
                  <b>${index + 1}</b>${words.ideas[idea].title}
                </a>
              </li>`,
          )}
          <li>
            <a href=${href({ params: { idea: 'code' } })} @click=${() => this.#again('code')}
              >${words.code.title}</a
            >
          </li>
        </ol>
      </nav>
      <p class="motion">
        <button
          @click=${() => {
            this.paused = !this.paused;
          }}
        >
          ${this.paused ? words.resume : words.pause}
        </button>
      </p>
      <div class="ideas">
        ${IDEAS.map(
          (idea, index) =>
            html`<learn-idea .idea=${idea} .number=${index + 1} ?paused=${this.paused}></learn-idea>`,
        )}
        <learn-code></learn-code>
      </div>
    `;
  }
}

customElements.define('densenet-learn', DensenetLearn);
