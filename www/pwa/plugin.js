import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** @import { Plugin } from 'vite' */

const SOURCE = new URL('service-worker.js', import.meta.url);
const NAME = 'sw.js';
/** Large and needed by few visitors, or not needed by the page at all. */
const ON_DEMAND = /^(densenet_web_(burn|files)|third-party-)/;

/** Writes the service worker, which caches the files of the built page. @returns {Plugin} */
export function offline() {
  let folder = '';
  return {
    name: 'densenet-offline',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(({ name }) => name !== NAME && !ON_DEMAND.test(name))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(readFileSync(file));
      const names = files.map((file) => `./${relative(folder, file).split(sep).join('/')}`);
      const script = readFileSync(SOURCE, 'utf8')
        .replace('__VERSION__', hash.digest('hex').slice(0, 16))
        .replace("['__FILES__']", JSON.stringify(names, null, 2));
      writeFileSync(join(folder, NAME), script);
    },
  };
}
