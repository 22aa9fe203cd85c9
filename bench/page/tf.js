// TensorFlow.js: its core, one backend, and the network built from its ops.
/** @import { Network } from './networks.js' */
/** @import { Tensor } from './weights.js' */
import { affine, folded, get } from './fold.js';
import { build } from './networks.js';

const PACKAGES = '/bench/node_modules/@tensorflow/';

/** @param {string} url @returns {Promise<void>} */
const script = (url) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src: url, onload: resolve });
    element.onerror = () => reject(new Error(`${url} can't be loaded`));
    document.head.append(element);
  });

/** `[out][in][row][column]` to `[row][column][in][out]`. @param {{ shape: number[], data: Float32Array }} weight @returns {Tensor} */
function toHwio({ shape: [outs, ins, height, width], data }) {
  const turned = new Float32Array(data.length);
  let i = 0;
  for (let o = 0; o < outs; o++)
    for (let c = 0; c < ins; c++)
      for (let p = 0; p < height * width; p++) turned[(p * ins + c) * outs + o] = data[i++];
  return { shape: [height, width, ins, outs], data: turned };
}

/** @param {number[]} shape @param {Float32Array<ArrayBuffer>} data @returns {Tensor} */
const tensor = (shape, data) => ({ shape, data });

/** All constants of the network, with folded norms and in TensorFlow's layout. @param {Network} network */
function constants({ shape, tensors, size, input }) {
  /** @type {Map<string, Tensor>} */
  const all = new Map();
  const conv = (/** @type {string} */ name) => all.set(name, toHwio(get(tensors, `${name}.weight`)));
  const convNorm = (/** @type {string} */ name, /** @type {string} */ norm) => {
    const { bias, ...weight } = folded(tensors, name, norm);
    all.set(name, toHwio(weight)).set(`${name}.bias`, tensor([bias.length], bias));
  };
  const norm = (/** @type {string} */ name) => {
    const { scale, shift } = affine(tensors, name);
    all
      .set(`${name}.scale`, tensor([scale.length], scale))
      .set(`${name}.shift`, tensor([shift.length], shift));
  };
  const { blocks, lastNorm } = build(shape);
  if (shape.stem === 'imagenet') convNorm('features.conv0', 'features.norm0');
  else conv('features.conv0');
  for (const { layers, transition } of blocks) {
    for (const { name } of layers) {
      norm(`${name}.norm1`);
      convNorm(`${name}.conv1`, `${name}.norm2`);
      conv(`${name}.conv2`);
    }
    if (!transition) continue;
    norm(`${transition.name}.norm`);
    conv(`${transition.name}.conv`);
  }
  norm(lastNorm);
  const { shape: dims, data } = get(tensors, 'classifier.weight');
  const turned = toHwio({ shape: [...dims, 1, 1], data });
  all.set('classifier', tensor([dims[1], dims[0]], turned.data));
  all.set('classifier.bias', get(tensors, 'classifier.bias'));
  const pixels = toHwio({ shape: [1, 3, size, size], data: input });
  return { all, pixels: tensor([1, size, size, 3], pixels.data) };
}

/** @param {Network} network @param {'webgpu' | 'wasm'} backend */
export async function prepare(network, backend) {
  const { shape } = network;
  const { blocks, lastNorm } = build(shape);
  const { all, pixels } = constants(network);
  /** @type {any} */
  let tf;
  /** @type {Record<string, any>} */
  const on = {};

  const normRelu = (/** @type {any} */ x, /** @type {string} */ name) =>
    tf.relu(tf.add(tf.mul(x, on[`${name}.scale`]), on[`${name}.shift`]));

  /** @param {any} x @param {string} name @param {object} [options] */
  const conv = (x, name, options) =>
    tf.fused.conv2d({ x, filter: on[name], strides: 1, pad: 'same', bias: on[`${name}.bias`], ...options });

  function forward() {
    let x = tf.tensor4d(pixels.data, pixels.shape);
    if (shape.stem === 'imagenet') {
      const around = (/** @type {number} */ n) => [[0, 0], [n, n], [n, n], [0, 0]]; // prettier-ignore
      x = conv(x, 'features.conv0', { strides: 2, pad: around(3), activation: 'relu' });
      x = tf.maxPool(x, 3, 2, around(1));
    } else {
      x = conv(x, 'features.conv0');
    }
    for (const { layers, transition } of blocks) {
      for (const { name } of layers) {
        const reduced = conv(normRelu(x, `${name}.norm1`), `${name}.conv1`, { activation: 'relu' });
        x = tf.concat([x, conv(reduced, `${name}.conv2`)], 3);
      }
      if (!transition) continue;
      x = tf.avgPool(conv(normRelu(x, `${transition.name}.norm`), `${transition.name}.conv`), 2, 2, 'valid');
    }
    const features = tf.mean(normRelu(x, lastNorm), [1, 2]);
    return tf.fused.matMul({ a: features, b: on.classifier, bias: on['classifier.bias'] });
  }

  return {
    async code() {
      await script(`${PACKAGES}tfjs-core/dist/tf-core.es2017.min.js`);
      await script(`${PACKAGES}tfjs-backend-${backend}/dist/tf-backend-${backend}.es2017.min.js`);
      tf = /** @type {any} */ (globalThis).tf;
      if (backend === 'wasm') tf.wasm.setWasmPaths(`${PACKAGES}tfjs-backend-wasm/dist/`);
      if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend} here`);
      await tf.ready();
    },
    async session() {
      for (const [name, { shape: dims, data }] of all) on[name] = tf.tensor(data, dims);
    },
    async run() {
      const logits = tf.tidy(forward);
      const data = /** @type {Float32Array} */ (await logits.data());
      logits.dispose();
      return { logits: data };
    },
  };
}
