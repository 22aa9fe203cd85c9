// Malformed and malicious files, always the same ones: images, configurations and checkpoints. None of them may take long or
// much memory, crash anything, or be mistaken for something else.
//
//   node scripts/hostile-files.js FOLDER      writes them
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileImages } from './hostile-images.js';

/** `problem` is what the error should name, if it is certain. @typedef {{ name: string, bytes: Buffer, problem?: string }} HostileFile */

const MODELS = new URL('../pkg/models/densenet40_k12_bc_cifar10', import.meta.url);

/** @returns {HostileFile[]} */
export function hostileConfigs() {
  const good = JSON.parse(readFileSync(`${fileURLToPath(MODELS)}.json`, 'utf8'));
  const cfg = (/** @type {object} */ change) =>
    JSON.stringify({ ...good, pretrained_cfg: { ...good.pretrained_cfg, ...change } });
  /** @type {Record<string, string | Buffer>} */
  const files = {
    empty: '',
    'half-an-object': '{"num_classes": 10',
    null: 'null',
    array: '[]',
    'a-number': '1e999',
    'a-web-page': '<!doctype html><title>Not found</title>',
    'deep-arrays': '['.repeat(200_000),
    'deep-objects': '{"a":'.repeat(100_000),
    'deep-in-a-field': `{"pretrained_cfg": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'not-utf-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    'utf-16': Buffer.from('\ufeff{"num_classes": 10}', 'utf16le'),
    'huge-number': cfg({ mean: [1e308, 1e308, 1e308] }).replaceAll('1e+308', '1e999'),
    'classes-as-text': JSON.stringify({ ...good, num_classes: 'ten' }),
    'negative-classes': JSON.stringify({ ...good, num_classes: -10 }),
    'too-many-classes': JSON.stringify({ ...good, num_classes: 2 ** 53 }),
    'labels-of-numbers': JSON.stringify({ ...good, label_names: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }),
    'a-million-labels': JSON.stringify({ ...good, label_names: Array(1e6).fill('x') }),
    'no-pixels': cfg({ input_size: [3, 0, 0] }),
    gigapixels: cfg({ input_size: [3, 1e9, 1e9] }),
    'negative-size': cfg({ input_size: [3, -32, 32] }),
    'no-deviation': cfg({ std: [0, 0, 0] }),
    'two-means': cfg({ mean: [0.5, 0.5] }),
    'crops-nothing': cfg({ crop_pct: 0 }),
    'crops-everything': cfg({ crop_pct: 1e-300 }),
  };
  return Object.entries(files).map(([name, text]) => ({ name: `${name}.json`, bytes: Buffer.from(text) }));
}

/** @returns {HostileFile[]} */
export function hostileCheckpoints() {
  const good = readFileSync(`${fileURLToPath(MODELS)}.safetensors`);
  const length = Number(good.readBigUInt64LE(0));
  const header = JSON.parse(good.toString('utf8', 8, 8 + length));
  const [first, second] = Object.keys(header).filter((name) => name !== '__metadata__');
  /** The same file with another header. @param {object | string} changed @param {bigint} [size] */
  const withHeader = (changed, size) => {
    const text = Buffer.from(typeof changed === 'string' ? changed : JSON.stringify(changed));
    const start = Buffer.alloc(8);
    start.writeBigUInt64LE(size ?? BigInt(text.length));
    return Buffer.concat([start, text, good.subarray(8 + length)]);
  };
  const tensor = (/** @type {object} */ change) =>
    withHeader({ ...header, [first]: { ...header[first], ...change } });
  const random = generator(7);
  const flipped = (/** @type {number} */ count) => {
    const bytes = Buffer.from(good);
    for (let i = 0; i < count; i++) bytes[random(8 + length)] ^= 1 << random(8);
    return bytes;
  };
  /** @type {Record<string, Buffer>} */
  const files = {
    empty: Buffer.alloc(0),
    'seven-bytes': good.subarray(0, 7),
    'length-only': good.subarray(0, 8),
    'half-a-header': good.subarray(0, 8 + length / 2),
    'half-the-numbers': good.subarray(0, good.length / 2),
    'one-byte-less': good.subarray(0, -1),
    'one-byte-more': Buffer.concat([good, Buffer.from([0])]),
    'endless-header': withHeader(header, 2n ** 63n),
    'header-longer-than-file': withHeader(header, BigInt(good.length * 2)),
    'header-is-not-json': withHeader('{"__metadata__": '),
    'header-is-a-list': withHeader('[1, 2, 3]'),
    'header-is-deep': withHeader(`{"a":${'['.repeat(100_000)}`),
    'no-tensors': withHeader('{}'),
    'overlapping-tensors': tensor({ data_offsets: header[second].data_offsets }),
    'backward-offsets': tensor({ data_offsets: [100, 0] }),
    'offsets-beyond-the-end': tensor({ data_offsets: [0, 2 ** 52] }),
    'negative-offsets': tensor({ data_offsets: [-4, 4] }),
    'huge-shape': tensor({ shape: [2 ** 31, 2 ** 31, 2 ** 31] }),
    'negative-shape': tensor({ shape: [-1] }),
    'shape-of-text': tensor({ shape: 'large' }),
    'unknown-type': tensor({ dtype: 'F128' }),
    'complex-numbers': tensor({ dtype: 'C64' }),
    'one-flipped-bit': flipped(1),
    'twenty-flipped-bits': flipped(20),
    'not-finite': Buffer.concat([good.subarray(0, 8 + length), Buffer.alloc(good.length - 8 - length, 0xff)]),
    'a-zip-file': Buffer.concat([Buffer.from('PK\x03\x04'), good]),
    'a-pickle': Buffer.from([0x80, 2, 0x7d, 0x71, 0, 0x2e]),
    'a-web-page': Buffer.from('<!doctype html><title>Not found</title>'),
  };
  return Object.entries(files).map(([name, bytes]) => ({ name: `${name}.safetensors`, bytes }));
}

/** Integers below an end, always the same ones. @param {number} seed */
function generator(seed) {
  let state = seed;
  return (/** @type {number} */ end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: node scripts/hostile-files.js FOLDER');
  mkdirSync(folder, { recursive: true });
  const files = [...hostileImages(), ...hostileConfigs(), ...hostileCheckpoints()];
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  console.log(`${files.length} files in ${folder}`);
}
