import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, pictureFormat, sortFiles } from '../../www/app/sniff.js';

/** @param {string | readonly number[]} content @param {string} [name] @param {string} [type] */
function file(content, name = 'file', type = '') {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return new File([bytes], name, { type });
}

/** A safetensors file without tensors. */
const EMPTY_CHECKPOINT = [2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d];
const PNG = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13];

/** @type {[string, File, string][]} */
const CASES = [
  ['safetensors under any name', file(EMPTY_CHECKPOINT, 'photo.jpg', 'image/jpeg'), 'weights'],
  ['a zip', file([0x50, 0x4b, 3, 4, 0, 0], 'model.txt', 'text/plain'), 'weights'],
  ['a pickle', file([0x80, 2, 0x8a, 10, 0], 'legacy'), 'weights'],
  [
    'a Git-LFS pointer, so that the package can name it',
    file('version https://git-lfs.github.com/spec/v1\n'),
    'weights',
  ],
  ['a web page', file('<!doctype html><title>404</title>', 'model.safetensors'), 'weights'],
  ['binary data of no known kind', file([0, 1, 2, 3, 255]), 'weights'],
  ['an empty file', file(''), 'weights'],
  ['a PNG under any name', file(PNG, 'model.safetensors'), 'picture'],
  ['a JPEG', file([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'picture'],
  ['a WebP', file([0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]), 'picture'],
  ['an SVG', file('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'picture'],
  ['a damaged picture', file([0, 1, 2, 3], 'x.jpg', 'image/jpeg'), 'picture'],
  ["timm's config.json", file('{ "architecture": "densenet121", "num_classes": 10 }'), 'config'],
  ["transformers' config.json", file('{"id2label": {"0": "cat"}}', 'a.txt'), 'config'],
  ['a damaged config.json', file('{"architecture": '), 'config'],
  ["the shards' index", file('{"metadata": {}, "weight_map": {"a": "b"}}'), 'index'],
  ['a JSON list of labels', file('["cat", "dog"]'), 'labels'],
  ['a JSON object of labels', file('{"0": "cat", "1": "dog"}'), 'labels'],
  ['labels with numbers', file('{"cat": 0, "dog": 1}'), 'labels'],
  ['lines of labels, the first like a bitmap', file('BMW\nAudi\n'), 'labels'],
  ['labels with a byte order mark', file('\ufeffcat\ndog\n'), 'labels'],
  ['other JSON', file('{"name": "densenet", "scripts": {}}', 'package.json'), 'unknown'],
  ['a list of numbers', file('[1, 2]'), 'unknown'],
  ['prose', file('# DenseNet\n\nThese are weights.\n'), 'unknown'],
];

for (const [name, content, kind] of CASES)
  test(`${name}: ${kind}`, async () => assert.equal(await kindOf(content), kind));

/** What cameras and drawing programs write, and browsers may not open. @type {[string, File][]} */
const FORMATS = [
  ['SVG', file('<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.jpg')],
  ['SVG', file('<?xml version="1.0"?>\n<svg/>')],
  ['TIFF', file([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])],
  ['TIFF', file([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8])],
  ['HEIC', file([0, 0, 0, 24, ...new TextEncoder().encode('ftypheic'), 0, 0, 0, 0], 'IMG_1.jpg')],
  ['HEIF', file([0, 0, 0, 24, ...new TextEncoder().encode('ftypmif1'), 0, 0, 0, 0])],
  ['PSD', file([...new TextEncoder().encode('8BPS'), 0, 1, 0, 0])],
  ['PNG', file(PNG)],
];

for (const [format, content] of FORMATS)
  test(`a picture is recognised as ${format}, by its content`, async () => {
    assert.equal(await kindOf(content), 'picture');
    assert.equal(await pictureFormat(content), format);
  });

test('other files have no picture format', async () => {
  assert.equal(await pictureFormat(file('cat\ndog\n')), null);
  assert.equal(await pictureFormat(file(EMPTY_CHECKPOINT)), null);
});

test('text is recognised when its 4096th byte is within a character', async () => {
  assert.equal(await kindOf(file('a' + '猫'.repeat(2000))), 'labels');
});

test('files are sorted by what they are, and those with the usual names come first', async () => {
  const config = file('{"num_classes": 2}', 'config.json');
  const other = file('{"num_classes": 2}', 'another.json');
  const index = file('{"weight_map": {}}', 'model.safetensors.index.json');
  const shards = [file(EMPTY_CHECKPOINT, '1'), file(EMPTY_CHECKPOINT, '2')];
  const notes = file('one\ntwo', 'notes');
  const labels = file('cat\ndog', 'labels.txt');
  const picture = file(PNG, 'cat.png');
  const sorted = await sortFiles([other, picture, shards[0], notes, labels, config, shards[1], index]);
  assert.deepEqual(sorted, {
    weights: [index, ...shards],
    config,
    labels,
    pictures: [picture],
    shared: null,
    rest: [other, notes],
  });
});
