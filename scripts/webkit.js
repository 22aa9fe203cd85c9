// Finds the WebKitGTK for the tests: its browser, its WebDriver server, and a display for windows that nobody sees. When run
// as a program, this prints what is missing, or an empty line.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.js';

/** The browser is not on PATH. Debian's folders are named after the processor, and their versions after the toolkit. */
function candidates() {
  /** @param {string} folder @param {RegExp} name */
  const inside = (folder, name) => {
    try {
      const found = readdirSync(folder).filter((one) => name.test(one));
      return found.map((one) => join(folder, one));
    } catch {
      return [];
    }
  };
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec', ...inside('/usr/lib', /-linux-/)];
  return libraries
    .flatMap((folder) => inside(folder, /^webkit(2gtk|gtk)-/))
    .map((folder) => join(folder, 'MiniBrowser'));
}

/** The browser given by WEBKIT, or the first one found. */
export const findWebKit = () =>
  findProgram({ named: process.env.WEBKIT, names: ['MiniBrowser'], elsewhere: candidates() });

/** The server given by WEBKITDRIVER, or the first one found. */
export const findWebKitDriver = () =>
  findProgram({ named: process.env.WEBKITDRIVER, names: ['WebKitWebDriver'], elsewhere: [] });

export const findDisplayServer = () => findProgram({ names: ['Xvfb'], elsewhere: [] });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const parts = {
    "WebKitGTK's MiniBrowser (or its path in WEBKIT)": findWebKit(),
    'WebKitWebDriver (or its path in WEBKITDRIVER)': findWebKitDriver(),
    Xvfb: findDisplayServer(),
  };
  const missing = Object.entries(parts).filter(([, path]) => !path);
  console.log(missing.map(([name]) => name).join(', '));
}
