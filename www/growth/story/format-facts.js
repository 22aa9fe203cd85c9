// The numbers of the story's texts, as people write them.
import { formatBytes, formatInteger, formatRatio, formatValue } from '../../app/format.js';

/** @param {string} name @param {number} value */
function formatFact(name, value) {
  if (name.endsWith('Bytes')) return formatBytes(value);
  if (name === 'early' || name === 'late') return formatValue(value);
  return name === 'theta' ? formatRatio(value) : formatInteger(value);
}

/** @param {Record<string, number>} facts @returns {Record<string, string>} */
export const formatFacts = (facts) =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, formatFact(name, value)]));
