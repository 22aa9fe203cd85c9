import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv, toJson } from '../../www/classify/export.js';

/** @import { Row } from '../../www/app/store.js' */

/** @param {Partial<Row>} patch @returns {Row} */
const row = (patch) => ({
  id: 1,
  name: 'cat.jpg',
  blob: new Blob(),
  thumbnail: null,
  status: 'waiting',
  classification: null,
  error: null,
  ...patch,
});

/** @param {string} label @param {number} probability @returns {Row} */
const done = (label, probability) =>
  row({
    status: 'done',
    classification: {
      predictions: [{ index: 0, label, probability }],
      rejected: false,
      timings: { decode: 1, preprocess: 2, run: -0.5 },
    },
  });

/** The cells of the only row, if none contains a comma. @param {Row} only */
const cells = (only) => toCsv([only]).split('\r\n')[1].split(',');

test('CSV has a header, one line per image, and empty cells for missing values', () => {
  const lines = toCsv([row({}), done('cat', 0.75)]).split('\r\n');
  assert.match(
    lines[0],
    /^file,status,class_1,probability_1,.*,class_5,probability_5,rejected,run_ms,error$/,
  );
  assert.equal(lines[1], 'cat.jpg,waiting,,,,,,,,,,,,,');
  assert.equal(lines[2], 'cat.jpg,done,cat,0.75,,,,,,,,,false,-0.5,');
  assert.equal(lines[3], '');
});

test('cells with commas, quotes and line breaks are quoted', () => {
  assert.ok(toCsv([row({ name: 'a "b", c.jpg' })]).includes('\r\n"a ""b"", c.jpg",waiting,'));
  assert.ok(toCsv([row({ error: 'one\ntwo' })]).endsWith(',"one\ntwo"\r\n'));
});

for (const name of ['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\tx', '-', '=HYPERLINK'])
  test(`${JSON.stringify(name)} cannot be run as a formula`, () => {
    assert.equal(cells(row({ name }))[0], `'${name}`);
    assert.equal(cells(done(name, 1))[2], `'${name}`);
  });

test('a formula after a carriage return is escaped too, within the quotes', () => {
  assert.ok(toCsv([row({ name: '\r=1' })]).includes(`\r\n"'\r=1",`));
});

for (const label of ['-0.5', '+3', '-1e-7', '12'])
  test(`${label} stays a number`, () => assert.equal(cells(done(label, 1))[2], label));

test('JSON contains everything', () => {
  const { pictures } = JSON.parse(toJson([done('cat', 0.75)], null));
  assert.equal(pictures[0].predictions[0].label, 'cat');
  assert.equal(pictures[0].timings.decode, 1);
  assert.equal(pictures[0].rejected, false);
});

test('a picture that the network rejects is marked in both, and keeps the nearest classes', () => {
  const rejected = done('cat', 0.75);
  Object.assign(rejected.classification ?? {}, { rejected: true });
  assert.match(toCsv([rejected]), /done,cat,0\.75,.*,true,-0\.5,/);
  const { pictures } = JSON.parse(toJson([rejected], null));
  assert.equal(pictures[0].rejected, true);
  assert.equal(pictures[0].predictions[0].label, 'cat');
});
