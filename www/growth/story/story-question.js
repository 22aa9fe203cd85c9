import { LitElement, css, html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { formatFacts } from './format-facts.js';

/** @import { Option, Question } from './questions.js' */

/**
 * A question before a number is shown: a wrong answer is explained, the right one or skipping shows it.
 *
 * @fires {Event} answered
 */
class StoryQuestion extends LitElement {
  static properties = { question: { attribute: false }, wrong: { state: true }, done: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }
      .options {
        gap: var(--space-2);
      }
      button {
        min-height: 2.25rem;
      }
      .options button {
        min-width: 4rem;
        font-variant-numeric: tabular-nums;
      }
      .wrong {
        border-style: dashed;
        color: var(--ink-soft);
        text-decoration: line-through;
      }
      .right {
        border-color: var(--good);
        color: var(--good);
        box-shadow: inset 0 0 0 1px var(--good);
      }
      [aria-disabled='true'] {
        cursor: default;
      }
      .outcome {
        font-size: var(--text-m);
      }
      .outcome:empty {
        margin-top: calc(-1 * var(--space-2));
      }
      .ask {
        font-weight: 600;
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Question | null} */
    this.question = null;
    /** The wrong answers so far, the latest last. @type {readonly Option[]} */
    this.wrong = [];
    this.done = false;
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    const former = changed.get('question');
    if (!changed.has('question') || JSON.stringify(former) === JSON.stringify(this.question)) return;
    this.wrong = [];
    this.done = false;
  }

  async #reveal() {
    this.done = true;
    this.dispatchEvent(new Event('answered'));
    await this.updateComplete;
    // The button that skips is gone.
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.outcome'))?.focus();
  }

  /** @param {Option} option */
  #choose(option) {
    if (this.done || this.wrong.includes(option)) return;
    if (option.mistake === null) void this.#reveal();
    else this.wrong = [...this.wrong, option];
  }

  /** @param {Option} option */
  #option(option) {
    const words = text().story;
    const isWrong = this.wrong.some(({ value }) => value === option.value);
    const isRight = this.done && option.mistake === null;
    const { value } = formatFacts({ value: option.value });
    return html`<button
      class=${isRight ? 'right' : isWrong ? 'wrong' : ''}
      aria-disabled=${String(this.done || isWrong)}
      @click=${() => this.#choose(option)}
    >
      ${this.question?.topic === 'gradients' ? words.layer(value) : value}${
        isRight ? ' ✓' : isWrong ? ' ✗' : ''
      }
    </button>`;
  }

  #outcome() {
    const words = text().story;
    const { question, done } = this;
    if (!question) return '';
    const facts = formatFacts(question.facts);
    const mistake = this.wrong.at(-1)?.mistake;
    if (done) return words.questions[question.topic].right(facts);
    return mistake ? words.mistakes[mistake](facts) : '';
  }

  render() {
    const words = text().story;
    const { question, done } = this;
    if (!question) return nothing;
    return html`<p class="ask" id="ask">
        ${words.questions[question.topic].ask(formatFacts(question.facts))}
      </p>
      <div class="row options" role="group" aria-labelledby="ask">
        ${question.options.map((option) => this.#option(option))}
        ${done ? nothing : html`<button class="quiet" @click=${this.#reveal}>${words.skip}</button>`}
      </div>
      <p class="outcome" role="status" tabindex="-1">${this.#outcome()}</p>`;
  }
}

customElements.define('story-question', StoryQuestion);
