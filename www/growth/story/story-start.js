import { LitElement, css, html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { goTo, lastStep } from './apply-step.js';
import { STORY } from './steps.js';

/** Opens the guided story, at its beginning or where the visitor left it. */
class StoryStart extends LitElement {
  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static styles = [
    shared,
    css`
      .row {
        gap: var(--space-3);
        flex-wrap: nowrap;
      }
      button:not(.link) {
        min-height: 2.125rem;
        padding: 0 var(--space-3);
        white-space: nowrap;
      }
    `,
  ];
  store = new StoreController(this, ['plan', 'story']);

  render() {
    const words = text().story;
    const { plan } = this.store.state;
    if (!plan) return nothing;
    const last = lastStep();
    const start = () => goTo(plan, 1);
    if (last === null)
      return html`<button class="primary" @click=${start}>${words.start(STORY.length)}</button>`;
    return html`<div class="row">
      <button class="primary" @click=${() => goTo(plan, last)}>${words.resume(last)}</button>
      <button class="link small" @click=${start}>${words.again}</button>
    </div>`;
  }
}

customElements.define('story-start', StoryStart);
