// The gradient of a class's logit, layer by layer, as points of a plot.

/** @import { Gradients, Layer, Plan } from 'densenet-web' */

/** @typedef {'norm' | 'meanAbsolute'} Measure */
/** @typedef {{ layer: Layer, depth: number, value: number }} GradientPoint */

/** One point per layer before the classifier, whose output is the objective itself. @param {Plan} plan @param {Gradients} gradients @param {Measure} measure @returns {GradientPoint[]} */
export function gradientPoints(plan, gradients, measure) {
  const by = new Map(gradients.layers.map((one) => [one.layer, one[measure]]));
  return plan.layers
    .filter(({ kind }) => kind !== 'classifier')
    .map((layer, depth) => ({ layer, depth, value: by.get(layer.name) ?? 0 }));
}

/** The dense layers of each block, which one line connects. @param {readonly GradientPoint[]} points */
export function blocksOf(points) {
  const dense = points.filter(({ layer }) => layer.kind === 'dense-layer');
  return [...Map.groupBy(dense, ({ layer }) => layer.block ?? 0)].map(([block, within]) => ({
    block,
    points: within,
  }));
}

/** The range of a logarithmic axis, a little more than that of the gradients which are not zero. @param {readonly GradientPoint[]} points @returns {[number, number] | null} null if all are zero */
export function gradientRange(points) {
  const values = points.map(({ value }) => value).filter((value) => value > 0);
  if (values.length === 0) return null;
  return [Math.min(...values) / 1.5, Math.max(...values) * 1.5];
}

/** How the dense layers differ: the largest and the smallest gradient. @param {readonly GradientPoint[]} points */
export function spreadOf(points) {
  const dense = points.filter(({ layer }) => layer.kind === 'dense-layer');
  const sorted = dense.toSorted((one, other) => one.value - other.value);
  const [least] = sorted;
  const most = sorted.at(-1);
  return least && most ? { least, most } : null;
}
