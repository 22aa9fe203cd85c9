// Where the browser has put the words of a text, line by line.

/** @typedef {{ words: string, x: number, top: number, bottom: number, width: number }} Line */

/** Characters of scripts without spaces may each start a line. */
const PIECES = /[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+/gu;

/** @param {Text} node @returns {Line[]} */
export function linesOf(node) {
  const range = document.createRange();
  /** @type {(Line & { start: number, end: number })[]} */
  const lines = [];
  for (const { 0: piece, index: start } of node.data.matchAll(PIECES)) {
    const end = start + piece.length;
    range.setStart(node, start);
    range.setEnd(node, end);
    const box = range.getClientRects()[0];
    if (!box?.width) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.top - box.top) < 2) Object.assign(line, { end, width: box.right - line.x });
    else lines.push({ words: '', x: box.x, top: box.top, bottom: box.bottom, width: box.width, start, end });
  }
  return lines.map(({ start, end, ...line }) => ({
    ...line,
    words: node.data.slice(start, end).replace(/\s+/g, ' '),
  }));
}
