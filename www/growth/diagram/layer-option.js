import { html } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { text } from '../../app/i18n.js';
import { layerName } from '../../app/names.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Item } from './items.js' */

/**
 * @typedef {object} OptionState
 * @property {Plan | null} plan
 * @property {number} baseline
 * @property {boolean} isCurrent whether the Tab key reaches it.
 * @property {boolean} isSelected
 * @property {() => void} choose
 * @property {(on: boolean) => void} focus
 * @property {(on: boolean) => void} point
 */

/** A layer, or a folded block, in the diagram's list of layers. @param {Item} item @param {OptionState} state */
export function layerOption(
  { column, block, x, width, height },
  { plan, baseline, isCurrent, isSelected, choose, focus, point },
) {
  const words = text().growth;
  const { layer } = column.step;
  const label =
    block === null
      ? words.option(layerName(layer), layer.inChannels, layer.outChannels)
      : words.foldedOption(block, plan?.config.block_config[block - 1] ?? 0);
  return html`<div
    role="option"
    tabindex=${isCurrent ? 0 : -1}
    aria-selected=${isSelected ? 'true' : 'false'}
    ?data-folded=${block !== null}
    aria-label=${label}
    data-layer=${layer.name}
    style=${styleMap({
      left: `${x}px`,
      width: `${width}px`,
      ...(height === null ? {} : { top: `${baseline - height}px`, height: `${height}px` }),
    })}
    @click=${choose}
    @focus=${() => focus(true)}
    @blur=${() => focus(false)}
    @pointerenter=${() => point(true)}
    @pointerleave=${() => point(false)}
  ></div>`;
}
