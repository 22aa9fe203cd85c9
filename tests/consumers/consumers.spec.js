// Small projects that use the package as its users do: installed from the packed tarball, built by their own tools,
// served with a strict Content-Security-Policy, opened in a browser.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect, test } from '@playwright/test';
import { findChromium, plainFlags } from '../../scripts/chromium.js';
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

/** Copies a consumer, and the page that most of them have. @param {string} name */
function copy(name) {
  const project = join(folder, name);
  cpSync(join(here, 'index.html'), join(project, 'index.html'));
  cpSync(join(here, name), project, { recursive: true });
  return project;
}

/** Installs and builds a consumer. @param {string} name */
function build(name) {
  if (existsSync(join(folder, name))) return join(folder, name);
  const start = performance.now();
  const project = copy(name);
  cpSync(tarball, join(project, 'densenet-web.tgz'));
  npm(project, 'install', '--no-audit', '--no-fund');
  npm(project, 'run', 'build');
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${name}: ${versionsOf(project).join(', ')}; installed and built in ${seconds} s`);
  return project;
}

/** Its tools, as they were installed. @param {string} project */
function versionsOf(project) {
  const read = (/** @type {string} */ path) => JSON.parse(readFileSync(join(project, path), 'utf8'));
  const { dependencies, devDependencies } = read('package.json');
  return Object.keys({ ...dependencies, ...devDependencies }).map(
    (name) => `${name} ${read(`node_modules/${name}/package.json`).version}`,
  );
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

/** What takes long runs only when asked for, see CONTRIBUTING.md. */
const BUILT = [
  'static',
  'vite',
  'webpack',
  'esbuild',
  ...(process.env.CONSUMERS === 'all' ? ['vite5', 'next'] : []),
];
const SERVED = BUILT.filter((name) => name.startsWith('vite'));

for (const name of BUILT) {
  test(`${name} builds a page that classifies a photo`, async ({ page }) => {
    const project = build(name);
    // Not at the root of the host, except Next.js, whose pages have scripts inside.
    const site = await serve(
      name === 'next' ? { root: join(project, 'dist'), csp: null } : { root: project },
    );
    await classify(page, `${site.url}/${name === 'next' ? '' : 'dist/'}index.html`);
    site.close();
  });
}

test('plain files of another origin classify a photo', async ({ page }) => {
  const files = await serve({ root: join(build('static'), 'dist/densenet-web'), csp: null });
  const csp = `default-src 'self'; script-src 'self' ${files.url} 'wasm-unsafe-eval'; connect-src 'self' ${files.url}; worker-src blob: ${files.url}; img-src data:`;
  const site = await serve({ root: copy('cdn'), csp });
  await classify(page, `${site.url}/index.html?from=${files.url}/index.js`);
  site.close();
  files.close();
});

test('an iife bundle classifies a photo with baseUrl', async ({ page }) => {
  const site = await serve({ root: join(build('esbuild'), 'dist/iife') });
  await classify(page, `${site.url}/index.html`);
  site.close();
});

test('a bundle contains little', () => {
  const dist = join(build('esbuild'), 'dist');
  expect(statSync(join(dist, 'only-error.js')).size).toBeLessThan(500);
  // The main thread loads little code: checks of arguments, messages, and what replaces a worker. The rest is in the worker.
  const app = readFileSync(join(dist, 'app.js'), 'utf8');
  const imported = [...app.matchAll(/from"\.\/(chunk-\w+\.js)"/g)].map(([, chunk]) => chunk);
  const size = ['app.js', ...imported].reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
  expect(size).toBeLessThan(28_000);
});

test('the popup of an extension, and its offscreen page, classify a photo', async () => {
  const dist = join(build('extension'), 'dist');
  cpSync(photo, join(dist, 'photo.jpg'));
  const args = [...plainFlags, `--disable-extensions-except=${dist}`, `--load-extension=${dist}`];
  const context = await chromium.launchPersistentContext('', {
    executablePath: findChromium(),
    channel: undefined,
    headless: false,
    args: [...args, '--headless=new'],
  });
  const [worker] = context.serviceWorkers();
  const background = worker ?? (await context.waitForEvent('serviceworker'));
  for (const where of ['popup', '?offscreen']) {
    const text = await background.evaluate(
      (where) =>
        new Promise((resolve, reject) => {
          const { chrome } = /** @type {any} */ (globalThis);
          const listen = (/** @type {{ page: string, text: string }} */ message) => {
            if (message.page === where) resolve(message.text);
          };
          chrome.runtime.onMessage.addListener(listen);
          const url = `popup.html${where}`;
          const opened =
            where === 'popup'
              ? chrome.action.openPopup()
              : chrome.offscreen.createDocument({ url, reasons: ['WORKERS'], justification: 'a test' });
          opened.catch(reject);
        }),
      where,
    );
    expect(text, where).toBe('truck on cpu');
  }
  await context.close();
});

for (const name of SERVED) {
  test(`the development server of ${name} serves it too`, async ({ page }) => {
    const project = build(name);
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
}

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
    /^(README\.md|LICENSE|package\.json|[a-z.-]+\.(js|d\.ts)|internal\/(page|worker|shared|inline|node)\/[a-z-]+\.(js|d\.ts)|wasm\/(burn\/densenet_web_burn|files\/densenet_web_files|densenet_web)(\.js|_bg\.wasm)|wasm\/kernels\/[a-z_]+\.wasm|wasm\/THIRD-PARTY-LICENSES\.txt|models\/.*)$/;
  expect(kinds.filter((file) => !expected.test(file))).toEqual([]);
  const { version } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  expect(tarball).toContain(version);
});
