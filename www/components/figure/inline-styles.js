// An SVG element of the page with everything that style sheets say about it in its own attributes.
import { plainColour } from './pixels.js';
import { genericFamily, tag, escaped } from './svg-text.js';

/** Presentation attributes: their initial values, and whether children inherit them. @type {Record<string, [initial: string, inherited: boolean]>} */
const SHAPE = {
  fill: ['rgb(0, 0, 0)', true],
  'fill-opacity': ['1', true],
  stroke: ['none', true],
  'stroke-width': ['1px', true],
  'stroke-opacity': ['1', true],
  'stroke-dasharray': ['none', true],
  'stroke-linecap': ['butt', true],
  'stroke-linejoin': ['miter', true],
  'paint-order': ['normal', true],
  opacity: ['1', false],
};
/** @type {typeof SHAPE} */
const TEXT = {
  'font-size': ['', true],
  'font-weight': ['400', true],
  'font-style': ['normal', true],
  'text-anchor': ['start', true],
  'dominant-baseline': ['auto', false],
};

const GEOMETRY =
  /^(d|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|dx|dy|width|height|points|transform|viewBox|id|offset|href|preserveAspectRatio|refX|refY|markerWidth|markerHeight|orient|marker-end)$/;
const COLOURS = new Set(['fill', 'stroke']);
const NO_COLOUR = /^(none|url|context-)/;

/** @param {string} name @param {string} value */
function plain(name, value) {
  if (COLOURS.has(name) && !NO_COLOUR.test(value)) return plainColour(value);
  return value.replace(/(?<=[\d.])px\b/g, '').replaceAll(',', ' ');
}

/** @param {Element} element @param {CSSStyleDeclaration} style @param {CSSStyleDeclaration | null} outer its parent's, within the same drawing */
function looks(element, style, outer) {
  /** @type {Record<string, string>} */
  const attributes = {};
  for (const { name, value } of element.attributes) if (GEOMETRY.test(name)) attributes[name] = value;
  const isText = element instanceof SVGTextContentElement;
  for (const [name, [initial, inherited]] of Object.entries(isText ? { ...SHAPE, ...TEXT } : SHAPE)) {
    const value = style.getPropertyValue(name);
    // The parent of a text need not be a text: it has no font of its own.
    const usual = inherited && outer && !(name in TEXT) ? outer.getPropertyValue(name) : initial;
    if (value !== usual) attributes[name] = plain(name, value);
  }
  if (isText) attributes['font-family'] = genericFamily(style.fontFamily);
  return attributes;
}

/** @param {Element} element @param {CSSStyleDeclaration | null} outer @returns {string} */
function inlined(element, outer) {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return '';
  const content = [...element.childNodes]
    .map((child) => {
      if (child instanceof Element) return inlined(child, style);
      const isWords = child instanceof Text && element instanceof SVGTextContentElement;
      return isWords ? escaped(child.data.replace(/\s+/g, ' ')) : '';
    })
    .join('');
  const name = element.localName;
  const attributes = looks(element, style, outer);
  return tag(name, attributes, name === 'text' ? content.trim() : content);
}

/** The drawing at its place. @param {SVGSVGElement} svg @param {DOMRect} box */
export function inlineSvg(svg, { x, y, width, height }) {
  const viewBox = svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`;
  const style = getComputedStyle(svg);
  const content = [...svg.children].map((child) => inlined(child, style)).join('');
  const own = looks(svg, style, null);
  return tag('svg', { ...own, x, y, width, height, viewBox, overflow: 'visible' }, content);
}

/** What it covers, also beyond its own box. @param {SVGSVGElement} svg @param {DOMRect} box */
export function extentOf(svg, box) {
  const inner = svg.getBBox();
  const view = svg.viewBox.baseVal;
  const [left, top, wide] = view?.width ? [view.x, view.y, view.width] : [0, 0, box.width];
  const scale = box.width / wide;
  const place = new DOMRect(
    box.x + (inner.x - left) * scale,
    box.y + (inner.y - top) * scale,
    inner.width * scale,
    inner.height * scale,
  );
  return [box, place];
}
