// SVG as text.

/** Characters that XML can't hold. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {unknown} text */
export const escaped = (text) =>
  String(text)
    .replace(FORBIDDEN, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);

/** @typedef {string | number | null | undefined | false} Value */

/** @param {Value} value */
const written = (value) => (typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);

/** An element; attributes without a value are left out. @param {string} name @param {Record<string, Value>} attributes @param {string} [content] already escaped */
export function tag(name, attributes, content = '') {
  const set = Object.entries(attributes).filter(
    ([, value]) => value !== null && value !== undefined && value !== false && value !== '',
  );
  const head = [name, ...set.map(([key, value]) => `${key}="${escaped(written(value))}"`)].join(' ');
  return content ? `<${head}>${content}</${name}>` : `<${head}/>`;
}

/** The generic family of a list of fonts: others may be missing where the file is opened. @param {string} family */
export function genericFamily(family) {
  if (/mono/i.test(family)) return 'monospace';
  return /(?<!sans-)serif/i.test(family) ? 'serif' : 'sans-serif';
}
