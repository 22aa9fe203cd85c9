// Why a network is impossible: in the visitor's words, and which field it is about.
import { text } from '../../app/i18n.js';
import { explain } from '../../app/tasks.js';

/** @import { DenseNetConfig } from 'densenet-web' */

/** @typedef {'growth_rate' | 'block_config' | 'bn_size' | 'compression_rate' | 'num_init_features' | 'num_classes' | 'size'} Field */
/** @typedef {{ field: Field, index: number | null }} Wrong `index`: of the block that it is about, from 0, if it is one. */

/** The package takes 32 bits, and says itself how much of that makes sense. */
const MOST = 2 ** 32 - 1;

/** A number that the package could not even read: its parser's complaint would help nobody. */
class BadNumber extends Error {
  /** Explained like the package's own. */
  code = 'invalid-config';

  /** @param {Wrong} wrong @param {number} value */
  constructor(wrong, value) {
    super(`${wrong.field}: ${value}`);
    this.wrong = wrong;
    this.value = value;
  }

  get detail() {
    const words = text().explore.controls;
    const { field, index } = this.wrong;
    const name = index === null ? words[FIELD_WORDS[field]] : words.layersIn(index + 1);
    return this.value > MOST ? words.tooLarge(String(name)) : words.notWhole(String(name));
  }
}

/** The names of the fields next to the sliders. */
const FIELD_WORDS = /** @type {const} */ ({
  growth_rate: 'growthRate',
  block_config: 'blocks',
  bn_size: 'bnSize',
  compression_rate: 'compression',
  num_init_features: 'initFeatures',
  num_classes: 'classes',
  size: 'size',
});

/** The first entry that is no whole number from 1 on. @param {DenseNetConfig} config @param {number | null} size */
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
  for (const [wrong, value] of numbers) {
    const isGood = value === null || (Number.isInteger(value) && value >= 1 && value <= MOST);
    if (!isGood) return new BadNumber(wrong, value);
  }
  return null;
}

/** How to recognise a field in the package's message. @type {readonly [Field, RegExp][]} */
const SIGNS = [
  ['growth_rate', /growth_rate/],
  ['block_config', /block_config|every block/],
  ['bn_size', /bn_size/],
  ['compression_rate', /compression_rate/],
  ['num_init_features', /num_init_features/],
  ['num_classes', /num_classes/],
  ['size', /pixels|inputSize/],
];

/** @param {unknown} problem @returns {{ message: string, detail: string, wrong: Wrong | null }} */
export function findProblem(problem) {
  const { message, detail } = explain(problem);
  if (problem instanceof BadNumber) return { message, detail: problem.detail, wrong: problem.wrong };
  const said = detail.replace(/^invalid (configuration|input): /, '');
  const field = SIGNS.find(([, sign]) => sign.test(said))?.[0];
  const own = text().explore.problems.find(([pattern]) => pattern.test(said));
  return {
    message,
    detail: own ? said.replace(...own) : said,
    wrong: field ? { field, index: null } : null,
  };
}
