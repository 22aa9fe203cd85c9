// The bundled network's probabilities, in class order.
/** @import { Classification, DenseNet, ImageSource } from '../../../pkg/index.js' */

/** The largest allowed difference from the numbers in expected.js. */
export const TOLERANCE = 1e-5;

/** @param {Classification} result */
export const inOrder = ({ predictions }) =>
  predictions.toSorted((a, b) => a.index - b.index).map(({ probability }) => probability);

/** @param {DenseNet} net @param {ImageSource} image */
export const probabilities = async (net, image) => inOrder(await net.classify(image, { topK: 10 }));
