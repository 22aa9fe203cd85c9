// Serves the repository unchanged, plus two files for the cache tests.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../e2e/static-server.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WEIGHTS = new URL('../../pkg/models/densenet40_k12_bc_cifar10.safetensors', import.meta.url);

/** The bundled weights for the first request, an error for later ones. @returns {import('../e2e/static-server.js').Routes[string]} */
function once() {
  let isThere = true;
  return (response) => {
    if (isThere) response.end(readFileSync(WEIGHTS));
    else response.writeHead(410).end();
    isThere = false;
  };
}

/** `url` is the suite's page. @param {boolean} [isolated] */
export async function serveSuite(isolated) {
  const routes = { '/once/net.safetensors': once(), '/once/uncached.safetensors': once() };
  const { url, close } = await serve({ root: ROOT, routes, isolated });
  return { url: `${url}/tests/browsers/suite/index.html`, close };
}
