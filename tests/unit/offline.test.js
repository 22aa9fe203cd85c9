import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { offline } from '../../www/pwa/plugin.js';

test('the service worker caches everything except what few need', () => {
  const folder = mkdtempSync(join(tmpdir(), 'densenet-'));
  try {
    mkdirSync(join(folder, 'assets'));
    for (const file of [
      'index.html',
      'sw.js',
      'third-party-webassembly.txt',
      'assets/densenet_web-BHfQgohj.js',
      'assets/densenet_web_bg-DIlw0tC1.wasm',
      'assets/densenet_web_burn-CW-KJfUH.js',
      'assets/densenet_web_burn_bg-DdG6Ni-m.wasm',
      'assets/densenet_web_files-C1-KJfUH.js',
      'assets/densenet_web_files_bg-DkG6Ni-m.wasm',
    ]) {
      writeFileSync(join(folder, file), file);
    }
    const plugin = /** @type {any} */ (offline());
    plugin.configResolved({ root: folder, build: { outDir: '.' } });
    plugin.closeBundle();
    const script = readFileSync(join(folder, 'sw.js'), 'utf8');
    const list = /const FILES = (\[[^\]]*\]);/.exec(script)?.[1] ?? '';
    assert.deepEqual(JSON.parse(list), [
      './assets/densenet_web-BHfQgohj.js',
      './assets/densenet_web_bg-DIlw0tC1.wasm',
      './index.html',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
