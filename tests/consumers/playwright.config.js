import { defineConfig } from '@playwright/test';
import { findChromium, plainFlags } from '../../scripts/chromium.js';

// Separate from the other tests, because these install packages from the npm registry.
export default defineConfig({
  testDir: '.',
  // The consumers have tests of their own.
  testMatch: '*.spec.js',
  outputDir: '../../test-results/consumers',
  reporter: 'list',
  timeout: 300_000,
  workers: 1,
  forbidOnly: !!process.env.CI,
  use: { launchOptions: { executablePath: findChromium(), args: plainFlags } },
});
