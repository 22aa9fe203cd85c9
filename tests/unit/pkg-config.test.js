import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toConfig } from '../../pkg/internal/page/config.js';

const GOOD = {
  growth_rate: 12,
  block_config: [2, 3],
  num_init_features: 8,
  bn_size: /** @type {number | null} */ (4),
  compression_rate: 0.5,
  num_classes: 3,
  stem: 'cifar',
};

test('names are kept, configurations become JSON, and null is not the same as absent', () => {
  assert.equal(toConfig('config', 'densenet121'), 'densenet121');
  const odd = { ...GOOD, in_channels: 1, transition_relu: false };
  for (const config of [GOOD, { ...GOOD, bn_size: null }, { ...GOOD, drop_rate: 0.2 }, odd]) {
    assert.deepEqual(JSON.parse(toConfig('config', config)), config);
  }
  assert.deepEqual(JSON.parse(toConfig('config', { ...GOOD, drop_rate: undefined })), GOOD);
  assert.deepEqual(JSON.parse(toConfig('config', Object.create(GOOD))), GOOD);
});

/** @type {any} */
const cyclic = [];
cyclic.push(cyclic);

for (const field of Object.keys(GOOD)) {
  test(`${field} is checked before it is serialised`, () => {
    const rest = Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== field));
    for (const config of [rest, { ...rest, [field]: undefined }]) {
      assert.throws(() => toConfig('config', config), {
        code: 'invalid-config',
        details: { problem: 'missing-field', field },
      });
    }
    const nonsense = [NaN, Infinity, -1, 4n, {}, cyclic, [NaN], new Array(2), () => {}, true, Symbol('x')];
    if (field !== 'stem') nonsense.push('4', /** @type {any} */ (new Number(4)));
    if (field !== 'bn_size') nonsense.push(/** @type {any} */ (null));
    for (const value of nonsense) {
      // The WebAssembly checks the range of θ.
      if (field === 'compression_rate' && value === -1) continue;
      assert.throws(
        () => toConfig('random', { ...GOOD, [field]: value }),
        ({ code, details }) => {
          const { found, ...rest } = details;
          assert.deepEqual([code, rest], ['invalid-config', { problem: 'invalid-field', field }]);
          return typeof found === 'string';
        },
      );
    }
  });
}

test('unknown fields are rejected with a suggestion', () => {
  for (const [field, suggestion] of [
    ['bnSize', 'bn_size'],
    ['growthRate', 'growth_rate'],
    ['compression', 'compression_rate'],
    ['classes', 'num_classes'],
    ['optimizer', null],
  ]) {
    assert.throws(() => toConfig('config', { ...GOOD, [String(field)]: 4 }), {
      code: 'invalid-config',
      details: { problem: 'unknown-field', field, suggestion },
    });
  }
});

test('anything but a plain object is rejected as a configuration', () => {
  for (const config of [[12, [2, 3], 8, 4, 0.5, 0, 3, 'cifar'], null, undefined, 3, 3n, () => {}]) {
    assert.throws(() => toConfig('config', config), {
      code: 'invalid-argument',
      details: { problem: 'wrong-type', argument: 'config' },
    });
  }
});
