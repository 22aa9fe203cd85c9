import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunTimes } from '../../pkg/internal/page/run-times.js';

/** @param {number[]} times */
function summaryOf(times) {
  const runTimes = new RunTimes();
  for (const time of times) runTimes.add(time);
  return runTimes.summary;
}

test('the first pass is reported separately from the median of later passes', () => {
  assert.deepEqual(summaryOf([]), { firstRun: null, medianRun: null, runs: 0 });
  assert.deepEqual(summaryOf([9]), { firstRun: 9, medianRun: null, runs: 1 });
  assert.deepEqual(summaryOf([9, 2]), { firstRun: 9, medianRun: 2, runs: 2 });
  assert.deepEqual(summaryOf([9, 4, 1]), { firstRun: 9, medianRun: 2.5, runs: 3 });
  assert.deepEqual(summaryOf([9, 10, 2, 1]), { firstRun: 9, medianRun: 2, runs: 4 });
});

test('the median covers only the latest 1,000 passes', () => {
  const times = [...Array(2000).fill(1), ...Array(501).fill(7)];
  assert.deepEqual(summaryOf([5, ...times]), { firstRun: 5, medianRun: 7, runs: 2502 });
  assert.equal(summaryOf([5, ...times.slice(0, -2)]).medianRun, 1);
});
