// Serves the repository without cross-origin isolation or caching, and records which files are fetched.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Adds the same counters to the package's worker as to the peers' pages. */
const WORKER = '/pkg/worker.js';
const COUNTING = 'import "/bench/page/counters.js";\n';

/** @param {string} root */
export async function serve(root) {
  /** Requested paths within the repository, in order. @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    response.setHeader('Cache-Control', 'no-store');
    try {
      const file = await readFile(join(root, path));
      requests.push(path);
      const body = path === WORKER ? Buffer.concat([Buffer.from(COUNTING), file]) : file;
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
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
