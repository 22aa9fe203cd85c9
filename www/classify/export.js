// Exports the table to a file.
import { activationOf, isAssumed, isRejected } from '../app/intake.js';
import { TOP } from '../constants.js';

/** @import { DenseNet } from 'densenet-web' */
/** @import { Row } from '../app/store.js' */

/** Whether a spreadsheet would read a text as a formula; a plain number such as -0.5 is not one. @param {string} text */
const isFormula = (text) => /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text);

/** File names and labels are untrusted: an apostrophe keeps a spreadsheet from running them as formulas. @param {string | number} value */
function cell(value) {
  const text = isFormula(String(value)) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {readonly Row[]} rows */
export function toCsv(rows) {
  const ranks = Array.from({ length: TOP }, (_, index) => index + 1);
  const head = [
    'file',
    'status',
    ...ranks.flatMap((rank) => [`class_${rank}`, `probability_${rank}`]),
    'rejected',
    'run_ms',
    'error',
  ];
  const lines = rows.map(({ name, status, classification, error }) => [
    name,
    status,
    ...ranks.flatMap((rank) => {
      const prediction = classification?.predictions[rank - 1];
      return prediction ? [prediction.label, prediction.probability] : ['', ''];
    }),
    classification ? String(isRejected(classification)) : '',
    classification?.timings.run ?? '',
    error ?? '',
  ]);
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** @param {readonly Row[]} rows @param {DenseNet | null} network */
export function toJson(rows, network) {
  const pictures = rows.map(({ name, status, classification, error }) => ({
    file: name,
    status,
    rejected: classification ? isRejected(classification) : null,
    predictions: classification?.predictions ?? null,
    timings: classification?.timings ?? null,
    error,
  }));
  const about = {
    network: network?.architecture,
    assumed: isAssumed(network),
    activation: activationOf(network),
    engine: network?.engine,
  };
  return JSON.stringify({ ...about, pictures }, null, 2);
}
