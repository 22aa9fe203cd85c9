import { LitElement, html, nothing } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { clamp } from '../../app/clamp.js';
import { formatValue } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { isDenseLayer } from '../../app/layers.js';
import { className, layerName } from '../../app/names.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { OPENING, PITCH } from '../constants.js';
import { CutExtents } from '../../app/cut-edits.js';
import '../../components/figure-tools.js';
import '../cuts/cut-outcome.js';
import '../cuts/cut-tools.js';
import { describeTarget } from '../cuts/target-words.js';
import { stepsOf } from '../structure.js';
import { changeView, viewSettings } from '../view-settings.js';
import '../input/picture-menu.js';
import '../prediction/growth-prediction.js';
import './diagram-legend.js';
import { followPass } from './follow-pass.js';
import { GradientSizes } from './gradient-sizes.js';
import { diagramStyles } from './growth-diagram.styles.js';
import './layer-table.js';
import { fittingPitch } from './layout.js';
import { playControls } from './play-controls.js';
import { Player } from './player.js';
import { sizeControls } from './size-controls.js';
import './stair-case.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Target } from '../cuts/targets.js' */
/** @import { Direction } from './player.js' */
/** @import { StairCase } from './stair-case.js' */
/** @import { Step } from '../structure.js' */

/** The network appears once, layer by layer. */
let hasOpened = false;

/** @param {Plan} a @param {Plan} b */
const sameNetwork = (a, b) => JSON.stringify(a.config) === JSON.stringify(b.config);

/** The staircase with controls for the animation, the size and folding, and a line about the highlighted layer. */
class GrowthDiagram extends LitElement {
  static properties = {
    plan: { attribute: false },
    step: { attribute: false },
    highlighted: { state: true },
    target: { state: true },
  };
  static styles = [shared, diagramStyles];

  store = new StoreController(this, ['theme', 'params', 'cuts', 'result', 'selectedClass', 'wantedPass']);
  gradients = new GradientSizes(this);
  player = new Player(this, () => this.#frame());
  #stairs = createRef();

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Step | null} */
    this.step = null;
    /** @type {string | null} */
    this.highlighted = null;
    /** @type {Target | null} what a click or Enter would cut. */
    this.target = null;
  }

  get #stairCase() {
    return /** @type {StairCase | undefined} */ (this.#stairs.value);
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    followPass(this.player, this.gradients, () => this.#obstacle);
    if (!changed.has('plan')) return;
    this.player.total = this.plan?.layers.length ?? 0;
    this.player.stop();
    this.highlighted = null;
    const before = changed.get('plan');
    if (before && this.plan && !sameNetwork(before, this.plan))
      changeView({ folded: new Set(), pitch: null, origin: null });
  }

  updated() {
    if (hasOpened || !this.store.state.result) return;
    hasOpened = true;
    const { selectedLayer, cutText, params } = this.store.state;
    // A link to something particular shows that at once.
    if (selectedLayer === null && cutText === '' && Object.keys(params).length === 0)
      this.player.open(OPENING);
  }

  /** Draws the current frame of the animation and keeps its front in view. */
  #frame() {
    const stairs = this.#stairCase;
    if (!stairs) return;
    const { progress, direction, position, at } = this.player;
    const share = (/** @type {string | null} */ maker) => this.gradients.share(maker);
    const isBackward = direction === 'backward' && position !== null;
    stairs.signal = isBackward ? { passed: progress, share } : null;
    stairs.progress = progress;
    stairs.at = at;
    stairs.draw();
    const reached = this.#playing;
    if (reached) stairs.reveal(reached.layer.name);
  }

  /** The layer at the front of the animation. */
  get #playing() {
    const { at } = this.player;
    return (this.plan && at !== null && stepsOf(this.plan)[at]) || null;
  }

  /** @param {number} steps */
  #zoom(steps) {
    const stairs = this.#stairCase;
    const now = stairs?.currentPitch ?? PITCH.wide;
    changeView({ pitch: clamp(now * PITCH.step ** steps, PITCH.min, PITCH.max) });
    void stairs?.updateComplete.then(() => stairs.reveal(stairs.selected));
  }

  #fit() {
    const width = this.#stairCase?.width ?? 0;
    const { folded } = viewSettings();
    if (this.plan) changeView({ pitch: fittingPitch({ plan: this.plan, width, folded }) });
  }

  /** @param {number} block */
  #fold(block) {
    const folded = new Set(viewSettings().folded);
    if (!folded.delete(block)) folded.add(block);
    changeView({ folded, pitch: null });
  }

  #foldAll() {
    const blocks = this.plan?.config.block_config.map((_, index) => index + 1) ?? [];
    const isOpen = viewSettings().folded.size < blocks.length;
    changeView({ folded: new Set(isOpen ? blocks : []), pitch: null });
  }

  /** @param {Direction} direction */
  #turn(direction) {
    this.player.turn(direction);
    this.requestUpdate();
  }

  /** Why the backward pass can't be played now. */
  get #obstacle() {
    const words = text().growth.animation;
    if (this.player.direction === 'forward' || this.gradients.gradients) return '';
    if (this.gradients.unsupported) return words.noGradients;
    return this.store.state.result ? words.differentiating : words.noResult;
  }

  #animation() {
    return html`<div class="row">
      ${playControls(this.player, { obstacle: this.#obstacle, turn: (direction) => this.#turn(direction) })}
    </div>`;
  }

  /** A description of the layer that is played, pointed at or selected. */
  #caption() {
    const words = text().growth;
    const { plan, target } = this;
    if (plan && target) return describeTarget(plan, new CutExtents(this.store.state.cuts), target);
    const find = (/** @type {string | null} */ name) =>
      plan && stepsOf(plan).find(({ layer }) => layer.name === name);
    const step =
      (this.player.playing ? this.#playing : null) ?? find(this.highlighted) ?? this.#playing ?? this.step;
    if (!plan || !step) return '';
    const { block } = step.layer;
    if (step.layer.name === this.highlighted && block && viewSettings().folded.has(block))
      return words.foldedOption(block, plan.config.block_config[block - 1]);
    const { layer, reads } = step;
    const [first] = reads;
    const sum =
      isDenseLayer(layer) && first
        ? words.sum(first.channels, layer.index, plan.config.growth_rate, layer.inChannels)
        : '';
    const norm = this.player.direction === 'backward' ? this.gradients.norm(layer.name) : undefined;
    if (norm !== undefined && this.#playing === step) {
      const { network } = this.store.state;
      const label = className(network?.labels[this.gradients.index ?? 0] ?? '');
      return html`<b>${layerName(layer)}</b>
        <span>${words.animation.gradient(label, formatValue(norm))}</span>`;
    }
    return html`<b>${layerName(layer)}</b>
      <span>${sum} ${words.makes(layer.inChannels, layer.outChannels, layer.height, layer.width)}</span>`;
  }

  render() {
    const { playing, position } = this.player;
    const { folded, pitch, tool } = viewSettings();
    const { cuts } = this.store.state;
    return html`
      <picture-menu></picture-menu>
      <div class="bar">
        ${this.#animation()}
        ${sizeControls({
          isOpen: folded.size < (this.plan?.config.block_config.length ?? 0),
          zoom: (steps) => this.#zoom(steps),
          fit: () => this.#fit(),
          foldAll: () => this.#foldAll(),
        })}<figure-tools
          name="staircase"
          .heading=${text().growth.diagram}
          .layer=${this.step ? layerName(this.step.layer) : ''}
          parts="stair-case, diagram-legend"
        ></figure-tools>
      </div>
      <stair-case
        ${ref(this.#stairs)}
        .plan=${this.plan}
        .selected=${this.step?.layer.name ?? ''}
        .pitch=${pitch}
        .folded=${folded}
        .tool=${tool}
        @target=${(/** @type {CustomEvent<Target | null>} */ event) => (this.target = event.detail)}
        @pick=${(/** @type {CustomEvent<string>} */ event) => navigate({ layer: event.detail })}
        @highlight=${(/** @type {CustomEvent<string | null>} */ event) => (this.highlighted = event.detail)}
        @fold=${(/** @type {CustomEvent<number>} */ event) => this.#fold(event.detail)}
        @zoom=${(/** @type {CustomEvent<number>} */ event) => this.#zoom(event.detail)}
      ></stair-case>
      <growth-prediction></growth-prediction>
      <div class="below">
        <p
          class="caption number"
          aria-live=${tool === 'select' && (playing || position === null) ? 'off' : 'polite'}
        >
          ${this.#caption()}
        </p>
        <cut-tools ?brief=${tool === 'select'}></cut-tools>
      </div>
      ${cuts.length > 0 ? html`<cut-outcome></cut-outcome>` : nothing}
      <div class="keys">
        <details>
          <summary>${text().growth.legend.label}</summary>
          <diagram-legend></diagram-legend>
        </details>
        <layer-table .plan=${this.plan}></layer-table>
      </div>
    `;
  }
}

customElements.define('growth-diagram', GrowthDiagram);
