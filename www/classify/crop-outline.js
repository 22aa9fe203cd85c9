// The part of the picture that the network is given, over the picture.
import { svg } from 'lit';
import { cropRectangle } from '../app/crop.js';

/** @import { Picture } from '../app/store.js' */
/** @import { Cropping } from '../app/crop.js' */

/** Whether something is cropped, apart from less than a pixel. @param {Picture} picture @param {Cropping} how */
export function isCropped({ bitmap }, how) {
  const { width, height } = cropRectangle(bitmap, how);
  return bitmap.width - width >= 1 || bitmap.height - height >= 1;
}

/** Its size in the picture's pixels. @param {Picture} picture @param {Cropping} how */
export function cropSize({ bitmap }, how) {
  const { width, height } = cropRectangle(bitmap, how);
  return { width: Math.round(width), height: Math.round(height) };
}

/** An SVG that fits a box as `object-fit: contain` fits the picture. @param {Picture} picture @param {Cropping} how */
export function cropOutline({ bitmap }, how) {
  const { x, y, width, height } = cropRectangle(bitmap, how);
  const inside = `M${x},${y}h${width}v${height}h${-width}z`;
  const outside = `M0,0H${bitmap.width}V${bitmap.height}H0Z`;
  return svg`<svg class="crop" viewBox="0 0 ${bitmap.width} ${bitmap.height}" aria-hidden="true">
    <path class="outside" d="${outside}${inside}" fill-rule="evenodd" />
    <path class="outline under" d=${inside} vector-effect="non-scaling-stroke" />
    <path class="outline" d=${inside} vector-effect="non-scaling-stroke" />
  </svg>`;
}
