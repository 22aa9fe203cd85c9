// The benchmark: our engines, onnxruntime-web and TensorFlow.js with the same weights and input in one browser.
//
//   npm run bench                         everything, about 15 minutes on two cores without a GPU
//   npm run bench -- --short              fewer warm runs
//   npm run bench -- --only=cpu,wasm      contestants whose names contain one of these
//   npm run bench -- --network=cifar      one network: densenet121 or cifar
import { execFileSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium, webGpuFlags } from '../scripts/chromium.js';
import { randomWeights } from '../scripts/random-weights.js';
import { CONTESTANTS, contest } from './contest.js';
import { accounting, comparison, gpuTable, summary, timeTable } from './report.js';
import { serve } from './server.js';
import { sizeOfAll } from './sizes.js';

const TOLERANCE = 1e-2;
const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

const { values: options } = parseArgs({
  options: { short: { type: 'boolean' }, only: { type: 'string' }, network: { type: 'string' } },
});

/** @param {string} text */
const say = (text) => console.log(text);

function installPeers() {
  const installed = join(here, 'node_modules/.package-lock.json');
  const lock = join(here, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('installing onnxruntime-web and TensorFlow.js into bench/node_modules');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: here, stdio: 'inherit' });
}

/** The relevant properties of the machine. @param {import('@playwright/test').Browser} browser @param {string} url */
async function machine(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}/bench/page/index.html`);
  const adapter = await page.evaluate(async () => {
    const { vendor, architecture, device, description } = (await navigator.gpu?.requestAdapter())?.info ?? {};
    return vendor === undefined ? null : { vendor, architecture, device, description };
  });
  await page.close();
  const processor = cpus();
  return {
    cores: processor.length,
    processor: processor[0]?.model,
    memory: totalmem(),
    chromium: browser.version(),
    adapter,
  };
}

/** The contestants that can run here. @param {boolean} hasWebGpu */
function contestants(hasWebGpu) {
  const parts = options.only?.split(',') ?? [''];
  return CONTESTANTS.filter(
    (name) => parts.some((part) => name.includes(part)) && (hasWebGpu || !name.endsWith('webgpu')),
  );
}

if (!existsSync(join(root, 'pkg/wasm/densenet_web_bg.wasm'))) {
  console.error('There is no WebAssembly in pkg/wasm: run "npm run wasm" first.');
  process.exit(1);
}
installPeers();
randomWeights('densenet121', 1);
const server = await serve(root);
const browser = await chromium.launch({ executablePath: findChromium(), args: webGpuFlags });
const results = {
  short: options.short ?? false,
  machine: await machine(browser, server.url),
  networks: /** @type {Record<string, import('./report.js').Row[]>} */ ({}),
};
const { cores, processor, adapter } = results.machine;
const gpu = adapter
  ? `${adapter.description || adapter.device} (${adapter.vendor} ${adapter.architecture})`
  : 'none';
say(`Chromium ${browser.version()}, ${cores} cores (${processor}), WebGPU adapter: ${gpu}`);

/** @type {string[]} */
const complaints = [];
for (const network of options.network ? [options.network] : ['densenet121', 'cifar']) {
  say(`\n${network}`);
  const context = await browser.newContext();
  const page = await context.newPage();
  const names = contestants(adapter !== null);
  const { entries, failed } = await contest({
    ...{ browser, page, server, network, contestants: names, say },
    short: results.short,
  });
  await context.close();
  const rows = [];
  for (const entry of entries) rows.push(summary(entry, entries[0], await sizeOfAll(root, entry.files)));
  results.networks[network] = rows;
  const counted = rows.filter((row) => row.accounting).map(accounting);
  const parts = [timeTable(rows), gpuTable(rows), comparison(rows).join('\n'), ...counted];
  for (const part of parts) if (part) say(`\n${part}`);
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
server.close();
writeFileSync(join(here, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);

for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
