// Images that are damaged, far too large, or something else.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

/** @import { HostileFile } from './hostile-files.js' */

const FORMATS = new URL('../tests/fixtures/formats/', import.meta.url);
const file = (/** @type {string} */ name) => readFileSync(new URL(name, FORMATS));

/** PNG's checksum. @param {Buffer} bytes */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc(body), body.length + 4);
  return bytes;
}

/** A black PNG with one bit per pixel. @param {number} width @param {number} height @param {number} [rows] @param {Buffer[]} [others] */
function png(width, height, rows = height, others = []) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const data = deflateSync(Buffer.alloc(rows * (1 + Math.ceil(width / 8))));
  const parts = [chunk('IHDR', header), ...others, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** @param {Buffer} bytes @param {Record<number, number[]>} changes */
function patched(bytes, changes) {
  const copy = Buffer.from(bytes);
  for (const [at, values] of Object.entries(changes)) copy.set(values, Number(at));
  return copy;
}

const gif = (/** @type {number[]} */ ...size) =>
  Buffer.from([
    ...Buffer.from('GIF89a'),
    ...size,
    0,
    0,
    0,
    0x2c,
    0,
    0,
    0,
    0,
    ...size,
    0,
    2,
    2,
    0x44,
    1,
    0,
    0x3b,
  ]);

/** @param {number} width @param {number} height */
function bmp(width, height) {
  const bytes = Buffer.alloc(58);
  bytes.write('BM');
  bytes.writeUInt32LE(58, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** A container with a size, and nothing in it. @param {string} brand @param {number} width @param {number} height */
function container(brand, width, height) {
  const bytes = Buffer.alloc(48);
  bytes.write(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}\0\0\0\x14ispe`, 'latin1');
  bytes.writeUInt32BE(width, 36);
  bytes.writeUInt32BE(height, 40);
  return bytes;
}

/** @param {string} content @param {string} [start] */
const svg = (content, start = '') =>
  Buffer.from(`${start}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${content}</svg>`);

/** @returns {HostileFile[]} */
export function hostileImages() {
  const jpeg = file('baseline.jpg');
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  /** @type {Record<string, [Buffer, string?]>} */
  const files = {
    'empty.png': [Buffer.alloc(0), 'empty-image-file'],
    'text.jpg': [Buffer.from('not an image'), 'undecodable-image'],
    'web-page.jpg': [Buffer.from('\n<!DOCTYPE html><html><body>404</body></html>'), 'web-page-as-image'],
    'script.svg': [svg('<script>fetch("/stolen")</script>'), 'unsupported-image-format'],
    'remote.png': [svg('<image href="/stolen" width="9" height="9"/>'), 'unsupported-image-format'],
    'declared.svg': [
      svg('', '\ufeff<?xml version="1.0"?><!-- a --><!DOCTYPE svg>'),
      'unsupported-image-format',
    ],
    'scan.tiff': [Buffer.from('II*\0\x08\0\0\0\0\0\0\0', 'latin1'), 'unsupported-image-format'],
    'scan.pdf': [Buffer.from('%PDF-1.7\n'), 'unsupported-image-format'],
    'layers.psd': [Buffer.from('8BPS\0\x01'), 'unsupported-image-format'],
    'phone.heic': [container('heic', 64, 64), 'unsupported-image-format'],
    'film.mp4': [container('isom', 64, 64), 'unsupported-image-format'],
    'huge.heic': [container('heic', 60_000, 60_000), 'too-many-pixels'],
    'huge.avif': [container('avif', 60_000, 60_000), 'too-many-pixels'],
    'empty.avif': [container('avif', 64, 64), 'undecodable-image'],
    'bomb.png': [png(30_000, 30_000), 'too-many-pixels'],
    'just-too-large.png': [png(16_385, 16_384, 1), 'too-many-pixels'],
    'largest.png': [png(2 ** 31 - 1, 2 ** 31 - 1, 0), 'too-many-pixels'],
    'tall.png': [png(1, 20_000), 'too-elongated'],
    'wide.png': [png(20_000, 1), 'too-elongated'],
    'no-width.png': [png(0, 9), 'undecodable-image'],
    'no-rows.png': [png(64, 64, 0)],
    'profile-bomb.png': [
      png(9, 9, 9, [chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(1e8))]))]),
    ],
    'text-bomb.png': [
      png(9, 9, 9, [chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(1e8))]))]),
    ],
    'wrong-checksum.png': [patched(png(9, 9), { 29: [1, 2, 3, 4] })],
    'no-end.png': [png(9, 9).subarray(0, -12), 'truncated-image'],
    'half.png': [file('rgb.png').subarray(0, 80), 'truncated-image'],
    'huge.jpg': [patched(jpeg, { [frame + 5]: [0xff, 0xff, 0xff, 0xff] }), 'too-many-pixels'],
    'no-size.jpg': [patched(jpeg, { [frame + 5]: [0, 0, 0, 0] }), 'undecodable-image'],
    'half.jpg': [jpeg.subarray(0, scan + 60), 'truncated-image'],
    'start-only.jpg': [jpeg.subarray(0, 20), 'undecodable-image'],
    'no-frame.jpg': [Buffer.concat([jpeg.subarray(0, frame), jpeg.subarray(scan)]), 'undecodable-image'],
    'endless-markers.jpg': [
      Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(1e6, 0xff)]),
      'undecodable-image',
    ],
    'empty-segments.jpg': [
      Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe00002'.repeat(1e5), 'hex')]),
      'undecodable-image',
    ],
    'noise.jpg': [patched(jpeg, { [scan + 14]: [...Buffer.from('densenet'.repeat(9))] })],
    'huge.gif': [gif(0xff, 0xff, 0xff, 0xff), 'too-many-pixels'],
    'half.gif': [gif(9, 0, 9, 0).subarray(0, 20)],
    'huge.webp': [patched(file('alpha.webp'), { 24: [255, 255, 255, 255, 255, 255] }), 'too-many-pixels'],
    'half.webp': [file('lossy.webp').subarray(0, 80), 'truncated-image'],
    'noise.webp': [patched(file('lossless.webp'), { 30: [...Buffer.from('densenet')] })],
    'huge.bmp': [bmp(50_000, 50_000), 'too-many-pixels'],
    'upside-down.bmp': [bmp(50_000, -50_000), 'too-many-pixels'],
    'empty.bmp': [bmp(64, 64)],
  };
  return Object.entries(files).map(([name, [bytes, problem]]) => ({ name, bytes, problem }));
}
