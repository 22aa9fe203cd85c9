// A stand-in for the Hugging Face hub: files of the same names and shapes as timm's DenseNet-121, with random weights.
import { createServer } from 'node:http';

/** @import { AddressInfo } from 'node:net' */

const FOLDER = '/timm/densenet121.tv_in1k/resolve/main/';
const BLOCKS = [6, 12, 24, 16];
const GROWTH = 32;
const BOTTLENECK = 4 * GROWTH;
const CLASSES = 1000;

/** Every tensor's name and shape. @returns {[string, number[]][]} */
function tensors() {
  const norm = (/** @type {string} */ name, /** @type {number} */ channels) =>
    ['weight', 'bias', 'running_mean', 'running_var'].map((part) => [`features.${name}.${part}`, [channels]]);
  const conv = (/** @type {string} */ name, /** @type {number[]} */ ...shape) => [
    [`features.${name}.weight`, shape],
  ];

  const all = [...conv('conv0', 64, 3, 7, 7), ...norm('norm0', 64)];
  let channels = 64;
  for (const [block, layers] of BLOCKS.entries()) {
    for (let layer = 1; layer <= layers; layer += 1) {
      const name = `denseblock${block + 1}.denselayer${layer}`;
      all.push(...norm(`${name}.norm1`, channels), ...conv(`${name}.conv1`, BOTTLENECK, channels, 1, 1));
      all.push(...norm(`${name}.norm2`, BOTTLENECK), ...conv(`${name}.conv2`, GROWTH, BOTTLENECK, 3, 3));
      channels += GROWTH;
    }
    if (block === BLOCKS.length - 1) break;
    all.push(...norm(`transition${block + 1}.norm`, channels));
    all.push(...conv(`transition${block + 1}.conv`, channels / 2, channels, 1, 1));
    channels /= 2;
  }
  all.push(
    ...norm('norm5', channels),
    ['classifier.weight', [CLASSES, channels]],
    ['classifier.bias', [CLASSES]],
  );
  return /** @type {[string, number[]][]} */ (all);
}

/** DenseNet-121's weights as safetensors, the same ones every time. @returns {Uint8Array} */
export function densenet121() {
  /** @type {Record<string, { dtype: 'F32', shape: number[], data_offsets: [number, number] }>} */
  const header = {};
  let end = 0;
  const list = tensors().map(([name, shape]) => {
    const count = shape.reduce((product, side) => product * side, 1);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += 4 * count)] };
    return { name, shape, count };
  });
  const json = JSON.stringify(header).padEnd(Math.ceil(JSON.stringify(header).length / 8) * 8);
  const file = new Uint8Array(8 + json.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(new TextEncoder().encode(json), 8);
  const values = new Float32Array(file.buffer, 8 + json.length);
  let at = 0;
  let seed = 1;
  for (const { name, shape, count } of list) {
    // He's initialisation; norms let through what comes.
    const fan = shape.length > 1 ? count / (shape[0] ?? 1) : 0;
    const one = /norm.*\.weight$|running_var$/.test(name) ? 1 : 0;
    for (let index = 0; index < count; index += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      values[at++] = fan ? (seed / 2 ** 31 - 1) * Math.sqrt(6 / fan) : one;
    }
  }
  return file;
}

/**
 * @param {{ weights: Uint8Array, delay?: number }} options `delay` in milliseconds between the megabytes.
 * @returns {Promise<{ url: string, requests: string[], close: () => void }>}
 */
export async function startHub({ weights, delay = 0 }) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === `${FOLDER}config.json`) {
      const config = { architecture: 'densenet121', num_classes: CLASSES };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(config));
    } else if (request.url === `${FOLDER}model.safetensors`) {
      response.setHeader('content-length', weights.length);
      for (let at = 0; at < weights.length && !response.destroyed; at += 1e6) {
        response.write(weights.subarray(at, at + 1e6));
        if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
      }
      response.end();
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => (server.closeAllConnections(), server.close()),
  };
}
