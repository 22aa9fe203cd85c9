// What the package says about an impossible network: in the visitor's words, and which field it is about.
import { text } from '../app/i18n.js';
import { explain } from '../app/tasks.js';

/** @typedef {'growth_rate' | 'block_config' | 'bn_size' | 'compression_rate' | 'num_init_features' | 'num_classes' | 'size'} Field */

/** What tells a field in the package's message. @type {readonly [Field, RegExp][]} */
const SIGNS = [
  ['growth_rate', /growth_rate/],
  ['block_config', /block_config|every block/],
  ['bn_size', /bn_size/],
  ['compression_rate', /compression_rate/],
  ['num_init_features', /num_init_features/],
  ['num_classes', /num_classes/],
  ['size', /pixels|inputSize/],
];

/** @param {unknown} problem @returns {{ message: string, detail: string, field: Field | null }} */
export function findProblem(problem) {
  const { message, detail } = explain(problem);
  const said = detail.replace(/^invalid (configuration|input): /, '');
  const field = SIGNS.find(([, sign]) => sign.test(said))?.[0] ?? null;
  const own = text().explore.problems.find(([pattern]) => pattern.test(said));
  return { message, detail: own ? said.replace(...own) : said, field };
}
