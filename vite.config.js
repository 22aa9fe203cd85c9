import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { offline } from './www/pwa/plugin.js';

const { version } = JSON.parse(readFileSync('pkg/package.json', 'utf8'));

/** The licences of what is compiled into the WebAssembly, which must be published with it. @type {import('vite').Plugin} */
const licenses = {
  name: 'densenet-licenses',
  apply: 'build',
  generateBundle() {
    const source = readFileSync('pkg/wasm/THIRD-PARTY-LICENSES.txt');
    this.emitFile({ type: 'asset', fileName: 'third-party-webassembly.txt', source });
  },
};

export default defineConfig({
  // Relative URLs: the built page works in any folder of any static host.
  base: './',
  // Copied unchanged: icons, the manifest.
  publicDir: 'www/public',
  define: { 'import.meta.env.VERSION': JSON.stringify(version) },
  plugins: [offline(), licenses],
  build: {
    target: 'esnext',
    license: { fileName: 'third-party-javascript.md' },
    // The module is compiled while it downloads, which a data URL would prevent.
    assetsInlineLimit: (file) => (file.endsWith('.wasm') ? false : undefined),
  },
  worker: { format: 'es' },
  // Pre-bundling would separate the package's code from its worker and its wasm file.
  optimizeDeps: { exclude: ['densenet-web'] },
  server: {
    fs: { allow: ['.'] },
    // Cargo writes thousands of files that are not part of the page.
    watch: { ignored: ['**/target/**', '**/test-results/**'] },
  },
});
