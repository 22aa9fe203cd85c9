// The form's text as metadata, or what is wrong with it.

import { activationKind } from '../app/intake.js';
import { shortNumber } from '../app/format.js';

/** @import { Activation, Colour, Edits, Facts } from '../app/intake.js' */

/** @typedef {'height' | 'width' | 'mean' | 'std' | 'cropPct' | 'interpolation' | 'colour' | 'activation' | 'temperature' | 'threshold' | 'labels'} Field */
/** @typedef {Record<Field, string>} Values what the visitor typed. */
/** @typedef {'size' | 'numbers' | 'positive' | 'share' | 'number' | 'count'} Problem */
/** @typedef {Partial<Record<Field, Problem>>} Problems */

/** The largest side of an input that the package takes. */
export const MAX_SIDE = 4096;
export const MIN_CROP = 0.1;

/** What the form shows at first. @param {Facts} facts @returns {Values} */
export function valuesOf({ metadata = {} }) {
  const { inputSize, mean, std, cropPct, interpolation, colour, temperature, threshold, labels } = metadata;
  const [height = '', width = ''] = inputSize?.value ?? [];
  const optional = (/** @type {number | null | undefined} */ value) =>
    value == null ? '' : shortNumber(value);
  return {
    height: String(height),
    width: String(width),
    mean: mean?.value.map(shortNumber).join(', ') ?? '',
    std: std?.value.map(shortNumber).join(', ') ?? '',
    cropPct: optional(cropPct?.value),
    interpolation: interpolation?.value ?? 'bilinear',
    colour: colour?.value ?? '',
    activation: activationKind(metadata.activation?.value),
    temperature: optional(temperature?.value),
    threshold: optional(threshold?.value),
    labels: labels?.value.join('\n') ?? '',
  };
}

/** Numbers with commas or spaces between them. @param {string} text */
const numbersIn = (text) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);

/** Empty: null. @param {string} text */
const optionalNumber = (text) => (text.trim() === '' ? null : Number(text));

/** One label a line; empty lines at the end don't count. @param {string} text */
export const labelsIn = (text) => (text.trim() === '' ? [] : text.trimEnd().split(/\r?\n/));

/**
 * @param {Values} values @param {{ channels: number, classes: number }} network
 * @returns {{ problems: Problems, edits: Edits, labels: string[] }} `edits` and `labels` are usable if there are no problems.
 */
export function readValues(values, { channels, classes }) {
  /** @type {Edits} */
  const edits = {
    inputSize: [Number(values.height), Number(values.width)],
    mean: numbersIn(values.mean),
    std: numbersIn(values.std),
    cropPct: Number(values.cropPct),
    interpolation: values.interpolation,
    colour: /** @type {Colour | ''} */ (values.colour) || null,
    activation: /** @type {Activation} */ (values.activation),
    temperature: optionalNumber(values.temperature),
    threshold: optionalNumber(values.threshold),
  };
  const labels = labelsIn(values.labels);
  const isSide = (/** @type {number} */ side) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE;
  const { mean, std, cropPct, temperature, threshold } = edits;
  const fits = (/** @type {readonly number[]} */ list) =>
    list.length === channels && list.every(Number.isFinite);
  /** @type {[Field, Problem, boolean][]} */
  const checks = [
    ['height', 'size', isSide(edits.inputSize[0])],
    ['width', 'size', isSide(edits.inputSize[1])],
    ['mean', 'numbers', fits(mean)],
    ['std', 'positive', fits(std) && std.every((value) => value > 0)],
    ['cropPct', 'share', cropPct >= MIN_CROP && cropPct <= 1],
    ['temperature', 'number', temperature === null || (Number.isFinite(temperature) && temperature > 0)],
    ['threshold', 'number', threshold === null || Number.isFinite(threshold)],
    // No labels: the classes are numbered.
    ['labels', 'count', labels.length === 0 || labels.length === classes],
  ];
  const problems = Object.fromEntries(
    checks.flatMap(([field, problem, holds]) => (holds ? [] : [[field, problem]])),
  );
  return { problems, edits, labels };
}
