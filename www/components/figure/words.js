// What a figure's file is called, and the lines below it.

/** Words in lower case between hyphens; letters of any script stay. @param {string} text */
const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');

/** @param {readonly (string | null | undefined)[]} parts such as a network, a figure and a picture @param {'svg' | 'png'} ending */
export const fileName = (parts, ending) =>
  `${parts
    .map((part) => slug(part ?? ''))
    .filter(Boolean)
    .join('-')}.${ending}`;

/** @param {readonly (string | null | undefined | false)[]} parts */
export const captionOf = (parts) => parts.filter(Boolean).join(' · ');

/** Lines no wider than a figure. Addresses, and scripts without spaces, break anywhere. */
/** @param {string} text @param {number} width @param {(text: string) => number} measure @returns {string[]} */
export function wrapped(text, width, measure) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const word of text.match(/\S+\s*/g) ?? []) {
    const fits = measure(word.trimEnd()) <= width;
    if (line && fits && measure((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    for (const character of word) {
      if (measure(line + character.trim()) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line.trimEnd()].filter(Boolean);
}
