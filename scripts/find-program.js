// Where a program that the tests need is installed.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The program that `named` names, as a path or on PATH; without it, the first of `names` on PATH, else `elsewhere`.
 * @param {{ named?: string, names: readonly string[], elsewhere: readonly string[] }} options
 * @returns {string | undefined}
 */
export function findProgram({ named, names, elsewhere }) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = (/** @type {string} */ name) => folders.map((folder) => join(folder, name));
  const candidates = named ? [named, ...onPath(named)] : [...names.flatMap(onPath), ...elsewhere];
  return candidates.find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
