// Writes suite/expected.js: what the bundled network answers in Chromium, on the CPU engine. Run it only when the bundled
// network has changed, and look at the differences: node tests/browsers/update-expected.js
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.js';
import { serveSuite } from './server.js';

const FILE = new URL('suite/expected.js', import.meta.url);
const PHOTOS = ['airplane-1', 'cat-1', 'deer-1', 'ship-1', 'truck-1'];
const LAYER = 'features.denseblock2.denselayer3';
/** How many values of the embedding. */
const VALUES = 12;

const { url, close } = await serveSuite();
const browser = await chromium.launch({ executablePath: findChromium() });
const page = await browser.newPage();
await page.goto(url);
const found = await page.evaluate(
  async ({ names, layer, values }) => {
    /** @type {any[]} */
    const modules = ['/pkg/index.js', './images.js', './probabilities.js'];
    const [{ DenseNet }, { pattern, photo }, { probabilities }] = await Promise.all(
      modules.map((path) => import(new URL(path, location.href).href)),
    );
    const net = await DenseNet.load({ engine: 'cpu' });
    /** @type {Record<string, number[]>} */
    const photos = {};
    for (const name of names) photos[name] = await probabilities(net, await photo(name));
    const halfTransparent = await probabilities(net, pattern(false));
    const opaque = await probabilities(net, pattern(true));
    const { data, height, width } = await net.featureMaps(layer);
    const size = height * width;
    const mean = (/** @type {number} */ _, /** @type {number} */ channel) =>
      data
        .slice(channel * size, (channel + 1) * size)
        .reduce((/** @type {number} */ sum, /** @type {number} */ value) => sum + value, 0) / size;
    const means = Array.from({ length: data.length / size }, mean);
    const embedding = [...(await net.embed(pattern(true))).slice(0, values)];
    return { photos, halfTransparent, opaque, means, embedding };
  },
  { names: PHOTOS, layer: LAYER, values: VALUES },
);
await browser.close();
await close();

/** @param {number[]} list @param {number} digits */
const rounded = (list, digits) => JSON.stringify(list.map((value) => Number(value.toFixed(digits))));

const photos = Object.entries(found.photos).map(([name, list]) => `'${name}': ${rounded(list, 7)},`);
const source = `// The bundled network's outputs for the test images, in class order: the same numbers in every browser.
// Written by ../update-expected.js.

/** @type {Record<string, number[]>} */
export const PHOTOS = {${photos.join('\n')}};

export const PATTERN = ${rounded(found.opaque, 7)};

export const PATTERN_HALF_TRANSPARENT = ${rounded(found.halfTransparent, 7)};

/** A layer, with the mean of each of its channels for the opaque pattern. */
export const CHANNEL_LAYER = '${LAYER}';
export const CHANNEL_MEANS = ${rounded(found.means, 6)};

/** The first values of the opaque pattern's embedding. */
export const EMBEDDING = ${rounded(found.embedding, 6)};
`;
const path = FILE.pathname;
await writeFile(FILE, await format(source, { ...(await resolveConfig(path)), filepath: path }));
