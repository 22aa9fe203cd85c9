import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadOnFirst } from '../../pkg/internal/worker/engine-order.js';

/** @import { EngineChoice } from '../../pkg/index.js' */

/** An error as the WebAssembly throws it. @param {string} code */
const failure = (code) => Object.assign(new Error(`it is ${code}`), { code, details: { problem: code } });

/** The same as plain data. @param {string} code */
const plain = (code) => ({ code, message: `it is ${code}`, details: { problem: code } });

/** Loads on engines that fail with these errors, and notes which were tried. @param {Partial<Record<EngineChoice, Error>>} errors */
function engines(errors) {
  /** @type {EngineChoice[]} */
  const tried = [];
  const load = async (/** @type {EngineChoice} */ engine) => {
    tried.push(engine);
    if (errors[engine]) throw errors[engine];
    return /** @type {any} */ (`on ${engine}`);
  };
  return { tried, load };
}

test('the first engine is used if it works', async () => {
  const { tried, load } = engines({});
  assert.deepEqual(await loadOnFirst(['webgpu', 'cpu'], load), { network: 'on webgpu' });
  assert.deepEqual(tried, ['webgpu']);
});

test('the first that works is used, with the reason why the first of all is not', async () => {
  for (const [code, reason] of [
    ['no-webgpu', 'no-webgpu'],
    ['gpu-error', 'failed'],
  ]) {
    const { tried, load } = engines({ webgpu: failure(code), burn: failure('out-of-memory') });
    assert.deepEqual(await loadOnFirst(['webgpu', 'burn', 'cpu'], load), {
      network: 'on cpu',
      reason: {
        code: reason,
        message: `it is ${code}`,
        error: plain(code),
      },
    });
    assert.deepEqual(tried, ['webgpu', 'burn', 'cpu']);
  }
});

test('if none works, the error has those of all', async () => {
  const { load } = engines({ webgpu: failure('no-webgpu'), cpu: failure('out-of-memory') });
  await assert.rejects(loadOnFirst(['webgpu', 'cpu'], load), {
    code: 'no-engine',
    message: 'webgpu: it is no-webgpu; cpu: it is out-of-memory',
    details: {
      problem: 'no-engine',
      errors: [
        { engine: 'webgpu', error: plain('no-webgpu') },
        { engine: 'cpu', error: plain('out-of-memory') },
      ],
    },
  });
});

test('the error of a single engine is its own; bad files and traps are tried on one engine only', async () => {
  await assert.rejects(loadOnFirst(['webgpu'], engines({ webgpu: failure('no-webgpu') }).load), {
    code: 'no-webgpu',
  });
  for (const error of [failure('invalid-weights'), new WebAssembly.RuntimeError('unreachable')]) {
    const { tried, load } = engines({ webgpu: error });
    await assert.rejects(loadOnFirst(['webgpu', 'cpu'], load), (found) => found === error);
    assert.deepEqual(tried, ['webgpu']);
  }
});
