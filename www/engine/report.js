// A benchmark as JSON, for whoever compares machines. It holds no names of files or pictures.

/** @import { Benchmark, Side } from './benchmark.js' */

/** @param {ReturnType<typeof reportOf>} report */
export const writeReport = (report) =>
  // Lists of numbers stay on one line.
  JSON.stringify(report, null, 2).replace(/\[[\d\s.,]+\]/g, (list) => list.replace(/\s+/g, ' '));

/** @param {Benchmark} benchmark @param {{ version: string, date: Date }} made */
export function reportOf({ architecture, plan, cuts, sides, largest, machine }, { version, date }) {
  const { gpu, ...rest } = machine;
  return {
    benchmark: 'densenet-web',
    version,
    date: date.toISOString(),
    times: 'milliseconds',
    network: {
      architecture,
      inputSize: plan.inputSize,
      macs: plan.macs,
      parameters: plan.parameters,
      ...(cuts ? { cuts } : {}),
    },
    engines: sides.map(engineOf),
    largestDifference: largest && digits(largest.difference),
    machine: { ...rest, gpu },
  };
}

/** @param {Side} side */
function engineOf({ kind, measured, error }) {
  if (!measured) return { engine: kind, error };
  const { engine, load, firstRun, warm } = measured;
  const { runs, median, quartiles, min, max } = warm;
  return {
    engine: kind,
    adapter: engine.adapter,
    precision: engine.precision,
    load: digits(load),
    firstRun: firstRun && digits(firstRun),
    warm: {
      runs,
      median: digits(median),
      quartiles: quartiles.map(digits),
      min: digits(min),
      max: digits(max),
    },
  };
}

/** Clocks have no more. @param {number} value */
const digits = (value) => Number(value.toPrecision(4));
