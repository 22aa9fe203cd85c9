// Constants for the whole page. Colours and sizes are custom properties in styles/tokens.css;
// constants of a single view are in its own constants.js.

/** @import { View } from './app/store.js' */

/** @type {readonly View[]} in the order of the tabs. */
export const VIEWS = ['growth', 'classify', 'explore', 'engine', 'learn'];

/** All views: those of the tabs, and one that is only linked to. @type {readonly View[]} */
export const ALL_VIEWS = [...VIEWS, 'claims'];

/** The defaults, which the URL omits. */
export const DEFAULTS = /** @type {const} */ ({ view: 'growth', model: 'cifar10', engine: 'auto' });

/** The sample that is shown until the visitor chooses an image. */
export const FIRST_SAMPLE = 'bird-1';

/** The number of listed predictions. */
export const TOP = 5;

/** Below this probability, the top prediction is labelled unsure. */
export const UNSURE = 0.6;

/** Up to this many classes, the page lists all that the network knows. */
export const FEW_CLASSES = 20;

/** The longer side of the thumbnails in the table, in pixels. */
export const THUMBNAIL = 96;

/** The server for ImageNet weights. `?hub=` or the storage entry `densenet-web.hub` overrides it. */
export const HUB = 'https://huggingface.co';
