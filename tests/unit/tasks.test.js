import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { store } from '../../www/app/store.js';
import { explain } from '../../www/app/errors.js';
import { cancel, isIdle, runTask, SUPERSEDED } from '../../www/app/tasks.js';

/** @import { Task } from '../../www/app/tasks.js' */

afterEach(() => store.set({ error: null }));

/** Runs until it is aborted. @param {Task} task */
const forever = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('a running task is shown with its progress', async () => {
  const result = runTask('other', 'Work', async ({ report }) => {
    report(0.5, 'half');
    assert.equal(store.state.busy?.progress, 0.5);
    assert.equal(store.state.busy?.detail, 'half');
    return 7;
  });
  assert.equal(await result, 7);
  assert.equal(store.state.busy, null);
});

test('a new task aborts the previous one, and starts when that has ended', async () => {
  /** @type {unknown[]} */
  const events = [];
  const first = runTask('run', 'First', async (task) => {
    await forever(task).catch((reason) => events.push(reason));
    await new Promise(setImmediate);
    events.push('first ended');
  });
  await new Promise(setImmediate);
  const second = runTask('run', 'Second', async () => events.push('second began'));
  await Promise.all([first, second]);
  assert.deepEqual(events, [SUPERSEDED, 'first ended', 'second began']);
});

test('a new task waits for a load to finish', async () => {
  /** @type {string[]} */
  const events = [];
  const load = runTask('load', 'Load', async ({ signal }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (!signal.aborted) events.push('loaded');
  });
  await new Promise(setImmediate);
  await Promise.all([load, runTask('run', 'Run', async () => events.push('ran'))]);
  assert.deepEqual(events, ['loaded', 'ran']);
});

test('a task that is about to begin counts as well as one that runs', async () => {
  assert.ok(isIdle());
  const task = runTask('other', 'Work', async () => assert.ok(!isIdle()));
  assert.ok(store.state.busy === null && !isIdle());
  await task;
  assert.ok(isIdle());
});

test('cancelling is not an error', async () => {
  const task = runTask('other', 'Work', forever);
  await new Promise(setImmediate);
  cancel();
  assert.equal(await task, undefined);
  assert.equal(store.state.error, null);
});

test('an error is shown as text', async () => {
  const fail = () => Promise.reject(Object.assign(new Error('status 404'), { code: 'download-failed' }));
  assert.equal(await runTask('other', 'Work', fail), undefined);
  assert.deepEqual(explain(store.state.error), {
    message: 'The download failed. Check the connection and try again.',
    detail: 'status 404',
  });
});
