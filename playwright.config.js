import { defineConfig } from '@playwright/test';
import { findChromium, plainFlags, webGpuFlags } from './scripts/chromium.js';

const port = Number(process.env.E2E_PORT ?? 4917);

/** @param {string[]} args */
const chromium = (args) => ({ launchOptions: { executablePath: findChromium(), args } });

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/setup.js',
  outputDir: 'test-results',
  reporter: 'list',
  timeout: 60_000,
  // A software WebGPU adapter keeps every core busy, so only one page runs at a time.
  workers: 1,
  // A busy machine may pause a page for seconds. A test that passes when retried is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: !!process.env.CI,
  use: { baseURL: `http://localhost:${port}/`, trace: 'retain-on-failure' },
  projects: [
    { name: 'webgpu', testIgnore: '**/*.cpu.spec.js', use: chromium(webGpuFlags) },
    // Without an adapter, the page must fall back to the CPU engine.
    { name: 'cpu', testMatch: '**/*.cpu.spec.js', use: chromium(plainFlags) },
  ],
  webServer: {
    command: `vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
  },
});
