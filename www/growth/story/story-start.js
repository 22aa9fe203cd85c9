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
      button {
        min-height: 2.25rem;
      }
    `,
  ];
  store = new StoreController(this, ['plan', 'story']);

  render() {
    const words = text().story;
    const { plan } = this.store.state;
    if (!plan) return nothing;
    const last = lastStep();
    return html`<div class="row">
      <button class=${last === null ? 'primary' : ''} @click=${() => goTo(plan, 1)}>
        ${words.start(STORY.length)}
      </button>
      ${last === null ? nothing : html`<button class="primary" @click=${() => goTo(plan, last)}>${words.resume(last)}</button>`}
    </div>`;
  }
}

customElements.define('story-start', StoryStart);
