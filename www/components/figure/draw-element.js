// Any part of the page as SVG, at the place and in the colours that the browser has given it: boxes, text, drawings, pictures.
import { plainColour, dataUrl } from './pixels.js';
import { extentOf, inlineSvg } from './inline-styles.js';
import { drawingOf } from './redrawn.js';
import { SvgContext } from './svg-context.js';
import { escaped, genericFamily, tag } from './svg-text.js';
import { linesOf } from './text-lines.js';

/** Controls, and what is only there for screen readers. */
const LEFT_OUT =
  'button:not(.link, [data-printed]), figure-tools, dialog, map-dialog, details, input, select, radio-row, class-choice, .visually-hidden, [hidden], .no-print';

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** The SVG so far, and what it covers. */
export class Drawn {
  left = Infinity;
  top = Infinity;
  right = -Infinity;
  bottom = -Infinity;
  /** @type {string[]} */
  content = [];
  #ids = 0;

  /** @param {string} prefix of ids, unique in the document */
  constructor(prefix) {
    this.prefix = prefix;
  }

  /** A new one, for gradients and the like. */
  get id() {
    return `${this.prefix}${(this.#ids += 1)}-`;
  }

  /** @param {string} svg @param {...Box} boxes */
  add(svg, ...boxes) {
    this.content.push(svg);
    for (const { x, y, width, height } of boxes) {
      this.left = Math.min(this.left, x);
      this.top = Math.min(this.top, y);
      this.right = Math.max(this.right, x + width);
      this.bottom = Math.max(this.bottom, y + height);
    }
  }
}

const isClear = (/** @type {string} */ colour) => plainColour(colour).endsWith(', 0.000)');

/** The colours of `linear-gradient(to right, …)`. @param {string} image */
const gradientStops = (image) =>
  /^linear-gradient\((to right|90deg), /.test(image)
    ? [...image.matchAll(/(?:rgba?|oklch|oklab|color)\([^()]*\)/g)].map(([colour]) => plainColour(colour))
    : [];

/** @param {CSSStyleDeclaration} style @param {Box} box */
const cornerOf = ({ borderTopLeftRadius: radius }, { width, height }) =>
  radius.endsWith('%') ? Math.min(width, height) / 2 : Math.min(parseFloat(radius), width / 2, height / 2);

/** Background, border and outline. @param {CSSStyleDeclaration} style @param {DOMRect} box @param {Drawn} drawn */
function drawBox(style, box, drawn) {
  const { x, y, width, height } = box;
  if (width === 0 || height === 0) return;
  const place = { x, y, width, height, rx: cornerOf(style, box) || null };
  const stops = gradientStops(style.backgroundImage);
  if (stops.length > 1) {
    const { id } = drawn;
    const colours = stops.map((colour, at) =>
      tag('stop', { offset: at / (stops.length - 1), 'stop-color': colour }),
    );
    const gradient = tag('linearGradient', { id }, colours.join(''));
    drawn.add(tag('defs', {}, gradient) + tag('rect', { ...place, fill: `url(#${id})` }), box);
  } else if (!isClear(style.backgroundColor))
    drawn.add(tag('rect', { ...place, fill: plainColour(style.backgroundColor) }), box);
  const sides = /** @type {const} */ (['Top', 'Right', 'Bottom', 'Left']);
  for (const side of sides) {
    const wide = parseFloat(style[`border${side}Width`]);
    const colour = style[`border${side}Color`];
    if (wide === 0 || isClear(colour)) continue;
    const isAcross = side === 'Top' || side === 'Bottom';
    const edge = {
      x: side === 'Right' ? x + width - wide : x,
      y: side === 'Bottom' ? y + height - wide : y,
      width: isAcross ? width : wide,
      height: isAcross ? wide : height,
    };
    drawn.add(tag('rect', { ...edge, fill: plainColour(colour) }), edge);
  }
  const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  if (outline > 0) {
    const away = parseFloat(style.outlineOffset) + outline / 2;
    const around = { x: x - away, y: y - away, width: width + 2 * away, height: height + 2 * away };
    const stroke = { stroke: plainColour(style.outlineColor), 'stroke-width': outline, fill: 'none' };
    drawn.add(tag('rect', { ...around, rx: place.rx, ...stroke }), around);
  }
}

/** A swatch made by `::before`. @param {Element} element @param {DOMRect} box @param {Drawn} drawn */
function drawMark(element, box, drawn) {
  const style = getComputedStyle(element, '::before');
  const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
  if (style.content !== '""' || style.display === 'none' || !(width > 0 && height > 0)) return;
  drawBox(style, new DOMRect(box.x, box.y + (box.height - height) / 2, width, height), drawn);
}

/** @type {CanvasRenderingContext2D | null} */
let measuring = null;

/** @param {Text} node @param {CSSStyleDeclaration} style @param {Drawn} drawn */
function drawText(node, style, drawn) {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (!measuring) return;
  measuring.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measuring.measureText('x');
  for (const { words, x, top, bottom, width } of linesOf(node)) {
    const attributes = {
      x,
      y: top + ((bottom - top) * ascent) / (ascent + descent),
      fill: plainColour(style.color),
      'font-size': parseFloat(style.fontSize),
      'font-weight': style.fontWeight === '400' ? null : style.fontWeight,
      'font-style': style.fontStyle === 'normal' ? null : style.fontStyle,
      'font-family': genericFamily(style.fontFamily),
      // Another font is as wide.
      textLength: width,
      lengthAdjust: 'spacingAndGlyphs',
    };
    drawn.add(tag('text', attributes, escaped(words)), { x, y: top, width, height: bottom - top });
  }
}

/** @param {HTMLCanvasElement} canvas @param {CSSStyleDeclaration} style @param {DOMRect} box @param {Drawn} drawn */
function drawCanvas(canvas, style, box, drawn) {
  const drawing = drawingOf(canvas);
  if (drawing) {
    const { width, height, draw } = drawing;
    const outside = { colour: plainColour, picture: dataUrl };
    const context = new SvgContext(outside, drawn.id);
    draw(/** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (context)));
    const place = { x: box.x, y: box.y, width, height };
    drawn.add(tag('g', { transform: `translate(${place.x} ${place.y})` }, String(context)), place);
  } else if (canvas.width > 0 && canvas.height > 0) drawPicture(canvas, style, box, drawn);
}

/** @param {HTMLCanvasElement | HTMLImageElement} image @param {CSSStyleDeclaration} style @param {DOMRect} box @param {Drawn} drawn */
function drawPicture(image, style, box, drawn) {
  const { x, y, width, height } = box;
  const rendering = style.imageRendering === 'auto' ? null : `image-rendering: ${style.imageRendering}`;
  const fit = style.objectFit === 'cover' ? 'xMidYMid slice' : 'none';
  const attributes = {
    x,
    y,
    width,
    height,
    href: dataUrl(image),
    style: rendering,
    preserveAspectRatio: fit,
  };
  drawn.add(tag('image', attributes), box);
}

/** @param {Element} element @returns {readonly Node[]} what is shown inside it */
function shownIn(element) {
  if (element instanceof HTMLSlotElement) return element.assignedNodes({ flatten: true });
  return [...(element.shadowRoot ?? element).childNodes];
}

/** @param {Element} element @param {Drawn} drawn */
export function drawElement(element, drawn) {
  const style = getComputedStyle(element);
  if (element.matches(LEFT_OUT) || style.display === 'none' || style.visibility === 'hidden') return;
  const box = element.getBoundingClientRect();
  const isFaint = style.opacity !== '1';
  if (isFaint) drawn.add(`<g opacity="${style.opacity}">`);
  if (element instanceof SVGSVGElement) drawn.add(inlineSvg(element, box), ...extentOf(element, box));
  else if (element instanceof HTMLCanvasElement) drawCanvas(element, style, box, drawn);
  else if (element instanceof HTMLImageElement) drawPicture(element, style, box, drawn);
  else {
    drawBox(style, box, drawn);
    drawMark(element, box, drawn);
    // From its start: nothing is scrolled out of a file.
    const scrolled = element.scrollLeft;
    if (scrolled) element.scrollLeft = 0;
    for (const node of shownIn(element)) {
      if (node instanceof Element) drawElement(node, drawn);
      else if (node instanceof Text) drawText(node, style, drawn);
    }
    if (scrolled) element.scrollLeft = scrolled;
  }
  if (isFaint) drawn.add('</g>');
}
