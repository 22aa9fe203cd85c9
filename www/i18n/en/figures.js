export default {
  label: (/** @type {string} */ figure) => `Save or enlarge: ${figure}`,
  svg: 'Save SVG',
  png: 'Save PNG',
  fill: 'Full screen',
  close: 'Close',
  cuts: (/** @type {number} */ count) => (count === 1 ? '1 cut' : `${count} cuts`),
  source: (/** @type {string} */ title, /** @type {string} */ address) => `Source: ${title}, ${address}`,
};
