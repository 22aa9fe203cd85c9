import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const WORKER = new URL('../../pkg/worker.js', import.meta.url);

/** @param {URL} module */
const importsOf = (module) =>
  [...readFileSync(module, 'utf8').matchAll(/^(?:import|export)\s(?:[^'"]*?from\s+)?'(\.[^']+)';/gm)].map(
    ([, path]) => new URL(String(path), module).href,
  );

test('the worker itself imports every module that it needs, so that all are fetched at once', () => {
  const direct = importsOf(WORKER);
  /** @type {Set<string>} */
  const all = new Set();
  for (const waiting = [...direct]; waiting.length > 0;) {
    const module = String(waiting.pop());
    if (!all.has(module)) waiting.push(...importsOf(new URL(module)));
    all.add(module);
  }
  assert.ok(all.size > 20);
  assert.deepEqual([...all].sort(), direct.sort());
});
