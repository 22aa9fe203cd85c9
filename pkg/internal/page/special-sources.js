/** @import { LoadOptions } from '../../index.js' */
import { isObject } from './check.js';
import { toConfig } from './config.js';
import { isHuggingFace, urlOf } from './hugging-face.js';

/**
 * The same options, where a model of Hugging Face's has become a URL, and a configuration JSON.
 * @template {Pick<LoadOptions, 'model' | 'weights' | 'random'>} O @param {O} options @returns {O}
 */
export function withPlainSource(options) {
  const { model, weights, random } = options;
  // Which of them is meant is not to be guessed.
  if ([model, weights, random].filter((one) => one !== undefined).length > 1) return options;
  if (isHuggingFace(model)) return { ...options, model: urlOf(model) };
  return isObject(random) ? { ...options, random: toConfig('random', random) } : options;
}
