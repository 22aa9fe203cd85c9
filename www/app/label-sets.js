// The labels of well-known classes.

/** @import { ClassSet } from './intake.js' */

/** The package offers ImageNet's classes without their names, which the page has. */
const IMAGENET = 'ImageNet-1k';

/** @param {ClassSet} set */
export const hasLabels = ({ name, labels }) => labels !== null || name === IMAGENET;

/** @param {ClassSet} set @returns {Promise<readonly string[]>} */
export const labelsOf = async ({ labels }) => labels ?? (await import('../labels/imagenet.json')).default;
