// The network in the URL: a preset and the differences from it.
import { networkName } from '../../app/names.js';
import { FIRST_PRESET, PRESETS, STEMS } from '../constants.js';

/** @import { DenseNetConfig } from 'densenet-web' */
/** @import { Explored } from './plans.js' */

/**
 * @typedef {object} Choice
 * @property {string} net the preset that it starts from.
 * @property {Partial<DenseNetConfig>} changes
 * @property {number | null} size of the input; null for the stem's default.
 */

export const NAMES = [...PRESETS.imagenet, ...PRESETS.cifar];

/** @param {string | undefined} word */
const number = (word) => (word === undefined || word.trim() === '' ? Number.NaN : Number(word));

/** @param {string} word @returns {word is DenseNetConfig['stem']} */
const isStem = (word) => STEMS.some((stem) => stem === word);

/** Parsers for the URL parameters; invalid values are dropped. @type {Record<string, (word: string) => Partial<DenseNetConfig>>} */
const READ = {
  k: (word) => ({ growth_rate: number(word) }),
  // A hyphen after a digit is a separator; any other is a minus sign.
  blocks: (word) => ({ block_config: word.split(/(?<=\d)-/).map(number) }),
  bn: (word) => ({ bn_size: word === 'none' ? null : number(word) }),
  theta: (word) => ({ compression_rate: number(word) }),
  init: (word) => ({ num_init_features: number(word) }),
  classes: (word) => ({ num_classes: number(word) }),
  stem: (word) => (isStem(word) ? { stem: word } : {}),
};

/** @param {Record<string, string>} params @returns {Choice} */
export function readChoice(params) {
  const { net = FIRST_PRESET } = params;
  /** @type {Partial<DenseNetConfig>} */
  const changes = {};
  for (const [key, read] of Object.entries(READ)) {
    const word = params[key];
    const change = word === undefined ? {} : read(word);
    const makesSense = Object.values(change)
      .flat()
      .every((value) => !Number.isNaN(value));
    if (makesSense) Object.assign(changes, change);
  }
  const size = number(params.size);
  return { net: NAMES.includes(net) ? net : FIRST_PRESET, changes, size: Number.isNaN(size) ? null : size };
}

/** The URL parameters for a network based on a preset. @param {string} net @param {DenseNetConfig} base @param {DenseNetConfig} config @param {number | null} size */
export function writeChoice(net, base, config, size) {
  /** @type {[string, string, string][]} */
  const entries = [
    ['k', String(base.growth_rate), String(config.growth_rate)],
    ['blocks', base.block_config.join('-'), config.block_config.join('-')],
    ['bn', String(base.bn_size ?? 'none'), String(config.bn_size ?? 'none')],
    ['theta', String(base.compression_rate), String(config.compression_rate)],
    ['init', String(base.num_init_features), String(config.num_init_features)],
    ['classes', String(base.num_classes), String(config.num_classes)],
    ['stem', base.stem, config.stem],
  ];
  const params = Object.fromEntries(
    entries.filter(([, was, is]) => was !== is).map(([key, , is]) => [key, is]),
  );
  return { net, ...params, ...(size === null ? {} : { size: String(size) }) };
}

/** DenseNet-121, k = 24 @param {Pick<Explored, 'net' | 'base' | 'config' | 'size'>} explored */
export function exploredName({ net, base, config, size }) {
  const { net: preset, ...changes } = writeChoice(net, base.config, config, size);
  return [networkName(preset), ...Object.entries(changes).map(([key, value]) => `${key} = ${value}`)].join(
    ', ',
  );
}
