// A mock of the Hugging Face Hub: files with the names and shapes of timm's DenseNet-121, with random weights.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { randomWeights } from '../../scripts/random-weights.js';

/** @import { AddressInfo } from 'node:net' */

const FOLDER = '/timm/densenet121.tv_in1k/resolve/main/';
const CLASSES = 1000;

/** DenseNet-121's weights as safetensors, the same ones every time. @returns {Uint8Array} */
export const densenet121 = () => readFileSync(randomWeights('densenet121', 1));

/**
 * @param {{ weights: Uint8Array, delay?: number }} options `delay` in milliseconds between megabytes.
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
