// Takes the README's screenshots, docs/*.png, of the built page: npm run build && node scripts/screenshots.js
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { preview } from 'vite';
import { findChromium, webGpuFlags } from './chromium.js';

const VIEWS = {
  classify: '&sample=bird-1',
  growth: '&sample=bird-1&layer=features.denseblock2.denselayer4',
  explore: '',
  engine: '&sample=bird-1',
  learn: '',
};
const BIRD = '&sample=bird-1&layer=features.denseblock2.denselayer4';
/** Parts of the Growth view: an address, an element, and what is clicked before. @type {Record<string, [string, string, string?]>} */
const PARTS = {
  cut: [BIRD, 'growth-diagram', 'Only predecessor'],
  reuse: [BIRD, 'feature-reuse', 'Measure for this picture'],
  attribution: [BIRD, 'logit-attribution'],
  gradients: [BIRD, 'layer-gradients'],
  saliency: [BIRD, 'class-activation', 'Saliency'],
};
/** @type {Record<string, import('@playwright/test').BrowserContextOptions>} */
const LOOKS = {
  'desktop-light': { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  'phone-dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
};

mkdirSync('docs', { recursive: true });
const server = await preview({ preview: { port: 4951 } });
const browser = await chromium.launch({ executablePath: findChromium(), args: webGpuFlags });
for (const [look, options] of Object.entries(LOOKS)) {
  for (const [view, address] of Object.entries(VIEWS)) {
    const page = await browser.newPage({ ...options, reducedMotion: 'reduce' });
    await page.goto(`${server.resolvedUrls?.local[0]}#view=${view}${address}`);
    await page.locator('densenet-app[data-state=ready]').waitFor();
    // After that, the diagrams draw what they read from the network.
    await page.waitForTimeout(2000);
    await page.screenshot({ path: `docs/${view}-${look}.png` });
    await page.close();
  }
}
for (const [part, [address, element, button]] of Object.entries(PARTS)) {
  const page = await browser.newPage({
    ...LOOKS['desktop-light'],
    viewport: { width: 1280, height: 1400 },
    reducedMotion: 'reduce',
  });
  await page.goto(`${server.resolvedUrls?.local[0]}#view=growth&engine=cpu${address}`);
  await page.locator('densenet-app[data-state=ready]').waitFor();
  const shown = page.locator(element);
  await shown.scrollIntoViewIfNeeded();
  if (button) await shown.getByText(button, { exact: true }).first().click();
  await page.waitForTimeout(4000);
  await shown.screenshot({ path: `docs/${part}-desktop-light.png` });
  await page.close();
}
await browser.close();
await server.close();
