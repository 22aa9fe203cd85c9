// Compares two builds of the default WebAssembly on the CPU engine, by turns in one Node.js process:
//   node bench/builds.js FOLDER [CHECKPOINT]
// FOLDER has the other build, as in pkg/wasm. CHECKPOINT is a safetensors file; without it, the bundled network.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [other, checkpoint = 'pkg/models/densenet40_k12_bc_cifar10.safetensors'] = process.argv.slice(2);
if (!other) throw new Error('name the folder of the other build');
const weights = readFileSync(checkpoint);
const [WIDTH, HEIGHT, RUNS, WARM_UP] = [640, 480, 40, 10];
const photo = Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) =>
  i % 4 === 3 ? 255 : (i * 2654435761) >>> 24,
);

/** @param {number[]} times */
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1]?.toFixed(2);

const builds = [];
for (const folder of [other, 'pkg/wasm']) {
  const { default: init, Checkpoint } = await import(pathToFileURL(resolve(folder, 'densenet_web.js')).href);
  await init({ module_or_path: readFileSync(resolve(folder, 'densenet_web_bg.wasm')) });
  /** @type {Record<'load' | 'prepare' | 'run', number[]>} */
  const times = { load: [], prepare: [], run: [] };
  let network;
  for (let i = 0; i < 5; i++) {
    network?.free();
    const start = performance.now();
    const checkpoint = new Checkpoint(weights.length);
    checkpoint.append(Uint8Array.from(weights));
    network = await checkpoint.load(undefined, undefined, 'cpu', 'f32');
    checkpoint.free();
    times.load.push(performance.now() - start);
  }
  builds.push({ folder, network, times });
}
for (let run = 0; run < RUNS + WARM_UP; run++) {
  for (const { network, times } of builds) {
    const start = performance.now();
    const input = network.prepare(photo, WIDTH, HEIGHT);
    const prepared = performance.now();
    await network.classify([input], 1, false);
    if (run < WARM_UP) continue;
    times.prepare.push(prepared - start);
    times.run.push(performance.now() - prepared);
  }
}
for (const { folder, times } of builds) {
  console.log(
    `${folder}: load ${median(times.load)} ms, prepare ${median(times.prepare)}, run ${median(times.run)} (medians)`,
  );
}
