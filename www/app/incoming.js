// Files that the visitor dropped, pasted or chose: a checkpoint, a config.json, labels, pictures, or several of them.
import { PageError } from './errors.js';
import { readLabels } from './label-file.js';
import { chooseFiles } from './runs.js';
import { chooseCheckpoint, reconfigure } from './session.js';
import { sortFiles } from './sniff.js';
import { store } from './store.js';

/** @import { Configuration } from './intake.js' */

/** @param {File} file */
async function labelsIn(file) {
  const labels = readLabels(await file.text());
  if (!labels) throw new PageError({ problem: 'no-labels', name: file.name }, 'invalid-metadata');
  return labels;
}

/** @param {File} file @returns {Promise<object>} */
async function configIn(file) {
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new PageError({ problem: 'no-config', name: file.name }, 'invalid-metadata');
  }
}

/** Loads, applies or runs files, each for what it is. @param {readonly File[]} files */
export async function takeFiles(files) {
  if (files.length === 0) return;
  try {
    const { weights, config, labels: labelFile, pictures, rest } = await sortFiles(files);
    const labels = labelFile && (await labelsIn(labelFile));
    if (weights.length > 0) {
      const leftOut = rest.map(({ name }) => name);
      chooseCheckpoint({ weights, metadata: config, labels, assume: false, leftOut }, pictures);
      return;
    }
    if (config || labels) {
      const configuration = {
        ...(config && { metadata: await configIn(config) }),
        ...(labels && { labels }),
      };
      if (!(await reconfigure(configuration))) return;
    }
    // What is nothing else is listed with the pictures, as unreadable.
    if (pictures.length > 0) await chooseFiles(config || labels ? pictures : [...pictures, ...rest]);
    else if (!config && !labels)
      throw new PageError({ problem: 'nothing-usable', names: rest.map(({ name }) => name) });
  } catch (error) {
    store.set({ error });
  }
}
