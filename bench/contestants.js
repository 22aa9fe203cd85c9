// Who takes part: libraries, and what they compute on.
import { readFileSync } from 'node:fs';

const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const litert = `LiteRT.js ${devDependencies['@litertjs/core']}`;
const ort = `onnxruntime-web ${devDependencies['onnxruntime-web']}`;
const tf = `TensorFlow.js ${devDependencies['@tensorflow/tfjs-core']}`;

/**
 * Names that end with `-threads` run on a page that is cross-origin isolated, with as many threads as there are cores, but
 * at most 8. The first that takes part is the reference for the others' outputs.
 * @type {Record<string, string>} their titles in tables
 */
export const CONTESTANTS = {
  'ort-wasm': `${ort}, wasm, one thread`,
  'tf-wasm': `${tf}, wasm, one thread`,
  'litert-wasm': `${litert}, wasm, one thread`,
  'ours-cpu': '**ours, `cpu`, one thread**',
  'ours-burn': 'ours, `burn`',
  'ort-wasm-threads': `${ort}, wasm, THREADS threads`,
  'litert-wasm-threads': `${litert}, wasm, THREADS threads`,
  'ours-cpu-threads': '**ours, `cpu`, THREADS threads**',
  'ort-webgpu': `${ort}, WebGPU`,
  'tf-webgpu': `${tf}, WebGPU`,
  'litert-webgpu': `${litert}, WebGPU`,
  'ours-webgpu': '**ours, `webgpu`**',
};

/** @param {string} name @param {number} cores */
export const titleOf = (name, cores) => CONTESTANTS[name].replace('THREADS', String(Math.min(cores, 8)));

/** @param {string} name */
export const isThreaded = (name) => name.endsWith('-threads');

/** Our contestants, each with the peers that it is compared with. @type {Record<string, RegExp>} */
export const COMPARED = {
  'ours-cpu': /-wasm$/,
  'ours-cpu-threads': /-wasm-threads$/,
  'ours-webgpu': /-webgpu$/,
};
