import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestDifference } from '../../www/engine/differences.js';

/** The most probable class first, as in the engines' results. @param {Record<string, number>} probabilities */
const classification = (probabilities) => ({
  predictions: Object.entries(probabilities)
    .map(([label, probability]) => ({ index: ['cat', 'dog', 'bird'].indexOf(label), label, probability }))
    .toSorted((a, b) => b.probability - a.probability),
  rejected: false,
  timings: { decode: 0, preprocess: 0, run: 0 },
});

test("finds the largest difference in a class's probability between any two engines", () => {
  const largest = largestDifference([
    classification({ cat: 0.6, dog: 0.3, bird: 0.1 }),
    classification({ cat: 0.5, dog: 0.35, bird: 0.15 }),
    classification({ cat: 0.3, dog: 0.5, bird: 0.2 }),
  ]);
  assert.equal(largest?.label, 'cat');
  assert.ok(Math.abs((largest?.difference ?? NaN) - 0.3) < 1e-12);
});

test('the difference is 0 for engines that agree', () => {
  const same = classification({ cat: 0.6, dog: 0.4 });
  assert.deepEqual(largestDifference([same, same]), { difference: 0, label: 'cat' });
});

test('there is no difference with fewer than two engines', () => {
  assert.equal(largestDifference([classification({ cat: 1 })]), null);
  assert.equal(largestDifference([]), null);
});
