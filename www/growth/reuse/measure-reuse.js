// Measures how much a class's logit falls when each connection is cut, for the current picture.
import { applyCuts } from '../../app/apply-cuts.js';
import { text } from '../../app/i18n.js';
import { store } from '../../app/store.js';
import { runTask } from '../../app/tasks.js';

/** @import { MeasuredReuse } from 'densenet-web' */
/** @import { Result } from '../../app/store.js' */

/**
 * @typedef {object} Effects
 * @property {Result} result the pass that they belong to.
 * @property {number} index of the class.
 * @property {MeasuredReuse} reuse
 */

/** @param {number} index of the class @param {(effects: Effects) => void} arrived called with estimates first, then as values are measured. */
export function measureReuse(index, arrived) {
  const words = text().growth.reuse;
  return runTask('other', words.measuring, async ({ signal, report }) => {
    const { network, result, cuts } = store.state;
    if (!network || !result) return;
    await applyCuts(network, cuts);
    const tell = (/** @type {MeasuredReuse} */ reuse) => {
      report(reuse.done / reuse.total, words.progress(reuse.done, reuse.total));
      arrived({ result, index, reuse });
    };
    tell(await network.measureReuse(index, { signal, onProgress: tell }));
  });
}
