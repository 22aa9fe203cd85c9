// The names of classes from a text file: a line each, JSON, or a table with commas.

/** The last of several names: ImageNet's class index has the WordNet id first. @param {unknown} value */
const nameIn = (value) => String(Array.isArray(value) ? value.at(-1) : value);

/** @param {unknown} value @returns {string[] | null} null if it is no list of labels. */
function fromJson(value) {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value : null;
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  const byIndex = entries.every(([key]) => /^\d+$/.test(key));
  const pairs = entries.map(([key, one]) =>
    byIndex ? { index: Number(key), name: nameIn(one) } : { index: Number(one), name: key },
  );
  pairs.sort((a, b) => a.index - b.index);
  return pairs.every(({ index }, at) => index === at) ? pairs.map(({ name }) => name) : null;
}

/** The cells of a line with commas, some of them in quotes. @param {string} line */
const cellsOf = (line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  );

const HEADING = /^(labels?|names?|class(es)?|class_?names?|categor(y|ies))$/i;

/** A table has a heading, or numbers its lines. @param {readonly string[]} lines @returns {string[] | null} */
function fromTable(lines) {
  const rows = lines.map(cellsOf);
  const [head] = rows;
  const width = head.length;
  if (width < 2 || rows.some((row) => row.length !== width)) return null;
  // `class,name`: the later one is for people.
  const named = head.some((cell) => /^\d+$/.test(cell))
    ? -1
    : head.findLastIndex((cell) => HEADING.test(cell));
  if (named >= 0) return rows.slice(1).map((row) => row[named]);
  const numbered = [0, width - 1].find((at) => rows.every((row, index) => row[at] === String(index)));
  return numbered === undefined ? null : rows.map((row) => row[numbered === 0 ? 1 : 0]);
}

/** Places365 has `/a/airfield 0`. @param {readonly string[]} lines @returns {string[] | null} */
function fromNumberedLines(lines) {
  const parts = lines.map((line) => /^(?:\/\w\/)?(\S+) (\d+)$/.exec(line));
  return parts.every((part, index) => part?.[2] === String(index))
    ? parts.map((part) => part?.[1] ?? '')
    : null;
}

/** @param {string} text @returns {string[] | null} null if there are none. */
export function readLabels(text) {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return null;
  if (/^[[{]/.test(trimmed)) {
    try {
      return fromJson(JSON.parse(trimmed));
    } catch {
      return null;
    }
  }
  const lines = trimmed.split(/\r\n|\r|\n/).map((line) => line.trim());
  return fromTable(lines) ?? fromNumberedLines(lines) ?? lines;
}
