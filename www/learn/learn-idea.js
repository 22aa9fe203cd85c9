import { LitElement, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import '../components/figure-tools.js';
import { VisibleController } from '../components/visible-controller.js';
import { shared } from '../styles/shared.js';
import { EQUATIONS } from './equations.js';
import { activation } from './figures/activation.js';
import { bottleneck } from './figures/bottleneck.js';
import { connectivity } from './figures/connectivity.js';
import { growth } from './figures/growth.js';
import { memory } from './figures/memory.js';
import { figureStyles } from './figures/styles.js';
import { supervision } from './figures/supervision.js';
import { transition } from './figures/transition.js';
import { ideaStyles } from './learn-idea.styles.js';
import { LINKS, storyOf } from './links.js';
import './measured-gradients.js';

/** @import { Idea } from './constants.js' */
/** @import { Figure } from './figures/parts.js' */

/** @type {Record<Idea, () => Figure>} */
const FIGURES = { connectivity, growth, bottleneck, transition, activation, supervision, memory };

/** One idea: text, equations, a figure with its table, and links to the diagrams. */
export class LearnIdea extends LitElement {
  static properties = { idea: {}, number: { type: Number }, paused: { type: Boolean, reflect: true } };
  static styles = [shared, ideaStyles, figureStyles];
  // The links include the rest of the URL, and one of them a layer of the network.
  store = new StoreController(this, ['params', 'modelId', 'engineChoice', 'sampleId', 'plan', 'cutText']);

  #visible = new VisibleController(this);

  constructor() {
    super();
    /** @type {Idea} */
    this.idea = 'connectivity';
    this.number = 1;
    this.paused = false;
  }

  /** Scrolls the idea to the top and moves the focus there. */
  show() {
    const heading = this.renderRoot.querySelector('h3');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    heading?.focus({ preventScroll: true });
    this.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
  }

  #equations() {
    /** @type {Record<string, string>} */
    const names = text().learn.ideas[this.idea].equations;
    /** @type {Record<string, string>} */
    const readings = text().learn.readings;
    const equations = EQUATIONS[this.idea] ?? [];
    if (equations.length === 0) return nothing;
    return html`<dl class="equations">
      ${equations.map(
        ([key, equation]) =>
          html`<div>
            <dt>${names[key]}</dt>
            <dd>
              <span class="equation" aria-hidden="true">${equation}</span>
              <span class="visually-hidden">${readings[key]}</span>
            </dd>
          </div>`,
      )}
    </dl>`;
  }

  /** @param {Figure['table']} table @param {string} title */
  #table({ head, rows }, title) {
    const { asTable } = text().learn;
    return html`<details>
      <summary>${asTable}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${title}: ${asTable}">
        <table>
          <caption class="visually-hidden">
            ${title}
          </caption>
          <thead>
            <tr>
              ${head.map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([first, ...cells]) =>
                html`<tr>
                  <th scope="row">${first}</th>
                  ${cells.map((value) => html`<td>${value}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  /** Only what is in view moves. */
  updated() {
    this.toggleAttribute('moving', this.#visible.visible);
  }

  render() {
    const words = text().learn;
    const { title, paragraphs, caption } = words.ideas[this.idea];
    const note = words.notes[this.idea];
    const story = storyOf(this.idea);
    const { picture, table } = FIGURES[this.idea]();
    return html`<section class="card" aria-labelledby="title">
      <div class="words">
        <h3 id="title" tabindex="-1"><span class="number">${this.number}</span> ${title}</h3>
        ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} ${this.#equations()}
        ${note ? html`<p class="small soft">${note}</p>` : nothing}
        <p class="row">
          ${LINKS[this.idea]().map(
            ([where, address]) => html`<a class="button" href=${address}>${words.showIn[where]}</a>`,
          )}
          <a href=${story.address}>${words.inStory(story.step)}</a>
        </p>
      </div>
      <figure>
        <figure-tools
          about="nothing"
          .name=${this.idea}
          .heading=${title}
          parts="figure > svg"
        ></figure-tools>
        ${picture}
        <figcaption class="small soft">${caption}</figcaption>
        ${this.#table(table, title)}
        ${this.idea === 'supervision' ? html`<measured-gradients></measured-gradients>` : nothing}
      </figure>
    </section>`;
  }
}

customElements.define('learn-idea', LearnIdea);
