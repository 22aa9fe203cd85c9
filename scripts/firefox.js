// Finds the Firefox for the tests, with its preferences. When run as a program, this prints its path or an empty line.
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.js';

const NAMES = ['firefox-esr', 'firefox'];
const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** WebGPU on any adapter, including software adapters. */
export const webGpuPreferences = { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true };

/** The browser given by FIREFOX, or the first one found. */
export const findFirefox = () => findProgram({ named: process.env.FIREFOX, names: NAMES, elsewhere: [MAC] });

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findFirefox() ?? '');
