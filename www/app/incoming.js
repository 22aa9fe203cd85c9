// Files that the visitor dropped, pasted or chose: a checkpoint, a config.json, labels, pictures, or several of them;
// or what somebody saved of this page.
import { PageError } from './errors.js';
import { visit } from './router.js';
import { chooseFiles } from './runs.js';
import { chooseCheckpoint, reconfigure } from './session.js';
import { sortFiles } from './sniff.js';
import { store } from './store.js';

/** Shows what somebody saved of this page. @param {File} file */
async function openShared(file) {
  const { readShared } = await import('./share/file.js');
  const { address, picture } = await readShared(file);
  visit(address);
  await chooseFiles([picture]);
}

/** Loads, applies or runs files, each for what it is. @param {readonly File[]} files */
export async function takeFiles(files) {
  if (files.length === 0) return;
  try {
    const { shared, weights, config, labels, pictures, rest } = await sortFiles(files);
    if (shared) return await openShared(shared);
    if (weights.length > 0) {
      const leftOut = rest.map(({ name }) => name);
      chooseCheckpoint({ weights, metadata: config, labels, assume: false, leftOut }, pictures);
      return;
    }
    if (config || labels) {
      if (!(await reconfigure({ ...(config && { metadata: config }), ...(labels && { labels }) }))) return;
    }
    // What is nothing else is listed with the pictures, as unreadable.
    if (pictures.length > 0) await chooseFiles(config || labels ? pictures : [...pictures, ...rest]);
    else if (!config && !labels)
      throw new PageError({ problem: 'nothing-usable', names: rest.map(({ name }) => name) });
  } catch (error) {
    store.set({ error });
  }
}
