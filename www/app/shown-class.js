// The class that explanations are about: the selected one, or else the most probable.

/** @import { Prediction } from 'densenet-web' */
/** @import { State } from './store.js' */

/** @typedef {Readonly<Pick<State, 'result' | 'selectedClass' | 'network'>>} ClassState */

/** The most probable classes and, if it is another one, the selected class. @param {ClassState} state @returns {Prediction[]} */
export function classesOf({ result, selectedClass, network }) {
  const first = result?.classification?.predictions ?? [];
  const label = selectedClass === null ? undefined : network?.labels[selectedClass];
  if (label === undefined || first.some(({ index }) => index === selectedClass)) return first;
  return [...first, { index: selectedClass ?? 0, label, probability: NaN }];
}

/** @param {ClassState} state @returns {Prediction | null} */
export function shownClass(state) {
  const classes = classesOf(state);
  return classes.find(({ index }) => index === state.selectedClass) ?? classes[0] ?? null;
}
