import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName, gpuOf } from '../../www/engine/machine.js';
import { reportOf, writeReport } from '../../www/engine/report.js';
import { spreadOf } from '../../www/engine/spread.js';

test('the spread of times: median, the middle half, and the ends', () => {
  assert.deepEqual(spreadOf([5, 1, 4, 2, 3]), { runs: 5, median: 3, quartiles: [2, 4], min: 1, max: 5 });
  assert.deepEqual(spreadOf([1, 2, 3, 10]), {
    runs: 4,
    median: 2.5,
    quartiles: [1.75, 4.75],
    min: 1,
    max: 10,
  });
  assert.deepEqual(spreadOf([7]), { runs: 1, median: 7, quartiles: [7, 7], min: 7, max: 7 });
});

test('browsers are named, whatever else they want to be taken for', () => {
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  for (const [name, userAgent] of [
    ['Chrome 156, Linux', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/156.0.0.0 Safari/537.36`],
    [
      'Edge 156, Windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`,
    ],
    [
      'Firefox 153, macOS',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0',
    ],
    [
      'Safari 26.1, iOS',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1`,
    ],
    [
      'Chrome 156, Android',
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/156.0.0.0 Mobile Safari/537.36`,
    ],
    ['Ladybird', 'Ladybird'],
  ])
    assert.equal(browserName(userAgent), name);
});

const limits = {
  maxBufferSize: 2 ** 30,
  maxStorageBufferBindingSize: 2 ** 27,
  maxStorageBuffersPerShaderStage: 10,
  maxComputeWorkgroupStorageSize: 2 ** 15,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
};
const gpu = gpuOf(
  /** @type {any} */ ({
    info: {
      vendor: 'google',
      architecture: 'swiftshader',
      device: '',
      description: '',
      isFallbackAdapter: true,
    },
    features: new Set(['depth-clip-control', 'subgroups']),
    limits: { ...limits, maxBindGroups: 4 },
  }),
);

test('of an adapter, only what is said and what kernels depend on', () => {
  assert.deepEqual(gpu, {
    adapter: { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true },
    features: ['subgroups'],
    limits,
  });
});

test('the report has each engine, the network and the machine, and no names of files', () => {
  const engine = {
    kind: 'cpu',
    adapter: 'WebAssembly, 2 threads',
    precision: 'f32',
    reason: { code: 'asked' },
  };
  const warm = spreadOf([8.123456, 8, 9]);
  const classification = { predictions: [], rejected: false, timings: { decode: 0, preprocess: 0, run: 9 } };
  const measured = { engine, load: 123.456789, firstRun: 12.34567, warm, classification };
  const machine = { browser: 'Ladybird', userAgent: 'Ladybird/1', cores: 2, crossOriginIsolated: true, gpu };
  const plan = { inputSize: [32, 32], macs: 74_000_000, parameters: 176_122, layers: [] };
  const sides = [
    { kind: 'webgpu', measured: null, error: 'There is no adapter.' },
    { kind: 'cpu', measured, error: '' },
  ];
  const benchmark = {
    sides,
    plan,
    architecture: 'densenet',
    cuts: 0,
    picture: 'me.jpg',
    largest: null,
    machine,
  };
  const date = new Date('2026-11-27T21:00:00Z');
  const report = reportOf(/** @type {any} */ (benchmark), { version: '0.1.0', date });
  assert.match(writeReport(report), /"inputSize": \[ 32, 32 \]/);
  assert.deepEqual(JSON.parse(writeReport(report)), {
    benchmark: 'densenet-web',
    version: '0.1.0',
    date: '2026-11-27T21:00:00.000Z',
    times: 'milliseconds',
    network: { architecture: 'densenet', inputSize: [32, 32], macs: 74_000_000, parameters: 176_122 },
    engines: [
      { engine: 'webgpu', error: 'There is no adapter.' },
      {
        engine: 'cpu',
        adapter: 'WebAssembly, 2 threads',
        precision: 'f32',
        load: 123.5,
        firstRun: 12.35,
        warm: { runs: 3, median: 8.123, quartiles: [8.062, 8.562], min: 8, max: 9 },
      },
    ],
    largestDifference: null,
    machine,
  });
});
