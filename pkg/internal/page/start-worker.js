// Starts workers wherever their script is: also on another server, in sandboxed frames, and where Trusted Types are required.

/** A worker's URL and options. @typedef {ConstructorParameters<typeof Worker>} WorkerArguments */

/** @type {{ createScriptURL(url: string): any } | undefined} */
let policy;

/**
 * What bundlers made of `new Worker(new URL('…', import.meta.url), { … })`, which is the only form that all of them know: the file
 * and the kind of script may be others. Throws where `import.meta.url` is no base for URLs. Where nobody may replace
 * `Worker` for a moment, it is started.
 * @param {() => Worker} create @returns {WorkerArguments | Worker}
 */
export function argumentsOf(create) {
  const { Worker } = globalThis;
  const note = function (/** @type {WorkerArguments} */ ...args) {
    return args;
  };
  const isNoted = Reflect.set(globalThis, 'Worker', note);
  try {
    return create();
  } finally {
    if (isNoted) globalThis.Worker = Worker;
  }
}

/** @param {WorkerArguments | Worker} worker @returns {Worker} */
export function start(worker) {
  if (!Array.isArray(worker)) return worker;
  const [url, options] = worker;
  const { href, protocol, origin } = new URL(url, globalThis.location?.href);
  // Scripts of another origin, such as a CDN's, can be imported but not started. To a sandboxed frame, all are.
  const isOwn = origin === globalThis.origin || !/^https?:$/.test(protocol);
  return new Worker(trusted(isOwn ? href : importerOf(href, options)), options);
}

/** A script that imports another one. @param {string} href @param {WorkerOptions} [options] */
function importerOf(href, options) {
  const quoted = JSON.stringify(href);
  const code = options?.type === 'module' ? `import ${quoted};` : `importScripts(${quoted});`;
  // Chromium starts no object URL of a sandboxed frame; elsewhere, a data URL's worker would be kept from the cache.
  return self.origin === 'null'
    ? `data:text/javascript,${encodeURIComponent(code)}`
    : URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

/** Where the page's policy allows nothing of this name, a string may do all the same. @param {string} url */
function trusted(url) {
  try {
    policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy('densenet-web', {
      createScriptURL: String,
    });
  } catch {
    // Where Trusted Types are required, the string is refused, and diagnose.js says why.
  }
  return policy?.createScriptURL(url) ?? url;
}
