/**
 * What a browser is known to do differently: for each test, what was measured. Such a test must fail; once it passes, its
 * line has to go.
 * @type {Record<string, Record<string, string>>}
 */
export const KNOWN = {};
