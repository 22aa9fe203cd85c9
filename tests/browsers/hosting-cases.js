// How the package may be hosted, and what it says where something is missing. `{cdn}` and `{page}` stand for the servers' origins.

/**
 * `page`: the page's headers; `files`: those of the package's files; `from`: where the page imports the package from; `how`: other
 * ways to import it; `worker`, `module`: responses instead of worker.js and of a module that it imports; `result`: what load
 * resolves to, or its error's code, problem and message.
 * @typedef {object} Case
 * @property {string} name
 * @property {Record<string, string>} [page]
 * @property {Record<string, string>} [files]
 * @property {'{page}' | '{cdn}'} [from]
 * @property {'blob' | 'iife' | 'sandbox' | 'sandbox-iife'} [how]
 * @property {Record<string, unknown>} [options]
 * @property {{ status?: number, type?: string }} [worker]
 * @property {{ status?: number, type?: string }} [module]
 * @property {RegExp} result
 */

const CORS = { 'access-control-allow-origin': '*' };
const EMBEDDER = { 'cross-origin-embedder-policy': 'require-corp' };
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', ...EMBEDDER };

/** @param {string} policy */
const csp = (policy) => ({ 'content-security-policy': policy });
const CDN = "default-src 'none'; script-src 'self' {cdn} 'wasm-unsafe-eval'; connect-src {cdn}";
const TYPES = "require-trusted-types-for 'script'; trusted-types";

const WORKS = /^works on cpu$/;

/** @type {Case[]} */
export const CASES = [
  {
    name: 'a strict policy',
    page: csp(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'",
    ),
    result: WORKS,
  },
  {
    name: 'a policy that forbids workers',
    page: csp("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'"),
    result: /^unsupported\/worker-forbidden: .*\/worker\.js: add 'self' to worker-src$/,
  },
  { name: "a CDN's files", from: '{cdn}', result: WORKS },
  { name: "a CDN's files, on an isolated page", from: '{cdn}', page: ISOLATED, result: WORKS },
  {
    name: "a CDN's files, under a policy that allows them",
    from: '{cdn}',
    page: csp(`${CDN}; worker-src blob: {cdn}`),
    result: WORKS,
  },
  {
    name: "a CDN's files, under a policy with blob: alone",
    from: '{cdn}',
    page: csp(`${CDN}; worker-src blob:`),
    result: /^unsupported\/worker-import-refused: .*worker-src must allow blob: \{cdn\}$/,
  },
  {
    name: "a CDN's files, under a policy with the CDN alone",
    from: '{cdn}',
    page: csp(`${CDN}; worker-src {cdn}`),
    result: /^unsupported\/worker-forbidden: .*add blob: \{cdn\} to worker-src$/,
  },
  {
    name: 'baseUrl on another server',
    options: { baseUrl: '{cdn}' },
    result: WORKS,
  },
  {
    name: 'baseUrl where nothing is',
    options: { baseUrl: '/nowhere' },
    result: /^download-failed\/worker-http-status: .*404 to \{page\}\/nowhere\/worker\.js.*`baseUrl`/,
  },
  {
    name: 'baseUrl where nobody answers',
    options: { baseUrl: 'http://localhost:9/' },
    result: /^download-failed\/worker-unreachable: .*http:\/\/localhost:9\/worker\.js/,
  },
  {
    name: 'baseUrl on a server without CORS',
    options: { baseUrl: '{closed}' },
    result: /^download-failed\/worker-without-cors: .*Access-Control-Allow-Origin/,
  },
  { name: 'a blob: import', how: 'blob', result: /^invalid-argument\/no-base-url: .*`baseUrl`/ },
  { name: 'a blob: import with baseUrl', how: 'blob', options: { baseUrl: './' }, result: WORKS },
  { name: 'an iife bundle', how: 'iife', result: /^invalid-argument\/no-base-url: .*`baseUrl`/ },
  { name: 'an iife bundle with baseUrl', how: 'iife', options: { baseUrl: './' }, result: WORKS },
  {
    name: 'a worker that is a web page',
    worker: { type: 'text/html' },
    result: /^download-failed\/worker-not-javascript: .*\/worker\.js is served as text\/html/,
  },
  {
    // Firefox has no event for this, so it takes some seconds.
    name: 'a module that is missing',
    module: { status: 404 },
    result: /^download-failed\/worker-http-status: .*404 to \{page\}\/internal\/worker\/core\.js/,
  },
  {
    name: "an embedder policy without the worker's",
    page: EMBEDDER,
    result:
      /^unsupported\/worker-without-coep: .*send Cross-Origin-Embedder-Policy: require-corp for worker\.js/,
  },
  { name: 'isolation', page: ISOLATED, files: EMBEDDER, result: WORKS },
  { name: 'Trusted Types', page: csp(`${TYPES} densenet-web`), result: WORKS },
  {
    name: 'Trusted Types, on an isolated page, also in the workers',
    page: { ...csp(`${TYPES} densenet-web`), ...ISOLATED },
    files: { ...csp(`${TYPES} densenet-web`), ...EMBEDDER },
    result: WORKS,
  },
  {
    name: 'Trusted Types without the policy',
    page: csp(`${TYPES} another`),
    result: /^unsupported\/trusted-types-required: .*add densenet-web/,
  },
  { name: 'a sandboxed frame', how: 'sandbox', files: CORS, result: WORKS },
  {
    name: 'a sandboxed frame, from a server without CORS',
    how: 'sandbox-iife',
    options: { baseUrl: './' },
    result: /^download-failed\/worker-without-cors: .*sandboxed frame.*Access-Control-Allow-Origin/,
  },
];
