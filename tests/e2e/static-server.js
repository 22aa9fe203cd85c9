// A plain static server for the unbundled package: a strict Content-Security-Policy, and on demand the
// faults that real servers have.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
  '.wasm': 'application/wasm',
};

export const STRICT_CSP =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self' blob: data:";

/**
 * Custom responses by path.
 * @typedef {Record<string, (response: import('node:http').ServerResponse, request: import('node:http').IncomingMessage) => void>} Routes
 */

/**
 * `isolated`: whether the pages are cross-origin isolated; `cors`: whether other origins may read the files; `respond`: answers
 * a request, or returns false.
 * @typedef {object} Options
 * @property {string} root
 * @property {string | null} [csp]
 * @property {Routes} [routes]
 * @property {boolean} [isolated]
 * @property {boolean} [cors]
 * @property {(path: string, response: import('node:http').ServerResponse) => unknown} [respond]
 */

/** Serves a folder until it is closed. @param {Options} options */
export async function serve({
  root,
  csp = STRICT_CSP,
  routes = {},
  isolated = false,
  cors = true,
  respond = () => false,
}) {
  /** All requested paths. @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    requests.push(path);
    if (cors) response.setHeader('Access-Control-Allow-Origin', '*');
    if (csp) response.setHeader('Content-Security-Policy', csp);
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    const own = routes[path];
    if (own) return own(response, request);
    if (respond(path, response)) return;
    sendFile(join(root, path.endsWith('/') ? `${path}index.html` : path), response);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${address.port}`,
    requests,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

/** @param {string} file @param {import('node:http').ServerResponse} response */
function sendFile(file, response) {
  try {
    const { size } = statSync(file);
    response.setHeader('Content-Length', size);
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  } catch {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
  }
}
