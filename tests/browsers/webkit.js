// Starts WebKitGTK. It runs only in a window, so it gets a display of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDisplayServer, findWebKitDriver } from '../../scripts/webkit.js';
import { openSession } from './webdriver.js';

/** How often it is tried to reach the server, and how many milliseconds apart. */
const [TRIES, PAUSE] = [100, 100];

/** @param {string} binary @returns {Promise<import('./browsers.js').Browser>} */
export async function launchWebKit(binary) {
  /** What is ended afterwards, in this order. @type {(() => unknown)[]} */
  const ends = [];
  const end = async () => {
    for (const one of ends) await one();
  };
  try {
    const home = mkdtempSync(join(tmpdir(), 'webkit-'));
    ends.unshift(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
    const display = start(findDisplayServer(), ['-displayfd', '1', '-screen', '0', '1280x1024x24'], {});
    ends.unshift(display.end);
    const number = await firstLine(display.child);
    const port = await freePort();
    const driver = start(findWebKitDriver(), [`--port=${port}`], {
      DISPLAY: `:${number}`,
      GDK_BACKEND: 'x11',
      // A fresh profile.
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      // Its sandbox can't be made by root.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    });
    ends.unshift(driver.end);
    const server = `http://localhost:${port}`;
    await reach(server);
    const session = await openSession(server, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    });
    ends.unshift(() => session.close().catch(() => {}));
    return { ...session, version: `WebKitGTK ${session.version}`, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** @param {string | undefined} program @param {string[]} args @param {Record<string, string>} variables */
function start(program, args, variables) {
  if (!program) throw new Error('a part of WebKitGTK is missing: run scripts/setup.sh test');
  const child = spawn(program, args, {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  return { child, end: () => (child.kill(), ended) };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
const firstLine = (child) =>
  new Promise((resolve, reject) => {
    child.stdout?.once('data', (data) => resolve(String(data).trim()));
    child.once('close', (code) => reject(new Error(`the display ended with ${code}`)));
  });

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** @param {string} server */
async function reach(server) {
  for (let tries = 1; ; tries++) {
    try {
      return await fetch(`${server}/status`);
    } catch (error) {
      if (tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
