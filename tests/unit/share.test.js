import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../www/app/share/base64.js';
import { readShared, writeShared } from '../../www/app/share/file.js';
import { sharedAddress } from '../../www/app/share/address.js';
import { attemptsFor, decodePhoto, photoType } from '../../www/app/share/photo.js';
import { parse } from '../../www/app/router.js';
import { kindOf } from '../../www/app/sniff.js';

const NOTHING = { language: null, sample: null, photo: null, isOwn: false };
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3, 4, 5, 6, 7, 0xff, 0xd9]);

/** RIFF, the size of what follows, WEBP, and 4 more bytes. */
const WEBP = new Uint8Array([
  ...[0x52, 0x49, 0x46, 0x46, 8, 0, 0, 0],
  ...[0x57, 0x45, 0x42, 0x50, 1, 2, 3, 4],
]);

/** @param {unknown} error */
const problemOf = (error) => /** @type {{ details: { problem: string } }} */ (error).details.problem;

test('bytes survive base64, in files and in addresses', () => {
  const bytes = Uint8Array.from({ length: 10_001 }, (_, at) => (at * 7) % 256);
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  const text = toBase64Url(bytes);
  assert.match(text, /^[\w-]+$/);
  assert.equal(new URLSearchParams({ photo: text }).toString(), `photo=${text}`);
  assert.deepEqual(fromBase64Url(text), bytes);
});

test('what is not base64 is no bytes', () => {
  assert.equal(fromBase64Url('a+b/'), null);
  assert.equal(fromBase64Url('a'), null);
  assert.equal(fromBase64('ä'), null);
});

test('a link names the language and the sample, and leaves the presentation', () => {
  const address = parse('#view=growth&layer=features.conv0&cuts=1.3&present=1&tool=connection');
  const hash = sharedAddress(address, { ...NOTHING, language: 'zh', sample: 'bird-1' });
  assert.deepEqual(parse(hash), { ...address, present: false, lang: 'zh', sample: 'bird-1' });
});

test('a picture is in the link only if it is asked for, and then instead of a sample', () => {
  const address = parse('#photo=secret&sample=cat-1');
  assert.equal(parse(sharedAddress(address, NOTHING)).photo, null);
  const { photo, sample } = parse(sharedAddress(address, { ...NOTHING, photo: 'abc', sample: 'cat-1' }));
  assert.deepEqual([photo, sample], ['abc', null]);
});

test('what belongs to a checkpoint of one’s own does not travel, Explore’s network does', () => {
  const mine = '&model=file&layer=features.conv0&channel=2&class=7&cuts=1.3';
  const growth = sharedAddress(parse(`#view=growth${mine}&colours=diverging`), { ...NOTHING, isOwn: true });
  assert.deepEqual(parse(growth), parse('#view=growth&colours=diverging'));
  const explore = sharedAddress(parse(`#view=explore${mine}&k=24`), { ...NOTHING, isOwn: true });
  assert.deepEqual(parse(explore), parse('#view=explore&layer=features.conv0&k=24'));
});

test('a picture for a link keeps its proportions and is never enlarged', () => {
  const [first] = attemptsFor({ width: 4000, height: 2000 }, 32);
  assert.deepEqual([first.width, first.height], [96, 48]);
  const large = attemptsFor({ width: 4000, height: 2000 }, 224);
  assert.deepEqual([large[0].width, large.at(-1)?.width], [224, 96]);
  assert.deepEqual(attemptsFor({ width: 20, height: 10 }, 224)[0], { width: 20, height: 10, quality: 0.85 });
  assert.equal(attemptsFor({ width: 4000, height: 1 }, 32)[0].height, 1);
});

test('whole pictures are recognised, others are not', () => {
  assert.equal(photoType(JPEG), 'image/jpeg');
  assert.equal(photoType(JPEG.subarray(0, -1)), null);
  assert.equal(photoType(WEBP), 'image/webp');
  assert.equal(photoType(WEBP.subarray(0, -1)), null);
  assert.equal(photoType(new Uint8Array()), null);
});

test('a picture in a link is read back; a damaged, cut off or far too long one is a clear error', async () => {
  const blob = decodePhoto(toBase64Url(WEBP));
  assert.equal(blob.type, 'image/webp');
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), WEBP);
  for (const text of ['', '%%', toBase64Url(WEBP).slice(0, -3), 'A'.repeat(40_000)])
    assert.throws(
      () => decodePhoto(text),
      (error) => problemOf(error) === 'broken-photo',
    );
});

test('a saved file is recognised by its content, and read back', async () => {
  const blob = new Blob([JPEG], { type: 'image/jpeg' });
  const content = await writeShared('#view=growth&layer=features.conv0', { name: 'dog.jpg', blob });
  const file = new File([content], 'renamed.txt');
  assert.equal(await kindOf(file), 'shared');
  const { address, picture } = await readShared(file);
  assert.equal(address, '#view=growth&layer=features.conv0');
  assert.deepEqual([picture.name, picture.type], ['dog.jpg', 'image/jpeg']);
  assert.deepEqual(new Uint8Array(await picture.arrayBuffer()), JPEG);
});

test('a damaged file is a clear error', async () => {
  const content = await writeShared('#', { name: 'dog.jpg', blob: new Blob([JPEG]) });
  const cases = [
    content.slice(0, -5),
    content.replace('"version":1', '"version":9'),
    '{"format":"densenet-page"}',
  ];
  for (const text of cases) {
    const file = new File([text], 'dog.densenet.json');
    assert.equal(await kindOf(file), 'shared');
    await assert.rejects(readShared(file), (error) => problemOf(error) === 'broken-share');
  }
});
