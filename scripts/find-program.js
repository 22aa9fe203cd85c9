// Finds an installed program that the tests need.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The program given by `named`, a path or a name on PATH; by default the first of `names` on PATH, or else `elsewhere`.
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
