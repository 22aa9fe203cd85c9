// Takes screenshots of the built page, after `npm run build`:
//   node scripts/screenshots.js             the README's, docs/*.png, and the moving picture docs/growth.webp
//   node scripts/screenshots.js all FOLDER  every view at four sizes, light and dark, in both languages, to look through
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { preview } from 'vite';
import { findChromium, webGpuFlags } from './chromium.js';
import { record } from './moving-picture.js';

/** @import { BrowserContextOptions, Page } from '@playwright/test' */

const BIRD = '&sample=bird-1&layer=features.denseblock2.denselayer4';
/** Views and their addresses. @type {Record<string, string>} */
const VIEWS = {
  growth: BIRD,
  classify: '&sample=bird-1',
  explore: '',
  engine: '&sample=bird-1',
  learn: '',
  claims: '',
};
/** Parts of the Growth view: an address, an element, and what is clicked before. @type {Record<string, [string, string, string?]>} */
const PARTS = {
  cut: [BIRD, 'growth-diagram', 'Only predecessor'],
  reuse: [BIRD, 'feature-reuse', 'Measure for this picture'],
  attribution: [BIRD, 'logit-attribution'],
  gradients: [BIRD, 'layer-gradients'],
  saliency: [BIRD, 'class-activation', 'Saliency'],
};
/** @type {Record<string, BrowserContextOptions>} */
const LOOKS = {
  'desktop-light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'phone-dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
};
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 360, height: 740 },
];

const server = await preview({ preview: { port: 4951 } });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: findChromium(), args: webGpuFlags });

/** @param {string} address @param {BrowserContextOptions} options @returns {Promise<Page>} */
async function show(address, options) {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
  await page.goto(`${url}#${address}`);
  await page.locator('densenet-app[data-state=ready]').waitFor();
  // After that, the diagrams draw what they read from the network.
  await page.waitForTimeout(2000);
  return page;
}

/** The README's. */
async function forReadme() {
  mkdirSync('docs', { recursive: true });
  for (const [look, options] of Object.entries(LOOKS)) {
    for (const [view, address] of Object.entries(VIEWS)) {
      const page = await show(`view=${view}${address}`, options);
      await page.screenshot({ path: `docs/${view}-${look}.png` });
      await page.close();
    }
  }
  for (const [part, [address, element, button]] of Object.entries(PARTS)) {
    const options = { ...LOOKS['desktop-light'], viewport: { width: 1280, height: 1400 } };
    const page = await show(`view=growth&engine=cpu${address}`, options);
    const shown = page.locator(element);
    await shown.scrollIntoViewIfNeeded();
    if (button) await shown.getByText(button, { exact: true }).first().click();
    await page.waitForTimeout(4000);
    await shown.screenshot({ path: `docs/${part}-desktop-light.png` });
    await page.close();
  }
  const page = await show('engine=cpu&sample=bird-1', LOOKS['desktop-light'] ?? {});
  await record(page, 'docs/growth.webp');
  await page.close();
}

/** Every view: its first screen, and all of it. @param {string} folder */
async function all(folder) {
  mkdirSync(folder, { recursive: true });
  for (const viewport of SIZES) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      for (const locale of ['en', 'zh-CN']) {
        for (const [view, address] of [...Object.entries(VIEWS), ['story', 'story=4&sample=bird-1']]) {
          const place = view === 'story' ? address : `view=${view}${address}`;
          const page = await show(`engine=cpu&${place}`, { viewport, colorScheme, locale });
          const name = `${folder}/${view}-${viewport.width}-${colorScheme}-${locale.slice(0, 2)}`;
          await page.screenshot({ path: `${name}.png` });
          await page.screenshot({ path: `${name}-whole.png`, fullPage: true });
          await page.close();
        }
      }
    }
  }
}

const [mode, folder = 'screenshots'] = process.argv.slice(2);
await (mode === 'all' ? all(folder) : forReadme());
await browser.close();
await server.close();
