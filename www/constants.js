// Constants that the whole page shares. Colours and sizes are custom properties in styles/tokens.css;
// what only one view needs is in that view's own constants.js.

/** @import { View } from './app/store.js' */

/** @type {readonly View[]} in the order of the tabs. */
export const VIEWS = ['classify', 'growth', 'explore', 'engine', 'learn'];

/** What the address leaves out. */
export const DEFAULTS = /** @type {const} */ ({ view: 'classify', model: 'cifar10', engine: 'auto' });

/** The sample that is shown before the visitor has chosen a picture. */
export const FIRST_SAMPLE = 'bird-1';

/** How many classes the predictions list. */
export const TOP = 5;

/** Below this probability the first guess is called unsure. */
export const UNSURE = 0.6;

/** From this many classes down, the page names all that the network knows. */
export const FEW_CLASSES = 20;

/** The longer side of the thumbnails in the table, in pixels. */
export const THUMBNAIL = 96;

/** Where ImageNet weights come from. `?hub=` or the storage entry `densenet-web.hub` name another server. */
export const HUB = 'https://huggingface.co';
