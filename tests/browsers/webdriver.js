// The few commands of W3C WebDriver that the tests need, for browsers that have nothing else.

/**
 * @param {string} server @param {Record<string, unknown>} capabilities
 * @returns {Promise<import('./browsers.js').Browser>}
 */
export async function openSession(server, capabilities) {
  const { sessionId, capabilities: found } = await send(server, 'POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  /** @param {'POST' | 'DELETE'} method @param {string} path @param {object} [body] */
  const inSession = (method, path, body) => send(server, method, `/session/${sessionId}${path}`, body);
  // The caller has a limit of its own.
  await inSession('POST', '/timeouts', { script: null });
  return {
    version: `${found.browserName} ${found.browserVersion}`,
    page: {
      goto: (url) => inSession('POST', '/url', { url }),
      async evaluate(action, ...args) {
        const { value, error } = await inSession('POST', '/execute/async', { script: calling(action), args });
        if (error !== undefined) throw new Error(error);
        return value;
      },
    },
    close: () => inSession('DELETE', ''),
  };
}

/** A script that calls a function and waits for its result. @param {Function} action */
const calling = (action) => `
  const args = Array.from(arguments);
  const done = args.pop();
  new Promise((resolve) => resolve((${action})(...args)))
    .then((value) => done({ value }), (error) => done({ error: String(error) }));
`;

/** @param {string} server @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
async function send(server, method, path, body) {
  const response = await fetch(server + path, { method, body: body && JSON.stringify(body) });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}
