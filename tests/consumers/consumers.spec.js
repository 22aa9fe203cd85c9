// Small projects that use the package as its users do: installed from the packed tarball, built by their own tools,
// served with a strict Content-Security-Policy, opened in a browser.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { serve } from '../e2e/static-server.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const photo = join(root, 'www/samples/truck-1.jpg');

/** A temporary folder, so that the repository's node_modules are not found. @type {string} */
let folder;
/** @type {string} */
let tarball;

/** @param {string} where @param {...string} args */
const npm = (where, ...args) => execFileSync('npm', args, { cwd: where, encoding: 'utf8', stdio: 'pipe' });

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'densenet-web-'));
  tarball = execFileSync('node', ['scripts/release/pack.js', folder], { cwd: root, encoding: 'utf8' }).trim();
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Installs and builds a consumer. @param {string} name */
function build(name) {
  const project = join(folder, name);
  cpSync(join(here, name), project, { recursive: true });
  cpSync(tarball, join(project, 'densenet-web.tgz'));
  npm(project, 'install', '--no-audit', '--no-fund');
  npm(project, 'run', 'build');
  return project;
}

/** Opens a consumer's page, and classifies the photo. @param {import('@playwright/test').Page} page @param {string} url */
async function classify(page, url) {
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(url);
  await page.locator('input').setInputFiles(photo);
  await expect(page.locator('output')).toHaveText('truck on cpu', { timeout: 20_000 });
  expect(complaints).toEqual([]);
}

for (const name of ['static', 'vite', 'webpack', 'esbuild']) {
  test(`${name} builds a page that classifies a photo`, async ({ page }) => {
    const project = build(name);
    // Not at the root of the host.
    const site = await serve({ root: project });
    await classify(page, `${site.url}/dist/index.html`);
    site.close();
    if (name === 'esbuild') {
      expect(statSync(join(project, 'dist/only-error.js')).size).toBeLessThan(500);
      // The main thread loads little code: checks of arguments, messages, and what replaces a worker. The rest is in the worker.
      expect(statSync(join(project, 'dist/app.js')).size).toBeLessThan(28_000);
    }
  });
}

test("Vite's development server serves it too", async ({ page }) => {
  const project = build('vite');
  const port = 4900 + Math.floor(Math.random() * 90);
  const server = spawn('npm', ['run', 'dev', '--', String(port)], { cwd: project, detached: true });
  try {
    await new Promise((resolve, reject) => {
      server.stdout.on('data', (text) => String(text).includes('localhost') && resolve(undefined));
      server.on('exit', reject);
    });
    await classify(page, `http://localhost:${port}/`);
  } finally {
    process.kill(-Number(server.pid));
  }
});

test('its types compile in TypeScript', () => {
  build('types');
});

test('the tarball contains exactly the files it needs', () => {
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').sort();
  const kinds = files.map((file) => file.replace(/^package\//, ''));
  for (const needed of [
    'README.md',
    'LICENSE',
    'index.d.ts',
    'index.js',
    'worker.js',
    'thread.js',
    'wasm/densenet_web_bg.wasm',
    'wasm/burn/densenet_web_burn_bg.wasm',
    'wasm/files/densenet_web_files_bg.wasm',
    'wasm/kernels/plain.wasm',
    'wasm/kernels/relaxed.wasm',
    'wasm/kernels/shared.wasm',
    'wasm/kernels/shared_relaxed.wasm',
  ]) {
    expect(kinds).toContain(needed);
  }
  const expected =
    /^(README\.md|LICENSE|package\.json|[a-z.]+\.(js|d\.ts)|internal\/(page|worker|shared)\/[a-z-]+\.(js|d\.ts)|wasm\/(burn\/densenet_web_burn|files\/densenet_web_files|densenet_web)(\.js|_bg\.wasm)|wasm\/kernels\/[a-z_]+\.wasm|models\/.*)$/;
  expect(kinds.filter((file) => !expected.test(file))).toEqual([]);
  const { version } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  expect(tarball).toContain(version);
});
