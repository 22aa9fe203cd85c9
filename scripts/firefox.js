// Which Firefox the tests run in, and its preferences. Run as a program, it prints the browser's path, or an empty line.
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.js';

const NAMES = ['firefox-esr', 'firefox'];
const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** WebGPU wherever there is an adapter, a software adapter included. */
export const webGpuPreferences = { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true };

/** The browser named by FIREFOX, else the first one found. */
export const findFirefox = () => findProgram({ named: process.env.FIREFOX, names: NAMES, elsewhere: [MAC] });

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findFirefox() ?? '');
