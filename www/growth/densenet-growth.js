import { LitElement, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { run } from '../app/runs.js';
import { reload } from '../app/session.js';
import { UndoKey } from './cuts/undo-key.js';
import { StoreController } from '../app/store.js';
import '../components/figure-tools.js';
import '../components/sample-strip.js';
import { shared } from '../styles/shared.js';
import './activation/class-activation.js';
import './attribution/logit-attribution.js';
import './cuts/layer-cuts.js';
import './diagram/growth-diagram.js';
import './gradients/layer-gradients.js';
import './growth-headline.js';
import './layer-numbers.js';
import './maps/layer-maps.js';
import './plot/channel-plot.js';
import './reuse/feature-reuse.js';
import './story/story-start.js';
import { firstChoice, stepNamed } from './structure.js';
import { growthStyles } from './styles.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Step } from './structure.js' */

/** The Growth view: how the network's features accumulate for the current picture. */
class DensenetGrowth extends LitElement {
  static styles = [shared, growthStyles];
  undo = new UndoKey(this);
  store = new StoreController(this, [
    'plan',
    'network',
    'result',
    'live',
    'picture',
    'busy',
    'selectedLayer',
    'story',
    'theme',
  ]);

  /** Why there is nothing to show yet, and what to do about it. */
  #missing() {
    const words = text().growth.missing;
    const { result, live, busy, picture, network } = this.store.state;
    if (result || live) return nothing;
    // The status bar shows how far it is; here, nothing must move when it has ended.
    if (busy) return html`<p class="visually-hidden" role="status">${words.busy}</p>`;
    if (!network) {
      const { noNetwork, load } = text().shell;
      return html`<p class="notice row">${noNetwork} <button @click=${reload}>${load}</button></p>`;
    }
    return html`<section class="notice stack" aria-labelledby="missing">
      <div class="row">
        <p id="missing">${words.noPicture}</p>
        ${picture ? html`<button class="primary" @click=${run}>${words.run(picture.name)}</button>` : nothing}
      </div>
      <sample-strip></sample-strip>
    </section>`;
  }

  /** @param {Plan} plan @param {Step} step */
  #parts(plan, step) {
    const words = text().growth;
    const { result } = this.store.state;
    return html`
      <section class="card first" aria-labelledby="diagram">
        <h3 id="diagram" class="visually-hidden">${words.diagram}</h3>
        <growth-diagram .plan=${plan} .step=${step}></growth-diagram>
      </section>
      <div class="columns">
        <section class="card" aria-label=${words.selected}>
          <layer-numbers .plan=${plan} .step=${step}></layer-numbers>
          <layer-cuts .plan=${plan} .step=${step}></layer-cuts>
        </section>
        <layer-maps .plan=${plan} .step=${step}></layer-maps>
      </div>
      ${
        result?.classification
          ? html`<section class="card stack" aria-labelledby="activation">
                <div class="heading">
                  <h3 id="activation">${text().explain.activation.title}</h3>
                  <figure-tools
                    name="class-activation"
                    .heading=${text().explain.activation.title}
                    about="class"
                    parts="class-activation >> :is(activation-canvas, colour-legend, .small, .sum)"
                  ></figure-tools>
                </div>
                <p class="soft prose">${text().explain.activation.lede}</p>
                <class-activation .step=${step}></class-activation>
              </section>
              <section class="card stack" aria-labelledby="attribution">
                <div class="heading">
                  <h3 id="attribution">${text().explain.attribution.title}</h3>
                  <figure-tools
                    name="attribution"
                    .heading=${text().explain.attribution.title}
                    about="class"
                    parts="logit-attribution"
                  ></figure-tools>
                </div>
                <p class="soft prose">${text().explain.attribution.lede}</p>
                <logit-attribution .plan=${plan} .selected=${step.layer.name}></logit-attribution>
              </section>
              <section class="card stack" aria-labelledby="gradients">
                <div class="heading">
                  <h3 id="gradients">${text().explain.gradients.title}</h3>
                  <figure-tools
                    name="gradients"
                    .heading=${text().explain.gradients.title}
                    about="class"
                    parts="layer-gradients"
                  ></figure-tools>
                </div>
                <p class="soft prose">${text().explain.gradients.lede}</p>
                <layer-gradients .plan=${plan} .selected=${step.layer.name}></layer-gradients>
              </section>`
          : nothing
      }
      <section class="card stack" aria-labelledby="plot">
        <div class="heading">
          <h3 id="plot">${words.plot.title}</h3>
          <figure-tools
            name="channels"
            about="network"
            .heading=${words.plot.title}
            parts="channel-plot"
          ></figure-tools>
        </div>
        <p class="soft prose">${words.plot.lede}</p>
        <channel-plot .plan=${plan} .step=${step}></channel-plot>
      </section>
      <section class="card stack" aria-labelledby="reuse">
        <h3 id="reuse">${words.reuse.title}</h3>
        <p class="soft prose">${words.reuse.lede}</p>
        <feature-reuse .selected=${step.layer.name}></feature-reuse>
      </section>
    `;
  }

  render() {
    const { plan, selectedLayer, story } = this.store.state;
    if (story) void import('./story/guided-story.js');
    const step = plan && (stepNamed(plan, selectedLayer) ?? firstChoice(plan));
    return html`
      ${
        story
          ? html`<guided-story .plan=${plan}></guided-story>`
          : html`<growth-headline><story-start></story-start></growth-headline>`
      }
      ${this.#missing()} ${plan && step ? this.#parts(plan, step) : nothing}
    `;
  }
}

customElements.define('densenet-growth', DensenetGrowth);
