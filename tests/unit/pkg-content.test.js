import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readToCore } from '../../pkg/internal/worker/content.js';

/** Checkpoints that were not freed. */
let held = 0;

/** As the WebAssembly has it. */
class Checkpoint {
  /** @type {number[]} */
  #bytes = [];
  /** @param {number} size */
  constructor(size) {
    this.size = size;
    held += 1;
  }
  /** @param {Uint8Array} chunk */
  append(chunk) {
    if (chunk.includes(13)) throw Object.assign(new Error('full'), { code: 'out-of-memory' });
    this.#bytes.push(...chunk);
  }
  bytes = () => Uint8Array.from(this.#bytes);
  free = () => void (held -= 1);
}

const core = /** @type {any} */ ({ Checkpoint });

/** A body whose parts are taken one by one. @param {number[][]} parts @param {(part: number) => void} [before] */
function body(parts, before = () => {}) {
  let part = 0;
  return new ReadableStream({
    pull(controller) {
      before(part);
      if (part < parts.length) controller.enqueue(Uint8Array.from(parts[part++]));
      else controller.close();
    },
  });
}

for (const [name, length, size] of /** @type {[string, string | null, number][]} */ ([
  ['of a known length', '3', 3],
  ['of an unknown length', null, 3],
  // Of a compressed body from another origin, whose encoding is hidden.
  ['that is longer than it says', '2', 2],
])) {
  test(`a file ${name} arrives in the WebAssembly, before it is there and after`, async () => {
    /** @type {(core: any) => void} */
    let arrive = () => {};
    const read = readToCore(new Promise((resolve) => (arrive = resolve)));
    /** @type {HeadersInit} */
    const headers = length === null ? [] : [['content-length', length]];
    const stream = body([[1], [2], [3]], (part) => part === 1 && arrive(core));
    const content = await (await read(new Response(stream, { headers })))();
    assert.deepEqual([...content.bytes], [1, 2, 3]);
    assert.equal(/** @type {any} */ (content.checkpoint).size, size);
    content.checkpoint?.free();
  });
}

test('an empty body is an empty file', async () => {
  const content = await (await readToCore(Promise.resolve(core))(new Response(null)))();
  assert.equal(content.bytes.length, 0);
  content.checkpoint?.free();
});

test('what fails is freed, and ends the download', async () => {
  const read = readToCore(Promise.resolve(core));
  await Promise.resolve();
  let isCancelled = false;
  const full = new ReadableStream({
    pull: (controller) => controller.enqueue(Uint8Array.from([13])),
    cancel: () => void (isCancelled = true),
  });
  await assert.rejects(
    read(new Response(full), () => {}, 9),
    { code: 'out-of-memory' },
  );
  assert.ok(isCancelled);
  const broken = body([[1]], (part) => {
    if (part === 1) throw new TypeError('network error');
  });
  await assert.rejects(
    read(new Response(broken), () => {}, 9),
    { message: 'network error' },
  );
  assert.equal(held, 0);
});
