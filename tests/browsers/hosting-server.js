// The servers of a case: one with the page and the package, one that is another origin and allows it, and one that does not.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { serve } from '../e2e/static-server.js';

/** @import { Case } from './hosting-cases.js' */

const pkg = fileURLToPath(new URL('../../pkg/', import.meta.url));

/** @param {'es' | 'iife'} format */
async function bundle(format) {
  // esbuild and others leave `import.meta` empty in an iife.
  /** @type {Record<string, string>} */
  const define = format === 'iife' ? { 'import.meta.url': 'undefined' } : {};
  const build = await rolldown({ input: join(pkg, 'index.js'), transform: { define } });
  const { output } = await build.generate({ format, name: 'densenet', codeSplitting: false });
  return output[0].code;
}

/** How a page gets the package. @param {Case} one */
function importing({ how, from = '{page}' }) {
  if (how === 'iife' || how === 'sandbox-iife') return 'densenet';
  if (how !== 'blob') return `await import('${from}/index.js')`;
  const code = "await (await fetch('/bundle.js')).text()";
  return `await import(URL.createObjectURL(new Blob([${code}], { type: 'text/javascript' })))`;
}

/** @param {Case} one */
const script = (one) => `
  async function load() {
    const { DenseNet } = ${importing(one)};
    try {
      const net = await DenseNet.load({ engine: 'cpu', ...${JSON.stringify(one.options ?? {})} });
      return 'works on ' + net.engine.kind;
    } catch (error) {
      return error.code + '/' + error.details?.problem + ': ' + error.message;
    }
  }
  globalThis.result = load();
  if (parent !== self) result.then((text) => parent.postMessage(text, '*'));`;

const FRAMING = `<!doctype html><link rel="icon" href="data:,">
  <script>globalThis.result = new Promise((resolve) => (onmessage = ({ data }) => resolve(data)));</script>
  <iframe sandbox="allow-scripts" src="framed.html"></iframe>`;

/** @param {Case} one */
const page = ({ how }) => `<!doctype html><link rel="icon" href="data:,">
  ${how?.endsWith('iife') ? '<script src="iife.js"></script>' : ''}
  <script ${how?.endsWith('iife') ? '' : 'type="module"'} src="app.js"></script>`;

/** Serves a case after the other. */
export async function serveHosting() {
  const bundles = { es: await bundle('es'), iife: await bundle('iife') };
  const cdn = await serve({ root: pkg, csp: null });
  const closed = await serve({ root: pkg, csp: null, cors: false });
  /** @type {Case} */
  let current;
  const name = (/** @type {string} */ text) =>
    text.replaceAll('{page}', site.url).replaceAll('{cdn}', cdn.url).replaceAll('{closed}', closed.url);
  const site = await serve({
    root: pkg,
    csp: null,
    cors: false,
    respond(path, response) {
      const isPage = path.endsWith('.html');
      for (const [header, value] of Object.entries((isPage ? current.page : current.files) ?? {}))
        response.setHeader(header, name(value));
      const send = (/** @type {string} */ body, type = 'text/javascript', status = 200) =>
        response.writeHead(status, { 'Content-Type': type }).end(name(body));
      if (path === '/index.html')
        return send(current.how?.startsWith('sandbox') ? FRAMING : page(current), 'text/html');
      if (path === '/framed.html') return send(page(current), 'text/html');
      if (path === '/app.js') return send(script(current));
      if (path === '/bundle.js') return send(bundles.es);
      if (path === '/iife.js') return send(bundles.iife);
      const other = { '/worker.js': current.worker, '/internal/worker/core.js': current.module }[path];
      if (other)
        return readFile(join(pkg, path), 'utf8').then((code) => send(code, other.type, other.status));
      return false;
    },
  });
  return {
    url: `${site.url}/index.html`,
    /** @param {Case} one */
    use: (one) => (current = one),
    /** What the placeholders stand for, in a message. @param {string} text */
    unname: (text) => text.replaceAll(site.url, '{page}').replaceAll(cdn.url, '{cdn}'),
    close: () => [site, cdn, closed].forEach((one) => one.close()),
  };
}
