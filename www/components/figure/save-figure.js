// Saves a part of the page as an SVG or PNG file.
import { download } from '../../app/download.js';
import { Drawn, drawElement } from './draw-element.js';
import { figureDocument } from './figure-document.js';
import { plainColour } from './pixels.js';
import { tag } from './svg-text.js';

/** Pixels of a PNG for each of the page's, unless the canvas gets too large. */
const SCALE = 2;
const MAX_SIDE = 16_000;
/** Between the parts of a figure. */
const GAP = 16;

/** @param {Element} host whose colours these are */
function coloursOf(host) {
  const style = getComputedStyle(host);
  const probe = document.createElement('span');
  probe.hidden = true;
  (host.shadowRoot ?? host).append(probe);
  const read = (/** @type {string} */ name) => {
    probe.style.color = `var(${name})`;
    return plainColour(getComputedStyle(probe).color);
  };
  const colours = { paper: read('--surface'), ink: plainColour(style.color), soft: read('--ink-soft') };
  probe.remove();
  return colours;
}

/** @param {string} text @param {number} size */
function measure(text, size) {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return text.length * size;
  context.font = `${size}px sans-serif`;
  return context.measureText(text).width;
}

/** Without the gaps that controls between them leave. @param {readonly Drawn[]} drawings from top to bottom */
function stacked(drawings) {
  const whole = new Drawn('');
  let shift = 0;
  for (const { content, left, top, right, bottom } of drawings) {
    if (left > right) continue;
    const gap = whole.bottom < whole.top ? 0 : top + shift - whole.bottom;
    shift -= Math.max(0, gap - GAP);
    const place = { x: left, y: top + shift, width: right - left, height: bottom - top };
    whole.add(tag('g', { transform: `translate(0 ${shift})` }, content.join('')), place);
  }
  return whole;
}

/** @param {readonly Element[]} parts @param {{ caption: string, source: string }} words @param {Element} host */
export function figureSvg(parts, words, host) {
  // What appears bit by bit is there from the start.
  const animations = parts.flatMap((part) => part.getAnimations({ subtree: true }));
  for (const animation of animations) animation.cancel();
  const drawings = parts.map((part, at) => {
    const drawn = new Drawn(`f${at}-`);
    drawElement(part, drawn);
    return drawn;
  });
  for (const animation of animations) animation.play();
  return figureDocument(stacked(drawings), words, coloursOf(host), measure);
}

/** @param {{ svg: string, width: number, height: number }} figure @returns {Promise<Blob | null>} */
export async function toPng({ svg, width, height }) {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const scale = Math.min(SCALE, MAX_SIDE / width, MAX_SIDE / height);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {{ svg: string, width: number, height: number }} figure @param {string} name @param {'svg' | 'png'} kind */
export async function saveFigure(figure, name, kind) {
  const content = kind === 'svg' ? figure.svg : await toPng(figure);
  if (content) download(name, content, kind === 'svg' ? 'image/svg+xml' : 'image/png');
}
