// Cuts definitions out of source files, so that what the page shows is what runs.

/** The first line of what belongs to the one at `index`: its comments and attributes. @param {string[]} lines @param {number} index */
function beginning(lines, index) {
  let first = index;
  while (/^(\/\/\/|#\[)/.test(lines[first - 1] ?? '')) first -= 1;
  return first;
}

/**
 * The Rust items that begin with these lines, up to their closing braces, with their comments and attributes.
 *
 * @param {string} source @param {readonly string[]} heads such as `impl DenseLayer`.
 */
export function rustItems(source, heads) {
  const lines = source.split('\n');
  const items = heads.map((head) => {
    const index = lines.findIndex((line) => line.startsWith(`${head} {`));
    if (index < 0) throw new Error(`There is no ${head}.`);
    return lines.slice(beginning(lines, index), lines.indexOf('}', index) + 1).join('\n');
  });
  return items.join('\n\n');
}

/**
 * A Python class, up to the next one.
 *
 * @param {string} source @param {string} name
 */
export function pythonClass(source, name) {
  const found = source.split('\n\n\n').find((part) => part.startsWith(`class ${name}(`));
  if (found === undefined) throw new Error(`There is no class ${name}.`);
  return found.trimEnd();
}

/** The imports of a Python module. @param {string} source */
export const pythonImports = (source) => source.slice(0, source.indexOf('\n\n\n'));
