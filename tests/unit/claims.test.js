import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CLAIMS } from '../../www/claims/claims.js';
import { NUMBERS } from '../../www/claims/numbers.js';
import { placeOf } from '../../www/claims/places.js';
import { parse } from '../../www/app/router.js';
import en from '../../www/i18n/en/index.js';

/** @import { Claim } from '../../www/claims/claims.js' */

// Links are made for the current address.
Object.assign(globalThis, { location: { hash: '' } });

/** @type {Claim[]} */
const claims = Object.values(CLAIMS).flat();
const path = (/** @type {string} */ file) => new URL(`../../${file}`, import.meta.url);

test('every test that keeps a claim true exists, and so does every script', () => {
  for (const { id, test: kept, script } of claims) {
    if (kept) assert.ok(readFileSync(path(kept[0]), 'utf8').includes(kept[1]), `${id}: ${kept.join(', ')}`);
    if (script) assert.ok(existsSync(path(script)), `${id}: ${script}`);
  }
});

test('what is only said has neither a number nor a test; everything else has both a place and a test', () => {
  const { findings, numbers } = en.claims;
  for (const { id, evidence, test: kept, where } of claims) {
    const hasFinding = id in findings || id in NUMBERS;
    assert.equal(hasFinding, evidence !== 'said', id);
    assert.equal(kept !== undefined, evidence !== 'said', id);
    if (evidence !== 'said') assert.ok(where, id);
    assert.equal(id in NUMBERS, id in numbers, id);
    if (evidence === 'live') assert.ok(id in NUMBERS, id);
  }
});

test('each claim is listed once, and has a text', () => {
  const ids = claims.map(({ id }) => id);
  assert.deepEqual(ids.toSorted(), Object.keys(en.claims.points).toSorted());
  for (const id of Object.keys(NUMBERS)) assert.ok(ids.includes(id), id);
});

test('every place is in the view that it names', () => {
  for (const place of claims.flatMap(({ where }) => where ?? [])) {
    const { view, address } = placeOf(place);
    assert.equal(parse(address).view, view, place);
  }
});
