// A ResNet of the same width and depth, counted. The package knows DenseNets only, so this arithmetic is the page's own.
// Widths, resolutions and numbers of layers come from the DenseNet's plan.
import { denseLayers } from '../../app/layers.js';

/** @import { Plan } from 'densenet-web' */

/** @typedef {'basic' | 'bottleneck'} UnitKind */
/** @typedef {{ width: number, convolutions: number, densePart: number, units: Record<UnitKind, number>, parameters: Record<UnitKind, number> }} Stage */
/** @typedef {{ stages: Stage[], rest: number, dense: number, totals: Record<UnitKind, number>, macs: Record<UnitKind, number> }} Comparison */

/** How many convolutions a residual unit has: 3x3, 3x3; or 1x1, 3x3, 1x1. @type {Record<UnitKind, number>} */
export const CONVOLUTIONS = { basic: 2, bottleneck: 3 };

/** The middle of a bottleneck unit is a quarter as wide (He et al., 2016). */
const NARROWING = 4;

/** Weights of a convolution and the scale and shift of its batch normalisation. @param {number} from @param {number} to @param {number} kernel */
const convolution = (from, to, kernel) => ({ weights: from * to * kernel * kernel, norm: 2 * to });

/**
 * A residual unit from `from` to `width` channels; its shortcut is a 1x1 convolution where width or resolution change.
 * Where the resolution does, the 3x3 convolution halves it.
 *
 * @param {UnitKind} kind @param {number} from @param {number} width @param {number} pixels of the output @param {number} before pixels of the input
 */
function unit(kind, from, width, pixels, before) {
  const middle = Math.max(1, Math.round(width / NARROWING));
  /** Each with the pixels that it computes. @type {[ReturnType<typeof convolution>, number][]} */
  const parts =
    kind === 'basic'
      ? [
          [convolution(from, width, 3), pixels],
          [convolution(width, width, 3), pixels],
        ]
      : [
          [convolution(from, middle, 1), before],
          [convolution(middle, middle, 3), pixels],
          [convolution(middle, width, 1), pixels],
        ];
  if (from !== width || before !== pixels) parts.push([convolution(from, width, 1), pixels]);
  return {
    parameters: parts.reduce((sum, [{ weights, norm }]) => sum + weights + norm, 0),
    macs: parts.reduce((sum, [{ weights }, computed]) => sum + weights * computed, 0),
  };
}

/** @param {Plan} plan @returns {Comparison} */
export function compareWithResNet(plan) {
  const perLayer = plan.config.bn_size === null ? 1 : 2;
  const blocks = [...Map.groupBy(denseLayers(plan), ({ block }) => block)];
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, one) => total + one, 0);
  /** Stem and classifier are the DenseNet's own; so is the width that the classifier reads. */
  const shared = plan.layers.filter(({ kind }) => kind.startsWith('stem') || kind === 'classifier');
  const rest = sum(shared.map(({ parameters }) => parameters));
  const restMacs = sum(shared.map(({ macs }) => macs));
  const macs = { basic: restMacs, bottleneck: restMacs };

  let from = plan.config.num_init_features;
  let before = 0;
  const stages = blocks.map(([block, layers]) => {
    const last = layers.at(-1) ?? { inChannels: 0, outChannels: 0, height: 1, width: 1 };
    const width = last.inChannels + last.outChannels;
    const pixels = last.height * last.width;
    const convolutions = layers.length * perLayer;
    const count = (/** @type {UnitKind} */ kind) => {
      const units = Math.max(1, Math.round(convolutions / CONVOLUTIONS[kind]));
      const first = unit(kind, from, width, pixels, before || pixels);
      const later = unit(kind, width, width, pixels, pixels);
      macs[kind] += first.macs + (units - 1) * later.macs;
      return { units, parameters: first.parameters + (units - 1) * later.parameters };
    };
    const [basic, bottleneck] = [count('basic'), count('bottleneck')];
    const densePart = sum(
      plan.layers.filter((layer) => layer.block === block).map(({ parameters }) => parameters),
    );
    [from, before] = [width, pixels];
    return {
      width,
      convolutions,
      densePart,
      units: { basic: basic.units, bottleneck: bottleneck.units },
      parameters: { basic: basic.parameters, bottleneck: bottleneck.parameters },
    };
  });
  const total = (/** @type {UnitKind} */ kind) =>
    rest + sum(stages.map(({ parameters }) => parameters[kind]));
  return {
    stages,
    rest,
    dense: plan.parameters,
    totals: { basic: total('basic'), bottleneck: total('bottleneck') },
    macs,
  };
}
