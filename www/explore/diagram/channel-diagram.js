import { LitElement, html, svg } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatInteger, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { denseLayers } from '../../app/layers.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { StageController } from '../../components/stage-controller.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import { chosenLayer } from '../choice/plans.js';
import { DIAGRAM } from '../constants.js';
import { diagramStyles } from './channel-diagram.styles.js';
import { frameOf, shapeOf, stairs } from './diagram-shape.js';

/** @import { Layer, Plan } from 'densenet-web' */
/** @import { DenseLayer } from '../../app/layers.js' */
/** @import { Block, Column, Joint, Shape } from './diagram-shape.js' */

/** The channels of every layer: one staircase per block, with transitions between them. Layers can be selected. */
class ChannelDiagram extends LitElement {
  static properties = { plan: { attribute: false }, stale: { type: Boolean, reflect: true } };
  static styles = [shared, diagramStyles];
  store = new StoreController(this, ['selectedLayer']);
  #size = new WidthController(this);
  #stage = new StageController(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.stale = false;
  }

  /** @param {Layer | undefined} layer @param {boolean} [replace] */
  #choose(layer, replace = false) {
    if (layer) navigate({ layer: layer.name }, { replace });
  }

  /** @param {KeyboardEvent} event @param {Plan} plan @param {DenseLayer} chosen */
  #key(event, plan, chosen) {
    const layers = denseLayers(plan);
    const now = layers.indexOf(chosen);
    const otherBlock = (/** @type {number} */ by) =>
      layers.findIndex(({ block, index }) => block === chosen.block + by && index === 1);
    /** @type {Record<string, number>} */
    const targets = {
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      PageUp: otherBlock(1),
      PageDown: otherBlock(-1),
      Home: 0,
      End: layers.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#choose(layers[target], true);
  }

  /** @param {PointerEvent} event @param {Shape} shape */
  #point(event, { blocks }) {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const x = event.clientX - /** @type {Element} */ (event.currentTarget).getBoundingClientRect().left;
    const columns = blocks.flatMap((block) => block.columns);
    const away = (/** @type {Column} */ column) => Math.abs(column.x + column.width / 2 - x);
    const nearest = columns.reduce((best, column) => (away(column) < away(best) ? column : best));
    this.#choose(nearest.layer, event.type === 'pointermove');
  }

  /** @param {Block} block @param {Shape} shape */
  #block(block, { y, height }) {
    const { number, columns, x, end, first, last } = block;
    const { roomForName, roomForChannels, maxStrips, margin } = DIAGRAM;
    const bottom = height - margin.bottom;
    const middle = (x + end) / 2;
    const layer = columns[0]?.layer;
    const isWide = end - x > roomForName;
    return svg`
      <rect class="input" x=${x} y=${y(first)} width=${end - x} height=${bottom - y(first)} />
      ${
        columns.length > maxStrips
          ? svg`<path class="carried" d=${stairs(block, y)} />`
          : columns.map((column, index) =>
              this.#strip(column, end, index / Math.max(1, columns.length - 1), y),
            )
      }
      <text class="name" x=${middle} y=${bottom + 17}>${isWide ? text().explore.block(number) : number}</text>
      ${isWide ? svg`<text class="size" x=${middle} y=${bottom + 34}>${layer?.height} × ${layer?.width}</text>` : ''}
      ${end - x > roomForChannels ? svg`<text class="count" x=${end} y=${y(last) - 6}>${formatInteger(last)}</text>` : ''}
    `;
  }

  /** A layer's output, carried on to the end of the block. @param {Column} column @param {number} end @param {number} share @param {Shape['y']} y */
  #strip({ layer, x, width }, end, share, y) {
    const top = y(layer.inChannels + layer.outChannels);
    const height = y(layer.inChannels) - top;
    return svg`
      <rect class="carried" style=${styleMap({ '--share': `${Math.round(share * 100)}%` })}
        x=${x} y=${top} width=${end - x} height=${height} />
      <rect class="new" x=${x} y=${top} width=${Math.max(width, 0.5)} height=${height} />`;
  }

  /** @param {Joint} joint @param {Shape} shape @param {number} compression */
  #joint({ kind, x, end, from, to }, { y }, compression) {
    const isWide = kind === 'transition' && end - x >= DIAGRAM.roomForRatio;
    return svg`
      <path class=${kind} d="M${x},${y(0)}V${y(from)}L${end},${y(to)}V${y(0)}Z" />
      ${isWide ? svg`<text class="ratio" x=${(x + end) / 2} y=${y(0) + 17}>×${formatRatio(compression)}</text>` : ''}`;
  }

  /** @param {Layer} chosen @param {Shape} shape */
  #marker(chosen, { blocks, y }) {
    const column = blocks.flatMap(({ columns }) => columns).find(({ layer }) => layer === chosen);
    if (!column) return '';
    const width = Math.max(column.width, 3);
    const top = y(chosen.inChannels + chosen.outChannels);
    return svg`<rect class="marker" x=${column.x + column.width / 2 - width / 2} y=${top}
      width=${width} height=${y(0) - top} />`;
  }

  /** @param {Shape} shape */
  #axis({ y, width }) {
    return y.ticks(DIAGRAM.ticks).map(
      (tick) => svg`
        <line class="grid" x1=${DIAGRAM.margin.left} x2=${width} y1=${y(tick)} y2=${y(tick)} />
        <text class="tick" x=${DIAGRAM.margin.left - 6} y=${y(tick)} dy="0.32em">${formatInteger(tick)}</text>`,
    );
  }

  render() {
    const { plan } = this;
    const chosen = plan && chosenLayer(plan, this.store.state.selectedLayer);
    if (!plan || !chosen || this.#size.width === 0) return html`<div class="empty"></div>`;
    const words = text().explore.diagram;
    const layers = denseLayers(plan);
    const { width } = this.#size;
    const frame = frameOf(width);
    const shape = shapeOf(plan, width, { ...frame, height: this.#stage.height(frame.height) });
    return html`<div
      class="slider"
      role="slider"
      tabindex="0"
      aria-label=${words.label}
      aria-valuemin="1"
      aria-valuemax=${layers.length}
      aria-valuenow=${layers.indexOf(chosen) + 1}
      aria-valuetext=${words.value(chosen.block, chosen.index, chosen.inChannels, chosen.outChannels)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event, plan, chosen)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#point(event, shape)}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, shape)}
    >
      <svg
        width=${shape.width}
        height=${shape.height}
        viewBox="0 0 ${shape.width} ${shape.height}"
        aria-hidden="true"
      >
        ${this.#axis(shape)}
        ${shape.joints.map((joint) => this.#joint(joint, shape, plan.config.compression_rate))}
        ${shape.blocks.map((block) => this.#block(block, shape))} ${this.#marker(chosen, shape)}
        <text class="title" x="0" y="12">${words.axis}</text>
      </svg>
    </div>`;
  }
}

customElements.define('channel-diagram', ChannelDiagram);
