import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureReuse } from '../../pkg/internal/worker/measure-reuse.js';

/** @import { MeasuredReuse } from '../../pkg/index.js' */

const BLOCKS = [
  { block: 1, sources: ['input', 'a'], targets: ['a', 't'], values: [[1, null], [1, 1]] }, // prettier-ignore
  { block: 2, sources: ['input', 'b'], targets: ['b', 'classifier'], values: [[1, null], [1, 1]] }, // prettier-ignore
];

/** A network that loses 10 with every connection, which it had estimated at 9. @param {boolean} hasGradients */
function fake(hasGradients) {
  /** @type {string[]} */
  const measured = [];
  const estimates = BLOCKS.map((block) => ({
    ...block,
    values: block.values.map((row) => row.map((value) => (value === null ? null : 9))),
  }));
  const network = {
    feature_reuse: () => JSON.stringify(BLOCKS),
    async estimate_reuse() {
      if (hasGradients) return JSON.stringify(estimates);
      throw Object.assign(new Error('none'), { code: 'no-gradients', details: { problem: 'no-gradients' } });
    },
    async measure_connection(/** @type {string} */ layer, /** @type {string} */ from) {
      measured.push(`${layer} < ${from}`);
      return 10;
    },
  };
  return { network: /** @type {any} */ (network), measured };
}

const pass = async () => {};

test('connections are measured from the last reader to the first', async () => {
  const { network, measured } = fake(true);
  /** @type {MeasuredReuse[]} */
  const reports = [];
  const report = (/** @type {MeasuredReuse} */ progress) => reports.push(structuredClone(progress));
  const { blocks, ...rest } = await measureReuse(network, 0, 0, report, pass);
  assert.deepEqual(measured, [
    'classifier < b',
    'classifier < input',
    'b < input',
    't < a',
    't < input',
    'a < input',
  ]);
  assert.deepEqual(blocks[1].values, [[10, null], [10, 10]]); // prettier-ignore
  const all = [[true, false], [true, true]]; // prettier-ignore
  assert.deepEqual(rest, { measured: [all, all], done: 6, total: 6 });
  // It was so fast that only the estimates and the end were reported.
  assert.deepEqual(
    reports.map(({ done, total }) => [done, total]),
    [[0, 6], [6, 6]], // prettier-ignore
  );
  assert.deepEqual(reports[0].blocks[0].values, [[9, null], [9, 9]]); // prettier-ignore
  assert.equal(reports[0].measured.flat(2).some(Boolean), false);
});

test('without gradients, values are unknown until they are measured', async () => {
  const { network } = fake(false);
  /** @type {MeasuredReuse[]} */
  const reports = [];
  await measureReuse(network, 0, 0, (progress) => reports.push(structuredClone(progress)), pass);
  assert.deepEqual(reports[0].blocks[0].values, [[null, null], [null, null]]); // prettier-ignore
  assert.deepEqual(reports[1].blocks[0].values, [[10, null], [10, 10]]); // prettier-ignore
});

test('progress is reported about every 100 ms, and a pause that fails ends it', async () => {
  const { network, measured } = fake(true);
  /** @type {number[]} */
  const done = [];
  let pauses = 0;
  const pause = async () => {
    if (++pauses === 5) throw new DOMException('stop', 'AbortError');
    await new Promise((resolve) => setTimeout(resolve, 60));
  };
  const measuring = measureReuse(network, 0, 0, (progress) => done.push(progress.done), pause);
  await assert.rejects(measuring, { name: 'AbortError' });
  assert.equal(measured.length, 4);
  assert.deepEqual(done, [0, 2, 4]);
});

test('any other failure is passed on', async () => {
  const { network } = fake(true);
  network.estimate_reuse = async () => {
    throw Object.assign(new Error('gone'), { code: 'invalid-input', details: {} });
  };
  await assert.rejects(
    measureReuse(network, 0, 0, () => {}, pass),
    { code: 'invalid-input' },
  );
});
