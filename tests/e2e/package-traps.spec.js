/* global densenet, failure, net */
// A panic or any other trap fails the call that it hits, with an error; the next call works, and other networks never notice.
import { existsSync, readFileSync } from 'node:fs';
import { falsifiedCanvas } from './falsified-canvas.js';
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
/** The build whose decoder fails on purpose: scripts/build-wasm.sh traps. */
const BUILD = new URL('../../node_modules/.cache/traps/', import.meta.url);
const PNG = [...readFileSync(new URL('../fixtures/formats/rgb.png', import.meta.url))];

/** @param {string} file @param {string} type @returns {import('./static-server.js').Routes} */
const route = (file, type) => ({
  [`/pkg/wasm/files/${file}`]: (response) =>
    response.setHeader('content-type', type).end(readFileSync(new URL(file, BUILD))),
});

test.use({
  routes: {
    // Only then are images decoded by the package's own code.
    ...falsifiedCanvas({ noise: '255', hasVideoFrame: false }),
    ...route('densenet_web_files.js', 'text/javascript'),
    ...route('densenet_web_files_bg.wasm', 'application/wasm'),
  },
});

/** What an image whose last word is this makes the decoder do. */
const TRAPS = {
  panic: { code: 'internal', details: { problem: 'trapped', reason: expect.stringContaining('deliberate') } },
  overflow: { code: 'internal', details: { problem: 'trapped' } },
  bounds: { code: 'internal', details: { problem: 'trapped', reason: expect.stringContaining('index') } },
  memory: { code: 'out-of-memory', details: { problem: 'memory-exhausted' } },
};

test('the build with traps is there', () => {
  expect(existsSync(new URL('densenet_web_files_bg.wasm', BUILD)), 'run scripts/build-wasm.sh traps').toBe(
    true,
  );
});

test('after any trap, the next call works', async ({ page }) => {
  test.slow();
  await page.evaluate(async () => {
    const [mine, other] = [1, 2].map(() => densenet.DenseNet.load({ engine: 'cpu', workers: 1 }));
    Object.assign(globalThis, { net: await mine, other: await other });
  });
  for (const [trap, expected] of Object.entries(TRAPS)) {
    const seen = await page.evaluate(
      async ({ png, trap, photo }) => {
        /** @type {import('../../pkg/index.js').DenseNet} */
        const other = /** @type {any} */ (globalThis).other;
        const classify = async (/** @type {typeof net} */ one) =>
          JSON.stringify((await one.classify(photo)).predictions);
        const before = [await classify(net), await classify(other)];
        await other.featureMaps('features.conv0');
        const image = new Blob([Uint8Array.from(png), trap]);
        const error = await failure(() => net.classify([photo, image], { onError: 'skip' }));
        const maps = await other.featureMaps('features.conv0');
        const after = [await classify(net), await classify(other)];
        return { error, maps: maps.images, isSame: JSON.stringify(after) === JSON.stringify(before) };
      },
      { png: PNG, trap, photo: CAT },
    );
    expect(seen.error, trap).toMatchObject({ ...expected, isOurs: true });
    expect(seen, trap).toMatchObject({ maps: 1, isSame: true });
  }
});

test.describe('without memory', () => {
  test.use({
    routes: {
      '/pkg/worker.js': (response) => {
        const source = readFileSync(new URL('../../pkg/worker.js', import.meta.url), 'utf8');
        const fault = `
          const refuse = async () => {
            throw new RangeError('WebAssembly.Memory(): could not allocate memory');
          };
          Object.assign(WebAssembly, { instantiate: refuse, instantiateStreaming: refuse });`;
        response.setHeader('content-type', 'text/javascript').end(`${source}\n${fault}`);
      },
    },
  });

  test('a WebAssembly file that gets no memory is an error that says so', async ({ page }) => {
    const error = await page.evaluate(() => failure(() => densenet.DenseNet.load({ engine: 'cpu' })));
    expect(error).toMatchObject({
      code: 'out-of-memory',
      isOurs: true,
      details: { problem: 'memory-exhausted', reason: expect.stringContaining('could not allocate') },
    });
  });
});
