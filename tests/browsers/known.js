/**
 * Known differences by browser: for each test, what was measured. Such a test must fail; once it passes, remove it.
 * @type {Record<string, Record<string, string>>}
 */
export const KNOWN = {};
