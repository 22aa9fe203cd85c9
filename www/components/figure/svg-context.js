// Stands in for a canvas's context and writes what is drawn as SVG: whatever draws a figure on the page also draws its file.
import { escaped, genericFamily, tag } from './svg-text.js';

/** What `save` keeps. */
const STATE = {
  fillStyle: /** @type {string | Paint} */ ('#000'),
  strokeStyle: /** @type {string | Paint} */ ('#000'),
  lineWidth: 1,
  lineJoin: 'miter',
  lineCap: 'butt',
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  imageSmoothingEnabled: true,
};

const ANCHORS = { center: 'middle', right: 'end', end: 'end' };
const BASELINES = { middle: 'central', top: 'hanging' };

/** A gradient or a pattern. @typedef {{ id: string }} Paint */

/**
 * @typedef {object} Outside what only a browser can do.
 * @property {(colour: string) => string} colour in a form that every program reads.
 * @property {(image: any) => string} picture as a data URL.
 */

/** @param {number} value */
const n = (value) => String(Math.round(value * 100) / 100);

export class SvgContext {
  fillStyle = STATE.fillStyle;
  strokeStyle = STATE.strokeStyle;
  lineWidth = STATE.lineWidth;
  lineJoin = STATE.lineJoin;
  lineCap = STATE.lineCap;
  globalAlpha = STATE.globalAlpha;
  font = STATE.font;
  textAlign = STATE.textAlign;
  textBaseline = STATE.textBaseline;
  imageSmoothingEnabled = STATE.imageSmoothingEnabled;
  imageSmoothingQuality = 'high';
  #dash = '';
  #clip = '';
  #shift = { x: 0, y: 0 };
  #path = '';
  /** @type {object[]} */
  #saved = [];
  /** @type {string[]} */
  #content = [];
  /** @type {Map<string, string>} definitions by id */
  #definitions = new Map();
  /** @type {Map<string, string>} the ids of what has been defined, by its content */
  #known = new Map();

  /** @param {Outside} outside @param {string} prefix of ids, unique in the document */
  constructor(outside, prefix) {
    this.outside = outside;
    this.prefix = prefix;
  }

  /** What was drawn. */
  toString() {
    const definitions = [...this.#definitions.values()].join('');
    return (definitions && tag('defs', {}, definitions)) + this.#content.join('');
  }

  save() {
    const kept = Object.fromEntries(Object.keys(STATE).map((key) => [key, /** @type {any} */ (this)[key]]));
    this.#saved.push({ own: kept, dash: this.#dash, clip: this.#clip, shift: this.#shift });
  }

  restore() {
    const { own, dash, clip, shift } = /** @type {any} */ (this.#saved.pop() ?? {});
    if (!own) return;
    Object.assign(this, own);
    [this.#dash, this.#clip, this.#shift] = [dash, clip, shift];
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.#shift = { x: this.#shift.x + x, y: this.#shift.y + y };
  }

  /** @param {number[]} coordinates */
  #at(...coordinates) {
    const { x, y } = this.#shift;
    return coordinates.map((value, at) => n(value + (at % 2 ? y : x))).join(' ');
  }

  beginPath() {
    this.#path = '';
  }
  closePath() {
    this.#path += 'Z';
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path += `M${this.#at(x, y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path += `L${this.#at(x, y)}`;
  }
  /** @param {[number, number, number, number]} curve */
  quadraticCurveTo(...curve) {
    this.#path += `Q${this.#at(...curve)}`;
  }
  /** @param {[number, number, number, number, number, number]} curve */
  bezierCurveTo(...curve) {
    this.#path += `C${this.#at(...curve)}`;
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.#path += `M${this.#at(x, y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
  }
  /** A whole circle. @param {number} x @param {number} y @param {number} radius */
  arc(x, y, radius) {
    const half = `a${n(radius)} ${n(radius)} 0 0 1`;
    this.#path += `M${this.#at(x - radius, y)}${half} ${n(2 * radius)} 0${half} ${n(-2 * radius)} 0Z`;
  }

  clip() {
    const path = tag('path', { d: this.#path });
    this.#clip = this.#define('clipPath', path, { 'clip-path': this.#clip && `url(#${this.#clip})` });
  }

  /** @param {string} name @param {string} content @param {Record<string, string | number>} attributes */
  #define(name, content, attributes) {
    const key = JSON.stringify([name, content, attributes]);
    const known = this.#known.get(key);
    if (known) return known;
    const id = `${this.prefix}${this.#definitions.size}`;
    this.#definitions.set(id, tag(name, { id, ...attributes }, content));
    this.#known.set(key, id);
    return id;
  }

  /** @param {string | Paint} paint */
  #paint(paint) {
    return typeof paint === 'string' ? this.outside.colour(paint) : `url(#${paint.id})`;
  }

  /** @param {string} name @param {Record<string, string | number | null>} attributes @param {string} [content] */
  #add(name, attributes, content) {
    const opacity = this.globalAlpha === 1 ? null : this.globalAlpha.toFixed(3);
    const clip = this.#clip && `url(#${this.#clip})`;
    this.#content.push(tag(name, { ...attributes, opacity, 'clip-path': clip }, content));
  }

  get #stroke() {
    return {
      fill: 'none',
      stroke: this.#paint(this.strokeStyle),
      'stroke-width': this.lineWidth === 1 ? null : this.lineWidth,
      'stroke-linejoin': this.lineJoin === 'miter' ? null : this.lineJoin,
      'stroke-linecap': this.lineCap === 'butt' ? null : this.lineCap,
      'stroke-dasharray': this.#dash,
    };
  }

  /** @param {readonly number[]} lengths */
  setLineDash(lengths) {
    this.#dash = lengths.map(n).join(' ');
  }

  fill() {
    if (this.#path) this.#add('path', { d: this.#path, fill: this.#paint(this.fillStyle) });
  }
  stroke() {
    if (this.#path) this.#add('path', { d: this.#path, ...this.#stroke });
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  #box(x, y, width, height) {
    const { x: dx, y: dy } = this.#shift;
    return { x: x + dx, y: y + dy, width: Math.max(0, width), height: Math.max(0, height) };
  }
  /** @param {[number, number, number, number]} box */
  fillRect(...box) {
    this.#add('rect', { ...this.#box(...box), fill: this.#paint(this.fillStyle) });
  }
  /** @param {[number, number, number, number]} box */
  strokeRect(...box) {
    this.#add('rect', { ...this.#box(...box), ...this.#stroke });
  }

  /** @param {string} words @param {number} x @param {number} y @param {Record<string, string | number | null>} look */
  #text(words, x, y, look) {
    const [, weight = '', size = '10', family = ''] = /^(?:(\w+) )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const [left, top] = this.#at(x, y).split(' ');
    const font = {
      'font-size': size,
      'font-weight': weight === '400' ? null : weight,
      'font-family': genericFamily(family),
    };
    const anchor = ANCHORS[/** @type {keyof typeof ANCHORS} */ (this.textAlign)] ?? null;
    const baseline = BASELINES[/** @type {keyof typeof BASELINES} */ (this.textBaseline)] ?? null;
    const place = { x: left, y: top, 'text-anchor': anchor, 'dominant-baseline': baseline };
    this.#add('text', { ...place, ...font, ...look }, escaped(words));
  }
  /** @param {string} words @param {number} x @param {number} y */
  fillText(words, x, y) {
    this.#text(words, x, y, { fill: this.#paint(this.fillStyle) });
  }
  /** @param {string} words @param {number} x @param {number} y */
  strokeText(words, x, y) {
    this.#text(words, x, y, this.#stroke);
  }

  /** @param {unknown} image @param {[number, number, number, number]} box */
  drawImage(image, ...box) {
    const rendering = this.imageSmoothingEnabled ? null : 'image-rendering: pixelated';
    const href = this.outside.picture(image);
    this.#add('image', { ...this.#box(...box), href, preserveAspectRatio: 'none', style: rendering });
  }

  /** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
  createLinearGradient(x1, y1, x2, y2) {
    const from = this.#box(x1, y1, 0, 0);
    const to = this.#box(x2, y2, 0, 0);
    let stops = '';
    const define = () =>
      this.#define('linearGradient', stops, {
        ...{ gradientUnits: 'userSpaceOnUse', x1: n(from.x), y1: n(from.y), x2: n(to.x), y2: n(to.y) },
      });
    return {
      addColorStop: (/** @type {number} */ offset, /** @type {string} */ colour) => {
        stops += tag('stop', { offset, 'stop-color': this.outside.colour(colour) });
      },
      get id() {
        return define();
      },
    };
  }

  /** @param {{ width: number, height: number }} tile */
  createPattern(tile) {
    const { width, height } = tile;
    const image = tag('image', { width, height, href: this.outside.picture(tile) });
    return { id: this.#define('pattern', image, { patternUnits: 'userSpaceOnUse', width, height }) };
  }
}
