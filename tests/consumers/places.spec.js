// Projects that use the package outside of browsers: in Node.js, and in tests that run in jsdom.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from '@playwright/test';
import sharp from 'sharp';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const PHOTOS = ['airplane-1', 'cat-1', 'deer-1', 'ship-1', 'truck-1'];

/** A temporary folder, so that the repository's node_modules are not found. @type {string} */
let folder;

/** @param {string} where @param {...string} args */
const npm = (where, ...args) => {
  try {
    return execFileSync('npm', args, { cwd: where, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = /** @type {any} */ (error);
    throw new Error(`npm ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
};

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'densenet-web-'));
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The photos as JPEG files and, with the pixels that browsers decode them to, in two formats without loss. @param {string} target */
async function givePhotos(target) {
  mkdirSync(target);
  cpSync(join(root, 'tests/browsers/suite/expected.js'), join(target, 'expected.js'));
  for (const name of PHOTOS) {
    const file = join(root, `www/samples/${name}.jpg`);
    cpSync(file, join(target, `${name}.jpg`));
    await sharp(file)
      .png()
      .toFile(join(target, `${name}.png`));
    await sharp(file)
      .webp({ lossless: true })
      .toFile(join(target, `${name}.webp`));
  }
  // Lying on its side, and said to be.
  const turned = await sharp(join(root, 'www/samples/truck-1.jpg')).rotate(270).png().toBuffer();
  await sharp(turned).withMetadata({ orientation: 6 }).png().toFile(join(target, 'rotated.png'));
}

for (const [name, what] of [
  ['node', 'Node.js computes what browsers compute'],
  ['vitest', 'a component is tested with vitest in jsdom'],
]) {
  test(what, async () => {
    const project = join(folder, name);
    cpSync(join(here, name), project, { recursive: true });
    await givePhotos(join(project, 'given'));
    const packed = execFileSync('node', ['scripts/release/pack.js', project], {
      cwd: root,
      encoding: 'utf8',
    });
    cpSync(packed.trim(), join(project, 'densenet-web.tgz'));
    npm(project, 'install', '--no-audit', '--no-fund');
    npm(project, 'test');
  });
}
