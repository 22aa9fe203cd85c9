// Finds the Chromium for the tests, with its flags. The flags are in webdriver.json, because wasm-pack reads that file.
// When run as a program, this prints the browser's path or an empty line.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.js';

const webdriver = JSON.parse(readFileSync(new URL('../webdriver.json', import.meta.url), 'utf8'));

/** @type {string[]} */
const all = webdriver['goog:chromeOptions'].args.filter(
  (/** @type {string} */ arg) => !arg.startsWith('--headless'),
);

const isWebGpu = (/** @type {string} */ arg) => /webgpu|vulkan|angle/i.test(arg);

/** A software WebGPU adapter that works without a GPU. */
export const webGpuFlags = all;

/** No WebGPU adapter on a machine without a GPU. */
export const plainFlags = all.filter((arg) => !isWebGpu(arg));

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The browser given by CHROME, or the first one found. */
export const findChromium = () => findProgram({ named: process.env.CHROME, names: NAMES, elsewhere: [MAC] });

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findChromium() ?? '');
