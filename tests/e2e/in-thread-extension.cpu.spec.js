// The service worker of a Chrome extension, Manifest V3.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, test } from '@playwright/test';
import { findChromium, plainFlags } from '../../scripts/chromium.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const MANIFEST = {
  manifest_version: 3,
  name: 'A consumer of densenet-web',
  version: '1',
  background: { service_worker: 'service-worker.js', type: 'module' },
  content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" },
};

const SERVICE_WORKER = `
  import { DenseNet } from './densenet-web/inline.js';
  globalThis.classify = async () => {
    const net = await DenseNet.load();
    const { predictions } = await net.classify(await (await fetch('truck-1.jpg')).blob());
    return predictions[0].label + ' on ' + net.engine.kind;
  };
`;

test('the service worker of an extension classifies in its own thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'densenet-web-'));
  cpSync(join(root, 'pkg'), join(folder, 'densenet-web'), { recursive: true });
  cpSync(join(root, 'www/samples/truck-1.jpg'), join(folder, 'truck-1.jpg'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'service-worker.js'), SERVICE_WORKER);
  const args = [...plainFlags, `--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
  // The old headless mode has no extensions, so Playwright mustn't choose it.
  const context = await chromium.launchPersistentContext('', {
    executablePath: findChromium(),
    headless: false,
    args: [...args, '--headless=new'],
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const seen = await worker.evaluate(() => /** @type {any} */ (globalThis).classify());
    expect(seen).toBe('truck on cpu');
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
