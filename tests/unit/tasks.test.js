import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { store } from '../../www/app/store.js';
import { cancel, explain, runTask, SUPERSEDED } from '../../www/app/tasks.js';

/** @import { Task } from '../../www/app/tasks.js' */

afterEach(() => store.set({ error: null }));

/** Ends when it is aborted. @param {Task} task */
const forever = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('a task shows while it runs, and reports', async () => {
  const result = runTask('other', 'Work', async ({ report }) => {
    report(0.5, 'half');
    assert.equal(store.state.busy?.progress, 0.5);
    assert.equal(store.state.busy?.detail, 'half');
    return 7;
  });
  assert.equal(await result, 7);
  assert.equal(store.state.busy, null);
});

test('the next task ends the one before; only one runs at a time', async () => {
  /** @type {unknown} */
  let reason;
  const first = runTask('run', 'First', (task) => forever(task).catch((error) => void (reason = error)));
  await Promise.resolve();
  await Promise.resolve();
  const second = runTask('run', 'Second', async () => 'done');
  assert.equal(await second, 'done');
  await first;
  assert.equal(reason, SUPERSEDED);
});

test('a load is waited for', async () => {
  /** @type {(value: string) => void} */
  let finish = () => {};
  const load = runTask('load', 'Load', () => new Promise((resolve) => (finish = resolve)));
  await new Promise(setImmediate);
  const run = runTask('run', 'Run', async () => 'ran');
  finish('loaded');
  assert.deepEqual(await Promise.all([load, run]), ['loaded', 'ran']);
});

test('cancelling is no error', async () => {
  const task = runTask('other', 'Work', forever);
  await new Promise(setImmediate);
  cancel();
  assert.equal(await task, undefined);
  assert.equal(store.state.error, null);
});

test('an error is shown in words', async () => {
  const fail = () => Promise.reject(Object.assign(new Error('status 404'), { code: 'download-failed' }));
  assert.equal(await runTask('other', 'Work', fail), undefined);
  assert.equal(store.state.error?.message, 'The download failed. Check the connection and try again.');
  assert.equal(store.state.error?.detail, 'status 404');
});

test('what is unknown is an internal error; a DOMException goes by its name', () => {
  assert.deepEqual(explain('oh'), { message: 'Something went wrong.', detail: 'oh' });
  assert.equal(explain(null).detail, 'null');
  assert.equal(explain(new DOMException('', 'NotFoundError')).message, 'No camera was found.');
});
