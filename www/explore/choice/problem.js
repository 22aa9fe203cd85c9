// Explains why a network is invalid, and which field the problem is about.
import { detailsOf, explain, PageError } from '../../app/errors.js';

/** @import { ConfigField, DenseNetConfig } from 'densenet-web' */
/** @import { Details } from '../../app/errors.js' */

/** @typedef {ConfigField | 'size'} Field */
/** @typedef {{ field: Field, index: number | null }} Wrong `index`: of the block with the problem, from 0, or null. */

/** The package accepts 32-bit numbers, 16-bit for the input size, and rejects implausible ones itself. */
const MAX = 2 ** 32 - 1;
const MAX_SIZE = 2 ** 16 - 1;

/** The first number that is not an integer of at least 1, which the package could not even parse. @param {DenseNetConfig} config @param {number | null} size */
export function findBadNumber(config, size) {
  /** @type {[Wrong, number | null][]} */
  const numbers = [
    [{ field: 'growth_rate', index: null }, config.growth_rate],
    ...config.block_config.map(
      (layers, index) => /** @type {[Wrong, number]} */ ([{ field: 'block_config', index }, layers]),
    ),
    [{ field: 'bn_size', index: null }, config.bn_size],
    [{ field: 'num_init_features', index: null }, config.num_init_features],
    [{ field: 'num_classes', index: null }, config.num_classes],
    [{ field: 'size', index: null }, size],
  ];
  for (const [wrong, found] of numbers) {
    const max = wrong.field === 'size' ? MAX_SIZE : MAX;
    if (found === null || (Number.isInteger(found) && found >= 1 && found <= max)) continue;
    const problem = found > max ? 'far-too-large' : 'not-whole';
    return new PageError({ problem, ...wrong, found }, 'invalid-config');
  }
  return null;
}

/** The field that an error is about. @param {Details | undefined} details @returns {Wrong | null} */
function wrongOf(details) {
  switch (details?.problem) {
    case 'not-whole':
    case 'far-too-large':
    case 'out-of-range':
      return { field: details.field, index: details.index };
    case 'no-channels-left':
      return { field: details.field, index: null };
    case 'input-too-small':
    case 'input-size-out-of-range':
      return { field: 'size', index: null };
    default:
      return null;
  }
}

/** @param {unknown} problem @returns {{ message: string, detail: string, wrong: Wrong | null }} */
export const findProblem = (problem) => ({ ...explain(problem), wrong: wrongOf(detailsOf(problem)) });
