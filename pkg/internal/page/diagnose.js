// Finds out why a worker didn't start: by starting it again and by fetching its script, and says no more than that shows.
/** @import { DenseNetError } from '../shared/error.js' */
import { locateWorker } from '../../assets.js';
import { messageOf } from '../shared/error.js';
import { start } from './start-worker.js';
import { createError } from './start-errors.js';

/** Milliseconds within which a worker starts or says why not. */
const PATIENCE = 3000;

/** What JavaScript is served as: https://mimesniff.spec.whatwg.org/#javascript-mime-type-essence-match */
const JAVASCRIPT =
  /^((text|application)\/(x-)?(java|ecma)script|text\/(javascript1\.[0-5]|jscript|livescript))\s*(;|$)/i;

/** @typedef {{ violations: SecurityPolicyViolationEvent[], isRunning: boolean }} Attempt */

/** @param {string | null} base the folder with the package's files @param {string | null} reason the browser's own wording @returns {Promise<DenseNetError>} */
export async function diagnose(base, reason) {
  const args = locateWorker(base);
  if (!Array.isArray(args)) throw (args.terminate(), new Error('nobody may replace Worker'));
  const { href, origin } = new URL(args[0], location.href);
  const isElsewhere = origin !== self.origin;
  const { violations, isRunning } = await attempt(() => start(args));
  const unknown = () => createError({ problem: 'worker-not-started', url: href, reason });
  if (isRunning) return unknown();
  const found = explainViolation(violations, href, isElsewhere);
  if (found) return found;
  const { violations: forbidden, response, failure } = await request(href);
  // Then there is nothing to be learned from it.
  if (forbidden.length > 0) return unknown();
  if (!response) return unreachable(href, failure);
  return (
    (await explainResponse(response, href)) ??
    (isElsewhere && self.origin !== 'null' ? await explainImport(href, origin) : null) ??
    unknown()
  );
}

/** Starts a worker, and listens to what becomes of it. @param {() => Worker} create @returns {Promise<Attempt>} */
async function attempt(create) {
  /** @type {Worker | undefined} */
  let worker;
  const { violations, result: isRunning } = await watch(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, PATIENCE, false);
        worker = create();
        worker.onmessage = () => resolve(true);
        worker.onerror = (event) => {
          event.preventDefault();
          resolve(false);
        };
      }),
  );
  worker?.terminate();
  return { violations, isRunning: isRunning === true };
}

/** What the page's policy forbids during an action. @template T @param {() => Promise<T>} action */
async function watch(action) {
  /** @type {SecurityPolicyViolationEvent[]} */
  const violations = [];
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) =>
    event.disposition === 'enforce' && violations.push(event);
  addEventListener('securitypolicyviolation', note);
  try {
    const result = await action().catch(() => undefined);
    // Violations are events of their own.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { violations, result };
  } finally {
    removeEventListener('securitypolicyviolation', note);
  }
}

/** @param {SecurityPolicyViolationEvent[]} violations @param {string} url @param {boolean} isElsewhere */
function explainViolation(violations, url, isElsewhere) {
  // The page's other scripts may violate its policy, too.
  const isRefusedString = violations.some(
    ({ effectiveDirective, sample }) =>
      effectiveDirective === 'require-trusted-types-for' && sample.startsWith('Worker'),
  );
  if (isRefusedString) return createError({ problem: 'trusted-types-required' });
  const isForbidden = violations.some(
    ({ effectiveDirective, blockedURI }) =>
      effectiveDirective === 'worker-src' && (blockedURI === url || /^(blob|data)\b/.test(blockedURI)),
  );
  if (!isForbidden) return null;
  const { origin } = new URL(url);
  const kind = self.origin === 'null' ? 'data:' : 'blob:';
  const needed = isElsewhere ? `${kind} ${origin}` : "'self'";
  return createError({ problem: 'worker-forbidden', url, needed });
}

/** @param {string} url */
async function request(url) {
  let failure = '';
  const { violations, result: response } = await watch(() =>
    fetch(url, { credentials: 'same-origin' }).catch((error) => {
      failure = messageOf(error);
      return undefined;
    }),
  );
  return { violations, response, failure };
}

/** @param {string} url @param {string} reason */
async function unreachable(url, reason) {
  // Without CORS, a response can't be read, but there is one.
  const isThere = await fetch(url, { mode: 'no-cors' }).catch(() => null);
  return createError(
    isThere
      ? { problem: 'worker-without-cors', url, origin: self.origin }
      : { problem: 'worker-unreachable', url, reason },
  );
}

/** @param {Response} response @param {string} url */
async function explainResponse(response, url) {
  if (!response.ok) return createError({ problem: 'worker-http-status', url, status: response.status });
  const type = response.headers.get('content-type') ?? '';
  if (!JAVASCRIPT.test(type)) return createError({ problem: 'worker-not-javascript', url, type });
  if (response.type === 'basic' && !isEmbedder(response.headers) && (await isIsolated())) {
    return createError({ problem: 'worker-without-coep', url });
  }
  return explainModules(await response.text(), response.url || url);
}

const COEP = 'cross-origin-embedder-policy';

/** @param {Headers} headers */
const isEmbedder = (headers) => /^(require-corp|credentialless)\b/.test(headers.get(COEP) ?? '');

/** Whether this page sends the header that its workers must then send, too. */
async function isIsolated() {
  if (self.crossOriginIsolated) return true;
  const page = await fetch(location.href).catch(() => null);
  return page !== null && isEmbedder(page.headers);
}

/** The modules that a script imports. @param {string} code @param {string} base */
async function explainModules(code, base) {
  const imports = code.matchAll(/^(?:import|export)\s(?:[^'"]*?from\s+)?['"](\.[^'"]+)['"]/gm);
  for (const [, path] of imports) {
    const url = new URL(path, base).href;
    const response = await fetch(url, { credentials: 'same-origin' }).catch(() => null);
    if (response && !response.ok)
      return createError({ problem: 'worker-http-status', url, status: response.status });
  }
  return null;
}

/**
 * The script of another origin can be read, and workers can start here; what is left is that a worker may not import it.
 * @param {string} url @param {string} origin
 */
async function explainImport(url, origin) {
  const script = URL.createObjectURL(new Blob(['postMessage(0)'], { type: 'text/javascript' }));
  const { isRunning } = await attempt(() => start([script, { type: 'module' }]));
  return isRunning ? createError({ problem: 'worker-import-refused', url, needed: `blob: ${origin}` }) : null;
}
