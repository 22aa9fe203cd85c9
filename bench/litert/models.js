// The networks in LiteRT's file format, converted from the same weights by PyPI's litert-torch in a virtual environment of
// its own. Environment and files are kept in node_modules/.cache.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NETWORKS } from '../page/networks.js';

const CONVERTER = fileURLToPath(new URL('convert.py', import.meta.url));
const PAGE = new URL('../page/', import.meta.url);
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/densenet-web/', import.meta.url));
const ENVIRONMENT = join(CACHE, 'litert-venv');
const PACKAGES = ['litert-torch', 'safetensors'];
/** Torch's wheels take 6 GB on some systems. */
const INSTALLING = `installing ${PACKAGES.join(' and ')} into node_modules/.cache, which takes minutes and gigabytes`;

/** A network's file. @param {string} network */
const fileOf = (network) => fileURLToPath(new URL(NETWORKS[network].litert, PAGE));

/** Whether the file belongs to the weights as they are now. @param {string} network */
function isCurrent(network) {
  const weights = fileURLToPath(new URL(NETWORKS[network].weights, PAGE));
  const file = fileOf(network);
  return existsSync(file) && statSync(file).mtimeMs >= statSync(weights).mtimeMs;
}

/** The environment's Python. It counts as made once everything is installed. @param {(text: string) => void} say */
function environment(say) {
  const python = join(ENVIRONMENT, 'bin/python');
  const isComplete = join(ENVIRONMENT, 'complete');
  if (existsSync(isComplete)) return python;
  say(INSTALLING);
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', ENVIRONMENT], { stdio: 'pipe' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio: 'pipe' });
  mkdirSync(isComplete);
  return python;
}

/**
 * Makes the files of some networks. @param {string[]} networks @param {(text: string) => void} say
 * @returns {string | null} why that is impossible here
 */
export function litertModels(networks, say) {
  try {
    for (const network of networks.filter((name) => !isCurrent(name))) {
      const python = environment(say);
      say(`converting ${network} to LiteRT's file format`);
      const { shape, size, weights } = NETWORKS[network];
      const file = fileOf(network);
      const part = file.replace(/\.tflite$/, '.part.tflite');
      const source = fileURLToPath(new URL(weights, PAGE));
      execFileSync(python, [CONVERTER, source, JSON.stringify({ ...shape, size }), part], { stdio: 'pipe' });
      renameSync(part, file);
    }
    return null;
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: Buffer }} */ (error);
    const lines = String(stderr ?? '')
      .trim()
      .split('\n');
    return lines[lines.length - 1] || message;
  }
}
