// Formats the measurements.
/** @import { Entry } from './contest.js' */
/** @import { Size } from './sizes.js' */
import { COMPARED, titleOf } from './contestants.js';
import { mebi, mega, median, ms, table } from './tables.js';

/** Softmax ignores a constant added to all logits, so their mean is subtracted. @param {number[]} logits */
function centred(logits) {
  const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
  return logits.map((logit) => logit - mean);
}

/** The largest difference, relative to the largest logit. @param {number[]} logits @param {number[]} reference */
function relativeError(logits, reference) {
  const [a, b] = [centred(logits), centred(reference)];
  const error = Math.max(...a.map((x, i) => Math.abs(x - b[i]))) / Math.max(...b.map(Math.abs));
  return a.length === b.length && Number.isFinite(error) ? error : Infinity;
}

/** A row of the results, for JSON. @param {Entry} entry @param {Entry} reference @param {Size} size */
export function summary(entry, reference, size) {
  const warm = entry.warm.map(({ ms }) => ms);
  const passes = entry.warm.flatMap(({ pass }) => pass ?? []);
  const runs = [entry.first, ...entry.warm];
  return {
    name: entry.name,
    load: entry.code + entry.session,
    session: entry.session,
    first: entry.first.ms,
    warm: { median: median(warm), min: Math.min(...warm), max: Math.max(...warm), runs: warm },
    pass: passes.length > 0 ? median(passes) : null,
    size,
    peak: entry.peak,
    wasm: entry.setUp.wasm,
    error: Math.max(...runs.map(({ logits }) => relativeError(logits, reference.first.logits))),
    webgpu: entry.setUp.submits > 0 ? { setUp: entry.setUp, pass: entry.pass } : null,
    files: entry.files,
    accounting: entry.accounting,
  };
}

/** @typedef {ReturnType<typeof summary>} Row */

/** @param {Row[]} rows @param {number} cores */
export function timeTable(rows, cores) {
  return table(
    [
      '',
      'load',
      'first run',
      'warm, median',
      'min',
      'max',
      'warm runs',
      'code, brotli',
      'memory',
      'of it WebAssembly',
    ],
    rows.map((row) => [
      titleOf(row.name, cores),
      ms(row.load),
      ms(row.first),
      ms(row.warm.median),
      ms(row.warm.min),
      ms(row.warm.max),
      String(row.warm.runs.length),
      mega(row.size.brotli),
      mebi(row.peak),
      mebi(row.wasm),
    ]),
  );
}

/** @param {Row[]} rows @param {number} cores */
export function gpuTable(rows, cores) {
  const lines = rows.flatMap(({ name, webgpu }) => {
    if (!webgpu?.pass) return [];
    const { dispatches, submits } = webgpu.pass;
    const { pipelines, buffers } = webgpu.setUp;
    const counts = [dispatches, submits, pipelines].map(String);
    return [[titleOf(name, cores), ...counts, mebi(buffers)]];
  });
  if (lines.length === 0) return '';
  return table(['', 'dispatches a run', 'submits a run', 'pipelines', 'buffers'], lines);
}

/** How far the outputs differ from the first contestant's. @param {Row[]} rows */
export function agreement(rows) {
  const worst = rows.toSorted((a, b) => b.error - a.error)[0];
  if (!worst) return '';
  return `Outputs agree to ${worst.error.toExponential(1)} of the largest logit (${worst.name} with ${rows[0].name}).`;
}

/** Our speed relative to the fastest peer in each respect: one line per engine. @param {Row[]} rows @param {string} ours @param {RegExp} peers */
function ahead(rows, ours, peers) {
  const mine = rows.find(({ name }) => name === ours);
  const others = rows.filter(({ name }) => peers.test(name) && !name.startsWith('ours'));
  if (!mine || others.length === 0) return [];
  const times = (/** @type {(row: Row) => number} */ of) => {
    const best = others.toSorted((a, b) => of(a) - of(b))[0];
    return `${(of(best) / of(mine)).toFixed(2)} (${best.name})`;
  };
  // The peers create their pipelines in the first run, ours during loading.
  const pipelines = (/** @type {Row} */ row) => row.accounting?.stats.compile ?? 0;
  const figures = [
    `warm ${times((row) => row.warm.median)}`,
    `fastest runs ${times((row) => row.warm.min)}`,
    `first run ${times((row) => row.first)}`,
    `pipelines and first run ${times((row) => pipelines(row) + row.first)}`,
    `load and first run ${times((row) => row.load + row.first)}`,
  ].join(', ');
  return [`- \`${ours}\`, times as fast as the fastest peer: ${figures}`];
}

/** @param {Row[]} rows */
export const comparison = (rows) =>
  Object.entries(COMPARED).flatMap(([ours, peers]) => ahead(rows, ours, peers));

/** Peak GFLOP/s (f32) and GB/s, from the manufacturers' specifications: bounds, not measurements. */
const GPUS = { 'Apple M1': [2600, 68], 'Intel Iris Xe (96 units, LPDDR4x)': [2070, 68] };

/** The costs of one of our networks. @param {Row} row */
export function accounting({ name, webgpu, accounting: given }) {
  const { batch, engine, stats, memory, macs } = given;
  const lines = [
    `${name} on ${engine.adapter}, ${engine.precision}`,
    `  a batch of ${batch.images}: ${ms(batch.many)} an image, one by one ${ms(batch.one)} ` +
      `(${(batch.one / batch.many).toFixed(2)} times as fast), workers: ${batch.workers}`,
    `  weights ${mebi(stats.weightBytes)}, activations ${mebi(stats.activationBytes)}`,
    `  features of the dense blocks: ${mebi(memory.zeroCopyBytes)}; concatenation would allocate ${mebi(memory.concatenatedBytes)}` +
      ` and move ${mebi(memory.copiedBytes)}`,
    `  ${(macs / 1e9).toFixed(3)} GMAC in the plan`,
  ];
  if (webgpu?.pass) {
    const { dispatches, submits } = webgpu.pass;
    lines.push(
      `  dispatches ${dispatches} (the engine says ${stats.dispatches}), submits ${submits}, ` +
        `pipelines ${webgpu.setUp.pipelines} made (the engine says ${stats.pipelines})`,
    );
  }
  const cost = stats.cost ?? stats;
  if (cost.readBytes) lines.push(...roofline(cost));
  return lines.join('\n');
}

/** @param {{ macs: number, readBytes: number, writtenBytes: number }} cost */
function roofline({ macs, readBytes, writtenBytes }) {
  const bounds = Object.entries(GPUS).map(([gpu, [gflops, bandwidth]]) => {
    const arithmetic = (2 * macs) / (gflops * 1e6);
    const memory = (readBytes + writtenBytes) / (bandwidth * 1e6);
    return `  on ${gpu}, ${gflops} GFLOP/s and ${bandwidth} GB/s: at least ${Math.max(arithmetic, memory).toFixed(2)} ms (arithmetic ${arithmetic.toFixed(2)}, memory ${memory.toFixed(2)})`;
  });
  return [
    `  ${(macs / 1e9).toFixed(3)} GMAC carried out, ${mebi(readBytes)} read, ${mebi(writtenBytes)} written`,
    ...bounds,
  ];
}
