// Messages for what is wrong with a config.json or a list of labels. The compiler checks in errors.js that none is missing.
import { shapeOf } from './error-names.js';

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'malformed-metadata': ({ detail }) => `It cannot be read (${detail}).`,
  'class-count': ({ found, expected }) =>
    `It says ${found} classes (num_classes), but the weights have ${expected}.`,
  'label-count': ({ found, expected }) => `It has ${found} labels, but the weights have ${expected} classes.`,
  'metadata-input-size': ({ found, channels, max }) =>
    `input_size is ${shapeOf(found)}; it must be ${channels}, height and width, with sides of at most ${max}.`,
  'crop-pct': ({ found }) => `crop_pct is ${found}; it must be from 0.1 to 1.`,
  std: ({ found }) => `std is ${found.join(', ')}; each number must be above 0.`,
  normalisation: ({ mean, std }) =>
    `With mean ${mean.join(', ')} and std ${std.join(', ')}, colours would become infinite.`,
  'channel-count': ({ field, found, channels }) =>
    `${field} has ${found} numbers, but the network's input has ${channels} channels.`,
  'no-colour': ({ channels }) =>
    `The network's input has ${channels} channels; pictures can only be converted to 1, 3 or 4.`,
  'metadata-field': ({ field }) => `The page does not know the field ${field}, which may change the result.`,
  'unsupported-value': ({ field, found, expected }) => `${field} is ${found}; it must be ${expected}.`,
  contradiction: ({ field, first, second }) =>
    `It contradicts itself: ${field} is ${first} in one place and ${second} in another.`,
  'labels-not-text': () => 'The labels are not text: one label per line is expected, or a JSON list.',
  'empty-label': ({ line }) => `Line ${line} of the labels is empty.`,
  'malformed-labels': ({ detail }) => `The labels cannot be read (${detail}).`,
};
