// Interprets a test's result for one browser.
import { BROWSERS } from './browsers.js';
import { KNOWN } from './known.js';

/** @typedef {'passed' | 'known' | 'skipped' | 'FAILED'} Outcome */

/**
 * @param {string} browser @param {string} test @param {import('./suite/harness.js').Result} result
 * @returns {{ outcome: Outcome, text: string }}
 */
export function judge(browser, test, { error, lacks, notes }) {
  const known = KNOWN[browser]?.[test];
  if (lacks) {
    return BROWSERS[browser].features.includes(lacks)
      ? { outcome: 'FAILED', text: `there should be ${lacks} here` }
      : { outcome: 'skipped', text: `no ${lacks}` };
  }
  if (known) {
    return error
      ? { outcome: 'known', text: `${known} ${error}` }
      : { outcome: 'FAILED', text: `it passes now, so remove it from known.js: ${notes.join('; ')}` };
  }
  return error ? { outcome: 'FAILED', text: error } : { outcome: 'passed', text: notes.join('; ') };
}
