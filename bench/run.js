// The benchmark: our engines, LiteRT.js, onnxruntime-web and TensorFlow.js with the same weights and input in one browser.
// Prints the tables of PERFORMANCE.md in Markdown, and writes all numbers to bench/results.json.
//
//   npm run bench                         everything, about 15 minutes on two cores without a GPU
//   npm run bench -- --short              fewer warm runs
//   npm run bench -- --only=cpu,wasm      contestants whose names contain one of these
//   npm run bench -- --network=cifar      one network: densenet121 or cifar
//   npm run bench -- --browser=firefox    in Firefox instead of Chromium
//   npm run bench -- --loading            only how much memory loading takes
import { execFileSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomWeights } from '../scripts/random-weights.js';
import { launch } from './browsers.js';
import { bundle } from './bundle.js';
import { contest } from './contest.js';
import { CONTESTANTS } from './contestants.js';
import { litertModels } from './litert/models.js';
import { loadingTable, measureLoading } from './loading.js';
import { accounting, agreement, comparison, gpuTable, summary, timeTable } from './report.js';
import { serve } from './server.js';
import { sizeOfAll } from './sizes.js';

const TOLERANCE = 1e-2;
const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    network: { type: 'string' },
    browser: { type: 'string', default: 'chromium' },
    loading: { type: 'boolean', default: false },
  },
});

/** @param {string} text */
const say = (text) => console.log(text);

function installPeers() {
  const installed = join(here, 'node_modules/.package-lock.json');
  const lock = join(here, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('installing LiteRT.js, onnxruntime-web and TensorFlow.js into bench/node_modules');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: here, stdio: 'inherit' });
}

/** The relevant properties of the machine. @param {import('puppeteer-core').Browser} browser @param {string} url */
async function machine(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}/bench/page/index.html`);
  const adapter = await page.evaluate(async () => {
    const found = await navigator.gpu?.requestAdapter();
    if (!found) return null;
    const { vendor, architecture, device, description } = found.info ?? {};
    return { vendor, architecture, device, description };
  });
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  await page.close();
  return {
    cores,
    processor: cpus()[0]?.model,
    memory: totalmem(),
    browser: await browser.version(),
    adapter,
  };
}

/** The contestants that can run here. @param {boolean} hasWebGpu @param {boolean} hasLiteRt */
function contestants(hasWebGpu, hasLiteRt) {
  const parts = options.only.split(',');
  return Object.keys(CONTESTANTS).filter(
    (name) =>
      parts.some((part) => name.includes(part)) &&
      (hasWebGpu || !name.endsWith('webgpu')) &&
      (hasLiteRt || !name.startsWith('litert')),
  );
}

if (!existsSync(join(root, 'pkg/wasm/densenet_web_bg.wasm'))) {
  console.error('There is no WebAssembly in pkg/wasm: run "npm run wasm" first.');
  process.exit(1);
}
installPeers();
await bundle(root);
randomWeights('densenet121', 1);
const chosen = options.network ? [options.network] : ['densenet121', 'cifar'];
const networks = options.loading ? [] : chosen;
const noLiteRt = litertModels(networks, say);
if (noLiteRt) say(`LiteRT.js is left out: ${noLiteRt}`);
const servers = { plain: await serve(root), isolated: await serve(root, { isolated: true }) };
const browser = await launch(options.browser);
const results = {
  short: options.short,
  machine: await machine(browser, servers.plain.url),
  networks: /** @type {Record<string, import('./report.js').Row[]>} */ ({}),
  loading: /** @type {import('./loading.js').Loading[]} */ ([]),
};
const { cores, processor, adapter } = results.machine;
const gpu = adapter
  ? [adapter.description || adapter.device, adapter.vendor, adapter.architecture].filter(Boolean).join(', ')
  : 'none';
say(
  `${results.machine.browser}, ${cores} cores (${processor}), WebGPU adapter: ${gpu || 'one that does not say what it is'}`,
);

/** @type {string[]} */
const complaints = [];
for (const network of networks) {
  say(`\n${network}`);
  const names = contestants(adapter !== null, noLiteRt === null);
  const { short } = options;
  const { entries, failed } = await contest({ browser, servers, network, contestants: names, short, say });
  const rows = [];
  for (const entry of entries) rows.push(summary(entry, entries[0], await sizeOfAll(root, entry.files)));
  results.networks[network] = rows;
  const counted = rows.filter((row) => row.accounting).map(accounting);
  const tables = [timeTable(rows, cores), gpuTable(rows, cores)];
  for (const part of [...tables, agreement(rows), comparison(rows).join('\n'), ...counted]) {
    if (part) say(`\n${part}`);
  }
  complaints.push(
    ...failed.map(({ name, why }) => `${network}: ${name} failed: ${why}`),
    ...rows
      .filter(({ error }) => !(error <= TOLERANCE))
      .map(
        ({ name, error }) =>
          `${network}: ${name} differs from ${entries[0].name} by ${error.toExponential(1)}`,
      ),
  );
}
await browser.close();
if (options.loading || !(options.only || options.network)) {
  const engines = adapter ? ['cpu', 'webgpu'] : ['cpu'];
  results.loading = await measureLoading(() => launch(options.browser), servers.plain, engines);
  say(`\nmemory while loading DenseNet-121\n\n${loadingTable(results.loading)}`);
}
for (const server of Object.values(servers)) server.close();
writeFileSync(join(here, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);

for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
