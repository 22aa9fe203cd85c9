// Formats the measurements.
/** @import { Entry } from './contest.js' */
/** @import { Size } from './sizes.js' */

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

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
    error: Math.max(...runs.map(({ logits }) => relativeError(logits, reference.first.logits))),
    webgpu: entry.setUp.submits > 0 ? { setUp: entry.setUp, pass: entry.pass } : null,
    files: entry.files,
    accounting: entry.accounting,
  };
}

/** @typedef {ReturnType<typeof summary>} Row */

const ms = (/** @type {number | null} */ time) => {
  if (time === null) return '';
  return time < 9995 ? `${time.toFixed(time < 100 ? 1 : 0)} ms` : `${(time / 1000).toFixed(1)} s`;
};
const mega = (/** @type {number | null} */ bytes) => (bytes === null ? '' : `${(bytes / 1e6).toFixed(2)} MB`);
const mebi = (/** @type {number | null} */ bytes) =>
  bytes === null ? '?' : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** A Markdown table with aligned columns. @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;
  const rule = widths.map((width, i) => '-'.repeat(i ? width - 1 : width) + (i ? ':' : ''));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** @param {Row[]} rows */
export function timeTable(rows) {
  return table(
    ['', 'load', 'of it session', 'first run', 'warm', 'min', 'max', 'runs', 'network alone', 'code', 'brotli', 'memory', 'error'], // prettier-ignore
    rows.map((row) => [
      row.name,
      ms(row.load),
      ms(row.session),
      ms(row.first),
      ms(row.warm.median),
      ms(row.warm.min),
      ms(row.warm.max),
      String(row.warm.runs.length),
      ms(row.pass),
      mega(row.size.raw),
      mega(row.size.brotli),
      mebi(row.peak),
      row.error.toExponential(1),
    ]),
  );
}

/** @param {Row[]} rows */
export function gpuTable(rows) {
  const lines = rows.flatMap(({ name, webgpu }) => {
    if (!webgpu?.pass) return [];
    const { setUp, pass } = webgpu;
    return [
      [name, String(pass.dispatches), String(pass.submits), String(setUp.pipelines), mebi(setUp.buffers)],
    ];
  });
  if (lines.length === 0) return '';
  return table(['', 'dispatches a run', 'submits a run', 'pipelines', 'buffers'], lines);
}

/** Our speed relative to the faster peer: one line for an engine. @param {Row[]} rows @param {string} ours @param {RegExp} peers */
function ahead(rows, ours, peers) {
  const mine = rows.find(({ name }) => name === ours);
  const others = rows.filter(({ name }) => peers.test(name) && !name.startsWith('ours'));
  if (!mine || others.length === 0) return [];
  const times = (/** @type {(row: Row) => number} */ of) =>
    (Math.min(...others.map(of)) / of(mine)).toFixed(2);
  // The peers create their pipelines in the first run, ours during loading.
  const pipelines = (/** @type {Row} */ row) => row.accounting?.stats.compile ?? 0;
  const figures = [
    `warm ${times((row) => row.warm.median)} (fastest runs ${times((row) => row.warm.min)})`,
    `first run ${times((row) => row.first)}`,
    `pipelines and first run ${times((row) => pipelines(row) + row.first)}`,
    `load and first run ${times((row) => row.load + row.first)}`,
  ].join(', ');
  return [`${ours}, times as fast as the faster peer: ${figures}`];
}

/** @param {Row[]} rows */
export const comparison = (rows) => [
  ...ahead(rows, 'ours-webgpu', /-webgpu$/),
  ...ahead(rows, 'ours-cpu', /-wasm$/),
];

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
