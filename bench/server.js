// Serves the repository without caching, and records which files are fetched.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WORKER } from './bundle.js';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** With these, pages are cross-origin isolated: they may share memory between threads. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Adds the same counters to the package's worker as to the peers' pages. */
const COUNTING = 'import "/bench/page/counters.js";\n';

/** @typedef {Awaited<ReturnType<typeof serve>>} Server */

/** @param {string} root @param {{ isolated?: boolean }} [options] */
export async function serve(root, { isolated = false } = {}) {
  /** Requested paths within the repository, in order. @type {string[]} */
  const requests = [];
  const headers = new Headers({ 'Cache-Control': 'no-store', ...(isolated && ISOLATION) });
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    response.setHeaders(headers);
    try {
      const file = await readFile(join(root, path));
      requests.push(path);
      const body = path === WORKER ? Buffer.concat([Buffer.from(COUNTING), file]) : file;
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.setHeader('Content-Length', body.length);
      response.end(body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${port}`,
    requests,
    close: () => (server.closeAllConnections(), server.close()),
  };
}
