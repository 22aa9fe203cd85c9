/** What suite/suite.js puts into the page. */
declare const suite: Pick<typeof import('./suite/harness.js'), 'names' | 'run'>;
