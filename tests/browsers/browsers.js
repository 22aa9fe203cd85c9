// How each browser is started: with a fresh profile, and WebGPU on any available adapter.
/** @import { Feature } from './suite/harness.js' */
import { chromium } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { findChromium, webGpuFlags } from '../../scripts/chromium.js';
import { findFirefox, webGpuPreferences } from '../../scripts/firefox.js';
import { findWebKit } from '../../scripts/webkit.js';
import { launchWebKit } from './webkit.js';

/** A new profile takes several seconds on a busy machine. */
const LAUNCH_LIMIT = 120_000;

/**
 * What the suite needs from a page.
 * @typedef {{
 *   goto: (url: string) => Promise<unknown>,
 *   evaluate: <T, A extends unknown[]>(action: (...args: A) => T, ...args: A) => Promise<Awaited<T>>,
 * }} Page
 */

/** @typedef {{ version: string, page: Page, close: () => Promise<void> }} Browser */

/**
 * `variable` is the environment variable that overrides the executable; `features` must not be missing; `only` selects tests;
 * `isolated`: the page is cross-origin isolated, so that the CPU engine has threads.
 * @typedef {{
 *   find: () => string | undefined,
 *   variable: string,
 *   features: readonly Feature[],
 *   only?: string,
 *   isolated?: boolean,
 *   launch: (executablePath: string) => Promise<Browser>,
 * }} Launcher
 */

/** @type {Record<string, Launcher>} */
export const BROWSERS = {
  chromium: {
    find: findChromium,
    variable: 'CHROME',
    // SwiftShader has no shader-f16.
    features: ['webgpu'],
    async launch(executablePath) {
      const browser = await chromium.launch({ executablePath, args: webGpuFlags, timeout: LAUNCH_LIMIT });
      const page = await browser.newPage();
      return {
        version: browser.version(),
        page: {
          goto: (url) => page.goto(url),
          // Playwright passes one argument.
          evaluate: (action, ...args) =>
            page.evaluate(/** @type {any} */ (action), /** @type {any} */ (args[0])),
        },
        close: () => browser.close(),
      };
    },
  },
  firefox: {
    find: findFirefox,
    variable: 'FIREFOX',
    features: ['webgpu', 'f16'],
    isolated: true,
    launch: (executablePath) => launchFirefox(executablePath, {}),
  },
  // Everything that pages read from a canvas is noise.
  'firefox-resisting': {
    find: findFirefox,
    variable: 'FIREFOX',
    features: ['falsified-canvas'],
    only: 'a falsified canvas',
    launch: (executablePath) => launchFirefox(executablePath, { 'privacy.resistFingerprinting': true }),
  },
  webkit: {
    find: findWebKit,
    variable: 'WEBKIT',
    // WebKitGTK has no WebGPU.
    features: [],
    launch: launchWebKit,
  },
};

/** @param {string} executablePath @param {Record<string, boolean>} preferences @returns {Promise<Browser>} */
async function launchFirefox(executablePath, preferences) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    timeout: LAUNCH_LIMIT,
    extraPrefsFirefox: { ...webGpuPreferences, ...preferences },
  });
  return {
    version: await browser.version(),
    page: /** @type {any} */ (await browser.newPage()),
    close: () => browser.close(),
  };
}
