// Makes the README's pictures, docs/*.png, from the built page: npm run build && node scripts/screenshots.js
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { preview } from 'vite';
import { findChromium, webGpuFlags } from './chromium.js';

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };
const VIEWS = ['classify', 'growth', 'explore', 'engine', 'learn'];

mkdirSync('docs', { recursive: true });
const server = await preview({ preview: { port: 4951 } });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: findChromium(), args: webGpuFlags });
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
    await page.goto(url);
    await page.locator('densenet-classify button:has(img)').first().click();
    await page
      .locator('densenet-classify [data-prediction], densenet-classify .predictions')
      .first()
      .waitFor();
    for (const view of VIEWS) {
      await page.evaluate((name) => {
        const state = new URLSearchParams(location.hash.slice(1));
        state.set('view', name);
        location.hash = state.toString();
      }, view);
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `docs/${view}-${size}-${colorScheme}.png` });
    }
    await page.close();
  }
}
await browser.close();
await server.close();
