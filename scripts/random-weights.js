// Checkpoints with random weights for the browser tests and the benchmark, made by the command line and kept.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = 'node_modules/.cache/densenet-web/';

/**
 * A safetensors file with a network's weights before training; the seed decides which.
 * @param {string} network such as `densenet121` @param {number} seed
 * @returns {string} its path from the repository's root
 */
export function randomWeights(network, seed) {
  const file = `${FOLDER}${network}-${seed}.safetensors`;
  if (existsSync(ROOT + file)) return file;
  mkdirSync(ROOT + FOLDER, { recursive: true });
  const cargo = ['run', '--quiet', '--features', 'cli', '--', 'random'];
  const options = ['--network', network, '--seed', String(seed), '--output', `${file}.part`];
  execFileSync('cargo', [...cargo, ...options], { cwd: ROOT, stdio: 'inherit' });
  renameSync(`${ROOT}${file}.part`, ROOT + file);
  return file;
}
