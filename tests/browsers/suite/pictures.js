// Files of many kinds: every browser computes what Pillow and PyTorch do (scripts/picture_fixtures.py), and so does the command
// line (tests/cli.rs).
import { near } from './assert.js';
import { test } from './harness.js';
import { probabilities } from './probabilities.js';

const FOLDER = '/tests/fixtures/pictures';
const TOLERANCE = 1e-6;

/** Probabilities by file. @type {Record<string, number[]>} */
const expected = await (await fetch(`${FOLDER}/expected.json`)).json();

for (const [name, wanted] of Object.entries(expected)) {
  test(`pictures: ${name}`, async ({ load, note }) => {
    const net = await load({ engine: 'cpu' });
    const actual = await probabilities(net, `${FOLDER}/${name}`);
    note(`differs by ${near(actual, wanted, TOLERANCE, name).toExponential(1)}`);
  });
}
