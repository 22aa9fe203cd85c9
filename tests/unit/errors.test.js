import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { explain, PageError } from '../../www/app/errors.js';
import { store } from '../../www/app/store.js';
import { engineReason } from '../../www/components/engine-reason.js';
import en from '../../www/i18n/en/errors.js';
import zh from '../../www/i18n/zh/errors.js';

/** @import { EngineInfo } from 'densenet-web' */

const read = (/** @type {string} */ path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The values of `problem:` in a type declaration file. @param {string} path */
const declared = async (path) =>
  [...(await read(path)).matchAll(/problem["']?: ["']([\w-]+)["']/g)].map(([, problem]) => problem);

/** The variants of a Rust error, as they are serialised. @param {string} path */
const variants = async (path) =>
  [...(await read(path)).matchAll(/#\[error\([^]*?\)\]\n {4}(\w+)/g)].map(([, name]) =>
    name.replaceAll(/(?<=.)[A-Z]/g, '-$&').toLowerCase(),
  );

test("every problem of the package's errors has a message in both languages", async () => {
  const files = ['config', 'engine', 'file', 'input', 'metadata', 'weights'].map(
    (name) => `src/error/${name}.rs`,
  );
  const problems = [
    ...(await declared('pkg/errors.d.ts')),
    ...(await declared('pkg/core.d.ts')),
    ...(await Promise.all(files.map(variants))).flat(),
  ];
  assert.ok(problems.length > 100, String(problems.length));
  for (const problem of problems)
    for (const { problems: words } of [en, zh])
      assert.equal(typeof words[/** @type {keyof typeof words} */ (problem)], 'function', problem);
});

/** @param {() => void} check */
function inChinese(check) {
  store.set({ language: 'zh' });
  try {
    check();
  } finally {
    store.set({ language: 'en' });
  }
}

test('an error is described by its kind and its problem in both languages, from the details alone', () => {
  const error = {
    code: 'download-failed',
    message: 'never shown',
    details: { problem: 'http-status', what: 'weights', url: 'https://a.example/x', status: 404 },
  };
  assert.deepEqual(explain(error), {
    message: 'The download failed. Check the connection and try again.',
    detail: 'The server answered 404 to https://a.example/x (the weights).',
  });
  inChinese(() => assert.equal(explain(error).detail, '服务器对 https://a.example/x（权重）返回 404。'));
});

test('the error for an image of a batch gives its position', () => {
  const details = { problem: 'too-elongated', width: 9000, height: 1, max: 100, image: 2, count: 5 };
  assert.match(explain({ code: 'invalid-input', details }).detail, /^Picture 3 of 5: The picture is too/);
  inChinese(() =>
    assert.match(explain({ code: 'invalid-input', details }).detail, /^第 3 张图片（共 5 张）/),
  );
  // The image that a problem itself refers to is not the position in a batch.
  const gone = explain({ code: 'invalid-input', details: { problem: 'features-gone', image: 0 } });
  assert.match(gone.detail, /^The features of picture 1/);
});

test('the page’s own errors describe themselves', () => {
  const error = new PageError({ problem: 'picture-not-fetched', status: 404 });
  assert.match(explain(error).message, /^The picture could not be fetched \(the server answered 404\)/);
  assert.equal(explain(error).detail, '');
  assert.equal(explain(new DOMException('', 'NotFoundError')).message, 'No camera was found.');
});

test('an unknown error is an internal error', () => {
  assert.deepEqual(explain('oh'), { message: 'Something went wrong.', detail: 'oh' });
  assert.equal(explain(null).detail, 'null');
  assert.equal(
    explain({ code: 'internal', message: 'new', details: { problem: 'a-new-one' } }).detail,
    'new',
  );
});

test('the reason for an engine is translated, including its error', () => {
  const reason = (/** @type {object} */ reason) => engineReason(/** @type {EngineInfo} */ ({ reason }));
  const error = { code: 'no-webgpu', message: '', details: { problem: 'no-webgpu', detail: 'no adapter' } };
  const reasons = [
    [{ code: 'asked' }, /^You chose it/, /^由你选定/],
    [{ code: 'gpu', adapter: 'NVIDIA' }, /NVIDIA/, /NVIDIA/],
    [{ code: 'software', adapter: 'SwiftShader' }, /SwiftShader.* is software/, /SwiftShader.*软件/],
    [{ code: 'cpu-faster', adapter: 'Intel' }, /faster on the CPU.*Intel/, /Intel.*更快/],
    [{ code: 'no-webgpu', error }, /There is no WebGPU here.*no adapter/, /此处不支持 WebGPU.*no adapter/],
    [{ code: 'failed', error }, /could not load.*no adapter/, /未能载入.*no adapter/],
  ];
  for (const [data, english, chinese] of reasons) {
    assert.match(reason(/** @type {object} */ (data)), /** @type {RegExp} */ (english));
    inChinese(() => assert.match(reason(/** @type {object} */ (data)), /** @type {RegExp} */ (chinese)));
  }
});
