// What is shown: the picture's result, or the camera's last frame while that is on.

/** @import { Picture, Result, State } from './store.js' */

/** @param {Readonly<Pick<State, 'live' | 'result'>>} state @returns {Result | null} */
export const seenResult = ({ live, result }) => live ?? result;

/** @param {Readonly<Pick<State, 'live' | 'picture'>>} state @returns {Picture | null} */
export const seenPicture = ({ live, picture }) => live?.picture ?? picture;

/** @type {Set<() => Promise<unknown>>} */
const readers = new Set();

/** The camera waits for the reader after each frame. @param {() => Promise<unknown>} reader @returns {() => void} stops that. */
export function readFrames(reader) {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** Resolves when all that follows the camera has read the last frame. */
export const frameShown = () => Promise.all([...readers].map((reader) => reader()));
