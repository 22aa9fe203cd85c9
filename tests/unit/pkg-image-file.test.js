import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkImageFile } from '../../pkg/internal/worker/image-file.js';
import { readerOf, readHeader } from '../../pkg/internal/worker/image-header.js';
import { hostileImages } from '../../scripts/hostile-images.js';

const FORMATS = new URL('../fixtures/formats/', import.meta.url);
const PICTURES = new URL('../fixtures/pictures/', import.meta.url);
const header = (/** @type {BlobPart} */ bytes) => readHeader(readerOf(new Blob([bytes])));

test('formats and sizes are read from the start of a file', async () => {
  for (const name of readdirSync(FORMATS)) {
    const { format, width, height } = (await header(readFileSync(new URL(name, FORMATS)))) ?? {};
    const expected = { jpg: 'JPEG', png: 'PNG', webp: 'WebP' }[String(name.split('.').pop())];
    // The one with an orientation lies on its side.
    const size = name === 'rotated.jpg' ? [16, 24] : [24, 16];
    assert.deepEqual([format, width, height], [expected, ...size], name);
  }
});

test('the size of a JPEG is found behind large segments', async () => {
  const jpeg = readFileSync(new URL('baseline.jpg', FORMATS));
  const segment = Buffer.alloc(65_535 + 2, 0xd9);
  segment.set([0xff, 0xe2, 0xff, 0xff]);
  const large = Buffer.concat([jpeg.subarray(0, 2), ...Array(30).fill(segment), jpeg.subarray(2)]);
  const { width, height } = (await header(large)) ?? {};
  assert.deepEqual([width, height], [24, 16]);
  assert.equal((await checkImageFile(new Blob([large]), null))?.format, 'JPEG');
});

test('files that each browser reads in its own way are known', async () => {
  /** @type {Record<string, string[]>} */
  const varying = { always: [], alpha: [] };
  for (const name of readdirSync(PICTURES).filter((one) => !one.endsWith('.json'))) {
    varying[(await header(readFileSync(new URL(name, PICTURES))))?.varies ?? '']?.push(name);
  }
  assert.deepEqual(varying, {
    always: [
      'adobe-rgb.png',
      'deep-grey.png',
      'deep-transparent.png',
      'deep.png',
      'display-p3-transparent.webp',
      'display-p3.jpg',
      'display-p3.png',
      'grey-profile.png',
      'table.png',
    ],
    alpha: [
      'grey-transparent.png',
      'half-transparent.png',
      'half-transparent.webp',
      'palette-transparent.png',
    ],
  });
});

test('a profile is found behind other segments, and sRGB is none', async () => {
  const jpeg = readFileSync(new URL('display-p3.jpg', PICTURES));
  const exif = Buffer.alloc(65_535 + 2);
  exif.set([0xff, 0xe1, 0xff, 0xff]);
  const large = Buffer.concat([jpeg.subarray(0, 2), exif, exif, jpeg.subarray(2)]);
  assert.equal((await header(large))?.varies, 'always');
  assert.equal((await header(readFileSync(new URL('srgb.jpg', PICTURES))))?.varies, null);
});

test('an image may be followed by something else', async () => {
  for (const name of ['baseline.jpg', 'rgb.png', 'lossy.webp']) {
    const bytes = readFileSync(new URL(name, FORMATS));
    await checkImageFile(new Blob([bytes, new Uint8Array(200_000)]), null);
  }
});

test('the end of a thumbnail is not the end of its image', async () => {
  const jpeg = readFileSync(new URL('baseline.jpg', FORMATS));
  const thumbnail = Buffer.from([0xff, 0xe1, 0, 6, 0xff, 0xd9, 0xff, 0xd9]);
  const cut = Buffer.concat([jpeg.subarray(0, 2), thumbnail, jpeg.subarray(2, -20)]);
  await assert.rejects(checkImageFile(new Blob([cut]), 'a.jpg'), {
    details: { problem: 'truncated-image', name: 'a.jpg', bytes: cut.length },
  });
});

test('hostile files are refused by name, or left to a decoder that knows their size', async () => {
  const files = hostileImages();
  assert.ok(files.length >= 40);
  for (const { name, bytes, problem } of files) {
    const outcome = await checkImageFile(new Blob([new Uint8Array(bytes)]), name).then(
      () => 'undecodable-image',
      (error) => error.details?.problem ?? 'undecodable-image',
    );
    // Only a browser knows whether it decodes HEIC.
    if (problem && name !== 'phone.heic') assert.equal(outcome, problem, name);
  }
});

test('an SVG file is known by its type, whatever its encoding', async () => {
  const blob = new Blob([new Uint8Array([0xff, 0xfe, 0x3c, 0])], { type: 'image/svg+xml' });
  await assert.rejects(checkImageFile(blob, 'a.svg'), {
    details: { problem: 'unsupported-image-format', name: 'a.svg', format: 'SVG' },
  });
});
