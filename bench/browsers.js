// Starts a browser with WebGPU on any available adapter.
/** @import { Browser } from 'puppeteer-core' */
import puppeteer from 'puppeteer-core';
import { findChromium, webGpuFlags } from '../scripts/chromium.js';
import { findFirefox, webGpuPreferences } from '../scripts/firefox.js';

/** A pass on a software adapter takes minutes on a busy machine. */
const common = { headless: true, timeout: 120_000, protocolTimeout: 3_600_000 };

/** @type {Record<string, () => Promise<Browser>>} */
const LAUNCHERS = {
  chromium: () =>
    puppeteer.launch({ ...common, browser: 'chrome', executablePath: findChromium(), args: webGpuFlags }),
  firefox: () =>
    puppeteer.launch({
      ...common,
      browser: 'firefox',
      executablePath: findFirefox(),
      // Otherwise its clock ticks once per millisecond.
      extraPrefsFirefox: { ...webGpuPreferences, 'privacy.reduceTimerPrecision': false },
    }),
};

/** @param {string} name */
export function launch(name) {
  if (!Object.hasOwn(LAUNCHERS, name)) {
    throw new Error(`there is no browser ${name}: use ${Object.keys(LAUNCHERS).join(' or ')}`);
  }
  return LAUNCHERS[name]();
}
