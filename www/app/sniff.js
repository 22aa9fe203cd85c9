// What a file is, by its first bytes. Extensions are not trusted: what is neither a picture nor text is handed to the
// package, which names it.

/** @typedef {'weights' | 'index' | 'config' | 'labels' | 'picture' | 'shared' | 'unknown'} Kind `index` lists the shards of a checkpoint; `shared` is what `share/file.js` writes. */

/** Enough for every signature. */
const HEAD = 4096;
/** A config.json or a list of labels is not larger. */
const MAX_TEXT = 16 * 2 ** 20;

/** Pictures, with their formats' names. @type {readonly [offset: number, signature: string, format: string][]} */
const PICTURES = [
  [0, '\xff\xd8\xff', 'JPEG'],
  [0, '\x89PNG\r\n\x1a\n', 'PNG'],
  [0, 'GIF8', 'GIF'],
  [0, 'BM', 'BMP'],
  [0, 'II*\0', 'TIFF'],
  [0, 'MM\0*', 'TIFF'],
  [0, '\0\0\x01\0', 'ICO'],
  [0, '8BPS', 'PSD'],
  [0, '\xff\x0a', 'JPEG XL'],
  [4, 'JXL ', 'JPEG XL'],
  [4, 'jP  ', 'JPEG 2000'],
  [4, 'ftypavi', 'AVIF'],
  [4, 'ftypmif', 'HEIF'],
  [4, 'ftyphe', 'HEIC'],
  [4, 'ftyp', 'MP4'],
  [8, 'WEBP', 'WebP'],
];

/** Zip and the protocols of pickle. @type {readonly string[]} */
const CHECKPOINTS = ['PK\x03\x04', '\x80\x02', '\x80\x03', '\x80\x04', '\x80\x05'];

/** Any of these makes a JSON object a config.json, in timm's or in transformers' form. */
const CONFIG_KEYS = [
  'architecture',
  'architectures',
  'num_classes',
  'num_labels',
  'pretrained_cfg',
  'id2label',
  'label2id',
  'label_names',
  'labels',
  'problem_type',
  'input_size',
  'image_size',
  'in_chans',
  'num_channels',
  'mean',
  'std',
  'image_mean',
  'image_std',
  'crop_pct',
  'interpolation',
  'temperature',
  'threshold',
];

/** @param {Uint8Array} bytes one character per byte. */
const binary = (bytes) => String.fromCharCode(...bytes);

/** @param {string} bytes */
const formatOf = (bytes) =>
  PICTURES.find(([offset, signature]) => bytes.startsWith(signature, offset))?.[2] ?? null;

/** The name of a picture's format, by its content; null if it is none that is known. @param {Blob} blob */
export async function pictureFormat(blob) {
  const head = new Uint8Array(await blob.slice(0, HEAD).arrayBuffer());
  const text = asText(head);
  if (text !== null) return isSvg(text) ? 'SVG' : null;
  return formatOf(binary(head));
}

/** Eight bytes with the header's length, then the header. @param {Uint8Array} head @param {number} size of the file. */
function isSafetensors(head, size) {
  if (head.length < 9) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  return head[8] === 0x7b && view.getBigUint64(0, true) + 8n <= BigInt(size);
}

/** The text, unless it has bytes that text has not. @param {Uint8Array} head */
function asText(head) {
  // eslint-disable-next-line no-control-regex
  if (head.length === 0 || /[\0-\x08\x0e-\x1a]/.test(binary(head))) return null;
  try {
    // The last character may be cut off.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}

/** @param {unknown} value @returns {Kind} */
export function kindOfJson(value) {
  if (typeof value !== 'object' || value === null) return 'unknown';
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? 'labels' : 'unknown';
  if ('weight_map' in value) return 'index';
  if (CONFIG_KEYS.some((key) => Object.hasOwn(value, key))) return 'config';
  const entries = Object.entries(value);
  // { "0": "tench" } or { "tench": 0 }
  const numbered = entries.every(([key, one]) => /^\d+$/.test(key) || Number.isInteger(one));
  return numbered && entries.length > 0 ? 'labels' : 'unknown';
}

/** @param {string} start of the text. */
const isSvg = (start) => /^\s*(<\?xml|<svg)/i.test(start);

/** @param {Blob} file @param {string} start @returns {Promise<Kind>} */
async function kindOfText(file, start) {
  const trimmed = start.trimStart();
  if (isSvg(start)) return 'picture';
  // A web page or a Git-LFS pointer instead of the weights: the package says what to do about it.
  if (/^<|^version https:\/\/git-lfs/i.test(trimmed)) return 'weights';
  // It holds a picture, so it may be large, and may be cut off.
  if (/^\{\s*"format":\s*"densenet-page"/.test(trimmed)) return 'shared';
  if (file.size > MAX_TEXT) return 'unknown';
  if (!/^[[{]/.test(trimmed)) return isList(await file.text()) ? 'labels' : 'unknown';
  try {
    return kindOfJson(JSON.parse(await file.text()));
  } catch {
    // Labels as Python prints them, or a damaged config.json: the package says where.
    if (/^\{\s*\d/.test(trimmed)) return 'labels';
    return trimmed.startsWith('{') ? 'config' : 'unknown';
  }
}

/** Prose has blank lines, lists of labels have none. @param {string} text */
const isList = (text) => !/\n\s*\n/.test(text.trim());

/** @param {File} file @returns {Promise<Kind>} */
export async function kindOf(file) {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const text = asText(head);
  if (text !== null) return kindOfText(file, text);
  const bytes = binary(head);
  if (formatOf(bytes)) return 'picture';
  if (CHECKPOINTS.some((signature) => bytes.startsWith(signature)) || isSafetensors(head, file.size))
    return 'weights';
  return file.type.startsWith('image/') ? 'picture' : 'weights';
}

/**
 * @typedef {object} Sorted
 * @property {File[]} weights one checkpoint: a file, or an index and its shards.
 * @property {File | null} config
 * @property {File | null} labels
 * @property {File[]} pictures
 * @property {File | null} shared
 * @property {File[]} rest files that are not used.
 */

/** Sorts files by what they are. @param {readonly File[]} files @returns {Promise<Sorted>} */
export async function sortFiles(files) {
  const kinds = await Promise.all(files.map(kindOf));
  const of = (/** @type {Kind} */ kind) => files.filter((_, at) => kinds[at] === kind);
  const [config = null, ...otherConfigs] = preferring(of('config'), /^config\.json$/i);
  const [shared = null, ...otherShared] = of('shared');
  const [labels = null, ...otherLabels] = preferring(of('labels'), /label|class|categor|synset/i);
  return {
    weights: [...of('index'), ...of('weights')],
    config,
    labels,
    pictures: of('picture'),
    shared,
    rest: [...of('unknown'), ...otherConfigs, ...otherLabels, ...otherShared],
  };
}

/** Puts the files with the usual name first. @param {File[]} files @param {RegExp} usual */
const preferring = (files, usual) =>
  files.toSorted((a, b) => Number(usual.test(b.name)) - Number(usual.test(a.name)));
