import { LitElement, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { explain } from '../app/errors.js';
import '../components/figure-tools.js';
import { shared } from '../styles/shared.js';
import { exploredName } from './choice/config.js';
import { Stages } from '../components/stages.js';
import './choice/other-network.js';
import './comparison/cost-argument.js';
import './comparison/error-comparison.js';
import { PlanController } from './choice/plans.js';
import './controls/explore-controls.js';
import './diagram/channel-diagram.js';
import './diagram/diagram-strip.js';
import './diagram/key-figures.js';
import './diagram/layer-readout.js';
import './sections/activation-order.js';
import './sections/bottleneck-example.js';
import './sections/memory-cost.js';
import './sections/random-run.js';
import './sections/resnet-comparison.js';
import { exploreStyles } from './styles.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Explored } from './choice/plans.js' */

/** The Explore view: any DenseNet, set with sliders, with its diagram, its costs and its savings. */
class DensenetExplore extends LitElement {
  static styles = [shared, exploreStyles];
  store = new StoreController(this, ['params']);
  #plans = new PlanController(this);
  /** The settings, then the sections, which are below the window's end when the view opens. */
  #stages = new Stages(this, 7);
  /** The section that the URL last led to. */
  #shownPart = '';

  /** A link may lead to a section of the view. */
  updated() {
    const { view, params } = this.store.state;
    const part = view === 'explore' ? (params.part ?? '') : this.#shownPart;
    if (this.#plans.explored) this.#stages.advance();
    if (part === this.#shownPart || !this.#stages.isComplete) return;
    this.#shownPart = part;
    const section = [...this.renderRoot.querySelectorAll('section')].find(({ id }) => id === part);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Wait until the sections have their heights.
    setTimeout(() => {
      section?.querySelector('h3')?.focus({ preventScroll: true });
      section?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
    }, 200);
  }

  /** @param {string} id @param {{ title: string, lede: string }} words @param {unknown} content */
  #part(id, { title, lede }, content) {
    return html`<section class="card" id=${id} aria-labelledby="${id}-title">
      <h3 id="${id}-title" tabindex="-1">${title}</h3>
      <p class="soft">${lede}</p>
      ${content}
    </section>`;
  }

  /** @param {Explored} explored */
  #stage(explored) {
    const words = text().explore;
    const { plan, problem } = explored;
    const kinds = /** @type {const} */ (['input', 'carried', 'new', 'transition']);
    return html`<section class="card stage" aria-labelledby="stage">
      <h3 id="stage" class="visually-hidden">${words.stage}</h3>
      <other-network .explored=${explored}></other-network>
      <div class="heading">
        <key-figures .explored=${explored}></key-figures>
        <figure-tools
          name="explore"
          about="network"
          .heading=${words.stage}
          .network=${exploredName(explored)}
          parts="channel-diagram, .legend"
        ></figure-tools>
      </div>
      <channel-diagram .plan=${plan} ?stale=${problem !== null}></channel-diagram>
      <ul class="legend small soft">
        ${kinds.map((kind) => html`<li data-kind=${kind}>${words.legend[kind]}</li>`)}
      </ul>
      <layer-readout .plan=${plan}></layer-readout>
    </section>`;
  }

  /** Compares with ResNets, in two stages: it is the largest section. @param {Plan} plan */
  #resnets(plan) {
    const { count } = this.#stages;
    return html`<error-comparison></error-comparison> ${
        count > 2
          ? html`<cost-argument .plan=${plan}></cost-argument>
              <details>
                <summary>${text().explore.resnet.equalWidth.title}</summary>
                <resnet-comparison .plan=${plan}></resnet-comparison>
              </details>`
          : nothing
      }`;
  }

  /** @param {Explored} explored */
  #parts(explored) {
    const words = text().explore;
    const { plan } = explored;
    const { count } = this.#stages;
    const columns = [
      () =>
        this.#part('example', words.example, html`<bottleneck-example .plan=${plan}></bottleneck-example>`),
      () => this.#part('memory', words.memory, html`<memory-cost .plan=${plan}></memory-cost>`),
      () => this.#part('order', words.order, html`<activation-order .plan=${plan}></activation-order>`),
      () => this.#part('run', words.run, html`<random-run .explored=${explored}></random-run>`),
    ];
    return html`<div class="parts">
      ${count > 1 ? this.#part('resnet', words.resnet, this.#resnets(plan)) : nothing}
      <div class="columns">${columns.slice(0, Math.max(0, count - 3)).map((part) => part())}</div>
    </div>`;
  }

  /** @param {Explored} explored */
  #content(explored) {
    const words = text().explore;
    return html`
      <div class="bench">
        ${this.#stage(explored)}
        <section class="card settings" aria-labelledby="controls">
          <h3 id="controls" class="visually-hidden">${words.controls.title}</h3>
          <diagram-strip .plan=${explored.plan}></diagram-strip>
          ${
            this.#stages.count > 0
              ? html`<explore-controls .explored=${explored}></explore-controls>`
              : nothing
          }
        </section>
        ${this.#parts(explored)}
      </div>
    `;
  }

  #failure() {
    const { failure } = this.#plans;
    if (!failure) return html`<p class="soft">${text().explore.waiting}</p>`;
    const { message, detail } = explain(failure);
    return html`<div role="alert" class="row">
      ${message} <span class="small soft">${detail}</span>
      <button @click=${() => this.#plans.follow()}>${text().shell.tryAgain}</button>
    </div>`;
  }

  render() {
    const words = text().explore;
    const { explored } = this.#plans;
    return html`
      <h2>${words.heading}</h2>
      <p class="lede">${words.lede}</p>
      ${explored ? this.#content(explored) : nothing} ${explored ? nothing : this.#failure()}
    `;
  }
}

customElements.define('densenet-explore', DensenetExplore);
