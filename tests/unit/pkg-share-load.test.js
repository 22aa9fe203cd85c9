import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareLoad } from '../../pkg/internal/page/share-load.js';

/** Loads twice at the same time, and counts the downloads. @param {any} first @param {any} second */
async function downloads(first, second) {
  const common = {
    source: { kind: 'url', url: 'https://example.com/net.safetensors', cache: true },
    metadata: { kind: 'none' },
    sha256: null,
    assume: null,
    labels: null,
  };
  /** @type {string[]} */
  const kinds = [];
  const client = () => ({
    call: async (/** @type {string} */ method, /** @type {any} */ args) => {
      if (method === 'checkpoint') return { weights: new Blob(['w']), metadata: '{}', reading: {} };
      kinds.push((await args).source.kind);
      return {};
    },
  });
  const load = (/** @type {any} */ options) =>
    shareLoad(/** @type {any} */ (client()), /** @type {any} */ ({ ...common, ...options }), {});
  await Promise.all([load(first), load(second)]);
  return kinds.filter((kind) => kind === 'url').length;
}

const labels = (/** @type {string} */ label) => ({ labels: { kind: 'list', labels: [label] } });

test('simultaneous loads of one model are one download', async () => {
  assert.equal(await downloads({}, {}), 1);
  assert.equal(await downloads(labels('a'), labels('a')), 1);
});

test('a network never takes the labels of another one', async () => {
  assert.equal(await downloads(labels('a'), {}), 2);
  assert.equal(await downloads(labels('a'), labels('b')), 2);
  assert.equal(await downloads({ labels: { kind: 'blob', blob: new Blob() } }, {}), 2);
});
