import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { figureDocument } from '../../www/components/figure/figure-document.js';
import { SvgContext } from '../../www/components/figure/svg-context.js';
import { escaped, genericFamily, tag } from '../../www/components/figure/svg-text.js';
import { captionOf, fileName, wrapped } from '../../www/components/figure/words.js';
import { drawScale, drawScaleLabels } from '../../www/growth/diagram/draw-marks.js';
import { drawStaircase } from '../../www/growth/diagram/draw-staircase.js';
import { layOut } from '../../www/growth/diagram/layout.js';
import { smallPlan } from './plan.js';

/** @import { Scene } from '../../www/growth/diagram/draw-staircase.js' */

const growth = new URL('../../www/growth/', import.meta.url);
const outside = { colour: (/** @type {string} */ css) => css, picture: () => 'data:,' };
const COLOURS = { paper: '#fff', ink: '#000', soft: '#555' };
const measure = (/** @type {string} */ text, /** @type {number} */ size) => text.length * size * 0.5;

/** The names of a text's elements, if they are properly nested. @param {string} svg */
function elementsOf(svg) {
  const open = /** @type {string[]} */ ([]);
  const names = [];
  for (const [, closing, name, single] of svg.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
    if (closing) assert.equal(open.pop(), name);
    else names.push(name);
    if (!closing && !single) open.push(name);
  }
  assert.deepEqual(open, []);
  return names;
}

/** A context that draws as the page does. @param {(context: CanvasRenderingContext2D) => void} draw */
function recorded(draw) {
  const context = new SvgContext(outside, 'c');
  draw(/** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (context)));
  return String(context);
}

test('whatever draws the figures uses only what can also be written as SVG', async () => {
  const folders = ['', 'diagram/', 'reuse/'];
  const context = new SvgContext(outside, '');
  for (const folder of folders)
    for (const file of await readdir(new URL(folder, growth))) {
      if (!/^(draw-.*|paint|canvas)\.js$/.test(file)) continue;
      const source = await readFile(new URL(folder + file, growth), 'utf8');
      for (const [, name] of source.matchAll(/\bcontext\.(\w+)/g))
        assert.ok(
          name in context || ['setTransform', 'clearRect'].includes(name),
          `${file} uses ${name}: svg-context.js needs it`,
        );
    }
});

test('the staircase is written as vectors, within its size', () => {
  const plan = smallPlan();
  const layout = layOut({ plan, width: 800, folded: new Set(), pitch: null });
  const colours = { ink: '#000', soft: '#555', line: '#ddd', strong: '#888', surface: '#fff' };
  /** @type {Scene} */
  const scene = {
    layout,
    colours: { ...colours, sunken: '#eee', accent: '#00f', dark: false },
    left: 0,
    width: layout.width,
    progress: Infinity,
    signal: null,
    theta: 0.5,
    emphasised: null,
    extent: () => null,
    outputExtent: () => null,
    readerOf: () => undefined,
  };
  const svg = recorded((context) => {
    drawScale(context, scene);
    drawStaircase(context, scene);
    drawScaleLabels(context, scene);
  });
  const names = elementsOf(svg);
  const strips = plan.layers.filter(({ kind }) => kind === 'dense-layer').length;
  assert.ok(names.filter((name) => name === 'rect').length > strips);
  assert.ok(names.includes('linearGradient') && names.includes('clipPath') && names.includes('text'));
  assert.ok(!/NaN|undefined|Infinity/.test(svg));
  for (const [, x, width] of svg.matchAll(/<rect x="([\d.-]+)" y="[\d.-]+" width="([\d.]+)"/g))
    assert.ok(Number(x) >= 0 && Number(x) + Number(width) <= layout.width + 1);
});

test('a drawing keeps place, clip, opacity and dashes, and restores them', () => {
  const svg = recorded((context) => {
    context.translate(10, 0);
    context.save();
    context.beginPath();
    context.rect(0, 0, 5, 5);
    context.clip();
    context.globalAlpha = 0.5;
    context.setLineDash([3, 4]);
    context.strokeRect(1, 2, 3, 4);
    context.restore();
    context.font = "650 12px system-ui, 'Noto Sans', sans-serif";
    context.textAlign = 'center';
    context.fillText('a < b', 1, 2);
  });
  assert.match(svg, /<clipPath id="c0"><path d="M10 0h5v5h-5Z"\/><\/clipPath>/);
  assert.match(
    svg,
    /<rect x="11" y="2"[^>]*stroke-dasharray="3 4"[^>]*opacity="0.500" clip-path="url\(#c0\)"/,
  );
  const text = /<text[^>]*>.*?<\/text>/.exec(svg)?.[0] ?? '';
  assert.ok(text.includes('x="11" y="2" text-anchor="middle" font-size="12" font-weight="650"'), text);
  assert.ok(text.includes('font-family="sans-serif"') && text.endsWith('>a &lt; b</text>'), text);
  assert.ok(!text.includes('clip-path') && !text.includes('opacity'), text);
});

test('what is repeated is defined once', () => {
  const svg = recorded((context) => {
    for (const x of [1, 2]) {
      const tile = /** @type {HTMLCanvasElement} */ ({ width: 6, height: 6 });
      context.fillStyle = context.createPattern(tile, 'repeat') ?? '';
      context.fillRect(x, 0, 1, 1);
    }
  });
  assert.equal(svg.match(/<pattern /g)?.length, 1);
  assert.equal(svg.match(/fill="url\(#c0\)"/g)?.length, 2);
});

test('attributes without a value are left out, and text is escaped', () => {
  assert.equal(tag('rect', { x: 1.23456, rx: null, style: '', y: 0 }), '<rect x="1.23" y="0"/>');
  assert.equal(escaped('<a href="x">\0&'), '&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('fonts become generic', () => {
  assert.equal(genericFamily("system-ui, 'Segoe UI', sans-serif"), 'sans-serif');
  assert.equal(genericFamily("ui-monospace, 'DejaVu Sans Mono', monospace"), 'monospace');
  assert.equal(genericFamily("'STIX Two Text', serif"), 'serif');
});

test('files have telling names', () => {
  assert.equal(fileName(['DenseNet-BC-40', 'staircase', 'bird'], 'svg'), 'densenet-bc-40-staircase-bird.svg');
  assert.equal(fileName(['my weights.safetensors', 'reuse', ''], 'png'), 'my-weights-safetensors-reuse.png');
  assert.equal(fileName([null, 'channels', '猫 (1)'], 'png'), 'channels-猫-1.png');
  assert.equal(captionOf(['Staircase', '', null, false, 'bird']), 'Staircase · bird');
});

test('lines are broken between words, and addresses wherever they must', () => {
  const width = (/** @type {string} */ text) => text.length;
  assert.deepEqual(wrapped('one two three', 8, width), ['one two', 'three']);
  assert.deepEqual(wrapped('see https://example.org/', 10, width), ['see https:', '//example.', 'org/']);
  assert.deepEqual(wrapped('逐层看懂稠密网络', 4, width), ['逐层看懂', '稠密网络']);
});

test('a figure has room for all of itself, with its caption and its source below', () => {
  const drawing = { content: ['<rect width="50" height="40"/>'], left: -10, top: 5, right: 40, bottom: 45 };
  const words = { caption: 'Channels · <DenseNet>', source: `Source: ${'x'.repeat(200)}` };
  const { svg, width, height } = figureDocument(drawing, words, COLOURS, measure);
  elementsOf(svg);
  assert.ok(svg.includes(`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`));
  assert.ok(svg.includes('translate(30 15)'), 'the drawing begins at the margin');
  const lines = [...svg.matchAll(/<text x="20" y="([\d.]+)"/g)].map(([, y]) => Number(y));
  assert.equal(lines.length, 5, 'the caption and four lines of source');
  assert.ok(lines[0] > 40 + 20 && /** @type {number} */ (lines.at(-1)) < height);
  assert.ok(svg.includes('<title>Channels · &lt;DenseNet&gt;</title>'));
});
