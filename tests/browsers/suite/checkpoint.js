// A tiny DenseNet with ImageNet's stem as torchvision would save it, with weights that are all alike.

const [GROWTH, INIT, BOTTLENECK] = [4, 8, 8];

/** The tensors' shapes. @param {number} classes @returns {Record<string, number[]>} */
function shapesOf(classes) {
  const norm = (/** @type {string} */ name, /** @type {number} */ channels) =>
    Object.fromEntries(
      ['weight', 'bias', 'running_mean', 'running_var'].map((part) => [`${name}.${part}`, [channels]]),
    );
  const layer = (/** @type {string} */ name, /** @type {number} */ channels) => ({
    ...norm(`${name}.norm1`, channels),
    [`${name}.conv1.weight`]: [BOTTLENECK, channels, 1, 1],
    ...norm(`${name}.norm2`, BOTTLENECK),
    [`${name}.conv2.weight`]: [GROWTH, BOTTLENECK, 3, 3],
  });
  const after = INIT + GROWTH;
  return {
    'features.conv0.weight': [INIT, 3, 7, 7],
    ...norm('features.norm0', INIT),
    ...layer('features.denseblock1.denselayer1', INIT),
    ...norm('features.transition1.norm', after),
    'features.transition1.conv.weight': [after / 2, after, 1, 1],
    ...layer('features.denseblock2.denselayer1', after / 2),
    ...norm('features.norm5', after / 2 + GROWTH),
    'classifier.weight': [classes, after / 2 + GROWTH],
    'classifier.bias': [classes],
  };
}

/** A safetensors file. @param {number} classes */
export function checkpoint(classes) {
  let end = 0;
  const header = Object.fromEntries(
    Object.entries(shapesOf(classes)).map(([name, shape]) => {
      const start = end;
      end += 4 * shape.reduce((product, size) => product * size, 1);
      return [name, { dtype: 'F32', shape, data_offsets: [start, end] }];
    }),
  );
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const file = new Uint8Array(8 + json.length + end);
  new DataView(file.buffer).setUint32(0, json.length, true);
  file.set(json, 8);
  new Float32Array(file.buffer, 8 + json.length).fill(0.1);
  return file;
}
