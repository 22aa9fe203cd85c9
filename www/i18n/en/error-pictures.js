// Messages for pictures that can't be read. The compiler checks in errors.js that none is missing.

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'empty-image-data': () => 'The picture has no pixels.',
  'unreadable-image-data': ({ reason }) => `The pixels cannot be read (${reason}).`,
  'unreadable-image-element': ({ reason }) => `The picture is empty, or could not be loaded (${reason}).`,
  'no-video-frame': ({ reason }) => `The video has no frame yet (${reason}).`,
  'closed-image': ({ reason }) => `The picture was closed already (${reason}).`,
  'unreadable-canvas': ({ reason }) => `The canvas cannot be read (${reason}).`,
  'cross-origin-image': ({ reason }) =>
    `The picture’s server does not let this page read its pixels (${reason}).`,
  'undecodable-image': ({ name, type, bytes, reason }) =>
    `${name ?? 'The file'} (${type || 'of unknown type'}, ${bytes} bytes) is damaged, too large, or in a format that this browser cannot read (${reason}). Export it as JPEG or PNG.`,
  'unreadable-pixels': ({ width, height, reason }) =>
    `The pixels of ${width} × ${height} cannot be read: there may be too little memory (${reason}).`,
  'unknown-image-format': () => 'The file is not a JPEG, PNG or WebP picture.',
  'image-too-large': ({ width, height, max }) =>
    `The picture is too large (${width} × ${height} pixels): at most ${Math.round(max / 1e6)} megapixels can be read here. Make it smaller.`,
  'damaged-image': ({ format, detail }) => `The ${format} file is damaged or cut off (${detail}).`,
  'empty-image-file': ({ name }) => `${name ?? 'The file'} is empty.`,
  'web-page-as-image': ({ name }) => `${name ?? 'The file'} is a web page: check where it came from.`,
  'unsupported-image-format': ({ name, format }) =>
    `${name ?? 'The file'} is of type ${format}: export it as PNG or JPEG.`,
  'too-many-pixels': ({ name, width, height, max }) =>
    `${name ?? 'The picture'} is too large (${width} × ${height} pixels): at most ${Math.round(max / 1e6)} megapixels can be read. Make it smaller.`,
  'truncated-image': ({ name, bytes }) =>
    `${name ?? 'The file'} is cut off after ${bytes} bytes: copy or download it again.`,
  'canvas-falsified': () =>
    'This browser falsifies the pixels that pages read (resistFingerprinting in Firefox, or an extension): allow this page to read them, or use a JPEG, PNG or WebP file.',
  'image-not-in-last-call': ({ image }) => `There is no picture ${image + 1} in the last run.`,
  'maps-overwritten': () => 'Too many pictures ran at once, so the maps of some are gone: run fewer.',
};
