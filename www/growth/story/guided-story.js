import { LitElement, html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import { navigate, href } from '../../app/router.js';
import { StoreController, store } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { GradientSizes } from '../diagram/gradient-sizes.js';
import { stepNamed } from '../structure.js';
import { finish, goTo, leave } from './apply-step.js';
import { formatFacts } from './format-facts.js';
import { storyStyles } from './guided-story.styles.js';
import { STORY, placeOf } from './steps.js';
import './story-cuts.js';
import './story-question.js';
import { wirings } from './wirings.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Situation } from './steps.js' */

const phone = matchMedia('(max-width: 40rem)');

/** The guided story: one step at a time, each of which sets what the diagram below shows. */
class GuidedStory extends LitElement {
  static properties = { plan: { attribute: false } };
  static styles = [shared, storyStyles];
  store = new StoreController(this, ['story', 'result', 'selectedClass', 'selectedLayer']);
  gradients = new GradientSizes(this);
  /** The step that is shown, from 1. @type {number | null} */
  #shown = null;

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
  }

  get #number() {
    return placeOf(this.store.state.story ?? 1) + 1;
  }

  willUpdate() {
    const { view, story, selectedLayer, networkId, modelId } = this.store.state;
    // On the way to another view, which may drop the layer.
    if (story === null || view !== 'growth') return;
    if (STORY[placeOf(story)].id === 'gradients') this.gradients.read();
    // A link that names only the step, or another network: the step has not been applied yet.
    if (this.plan && networkId === modelId && !stepNamed(this.plan, selectedLayer))
      goTo(this.plan, story, { replace: true });
  }

  updated() {
    const title = this.renderRoot.querySelector('h2');
    if (!title || this.#shown === this.#number) return;
    this.#shown = this.#number;
    title.focus({ preventScroll: true });
    this.renderRoot.querySelector('.sheet')?.scrollTo(0, 0);
    // On phones, the story covers the lower part of the page.
    if (phone.matches) this.#staircase()?.scrollIntoView({ block: 'start' });
    else this.scrollIntoView({ block: 'nearest' });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#shown = null;
  }

  #staircase() {
    const diagram = /** @type {ParentNode} */ (this.getRootNode()).querySelector('growth-diagram');
    return diagram?.shadowRoot?.querySelector('stair-case');
  }

  /** @param {() => void} close */
  #close(close) {
    const root = /** @type {ParentNode} */ (this.getRootNode());
    close();
    setTimeout(() => /** @type {HTMLElement | null} */ (root.querySelector('story-start'))?.focus());
  }

  /** @param {number} steps */
  #move(steps) {
    const next = this.#number + steps;
    if (next > STORY.length) this.#close(finish);
    else if (next >= 1 && this.plan) goTo(this.plan, next);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape') this.#close(leave);
    else if (event.key === 'ArrowRight' || event.key === 'PageDown') {
      if (this.#number < STORY.length) this.#move(1);
    } else if (event.key === 'ArrowLeft' || event.key === 'PageUp') this.#move(-1);
    else return;
    event.preventDefault();
  }

  #navigation() {
    const words = text().story;
    const isLast = this.#number === STORY.length;
    return html`<nav class="row no-print" aria-label=${words.label}>
      <span class="progress small soft number">${words.progress(this.#number, STORY.length)}</span>
      <button aria-disabled=${String(this.#number === 1)} @click=${() => this.#move(-1)}>
        ${words.back}
      </button>
      <button class="primary" @click=${() => this.#move(1)}>${isLast ? words.finish : words.next}</button>
      <button class="quiet" aria-label=${words.leave} title=${words.leave} @click=${() => this.#close(leave)}>
        ✕
      </button>
    </nav>`;
  }

  /** @param {Situation} situation */
  #activity({ question, answered, cut, plays, missing }) {
    const words = text().story;
    const show = () => navigate({ layer: answered }, { replace: true });
    const facts = formatFacts({ theta: this.plan?.config.compression_rate ?? 1 });
    return html`${missing ? html`<p class="missing">${words.missing[missing](facts)}</p>` : nothing}
    ${question ? html`<story-question .question=${question} @answered=${show}></story-question>` : nothing}
    ${plays ? this.#player(plays, !question) : nothing}
    ${cut ? html`<story-cuts .plan=${this.plan} .cut=${cut}></story-cuts>` : nothing}`;
  }

  /** @param {'forward' | 'backward'} direction @param {boolean} waits whether nothing has been measured yet. */
  #player(direction, waits) {
    const words = text().story.gradients;
    const { unsupported, gradients } = this.gradients;
    if (unsupported) return html`<p class="missing">${words.unsupported}</p>`;
    return html`<div class="row">
      <button @click=${() => store.set({ wantedPass: { direction, plays: true } })}>${words.play}</button>
      ${waits && !gradients ? html`<span class="small soft" role="status">${words.measuring}</span>` : nothing}
    </div>`;
  }

  render() {
    const words = text().story;
    const { plan } = this;
    if (!plan || this.store.state.story === null) return nothing;
    const step = STORY[this.#number - 1];
    const situation = step.of(plan, (layer) => this.gradients.norm(layer));
    const { title, about } = words.steps[step.id];
    const { question, cut, plays, missing } = situation;
    const isActive = question || cut || plays || missing;
    return html`<section class="sheet" aria-labelledby="title" @keydown=${this.#press}>
      <header>
        <h2 id="title" tabindex="-1">${title}</h2>
        ${this.#navigation()}
      </header>
      <div class="body">
        <p class="text">
          ${about(formatFacts(situation.facts))}
          ${step.id === 'price' ? html`<a href=${href({ view: 'learn' })}>${words.more}</a>` : nothing}
        </p>
        ${step.id === 'wirings' ? wirings() : nothing}
        ${isActive ? html`<div class="activity">${this.#activity(situation)}</div>` : nothing}
      </div>
    </section>`;
  }
}

customElements.define('guided-story', GuidedStory);
