import { defineConfig } from 'vite';
import { offline } from './www/pwa/plugin.js';

export default defineConfig({
  // Relative addresses: the built page works from any folder of any static host.
  base: './',
  // Copied as they are: icons, the manifest.
  publicDir: 'www/public',
  plugins: [offline()],
  build: {
    target: 'esnext',
    // The module is compiled while it streams in, which a data URL would prevent.
    assetsInlineLimit: (file) => (file.endsWith('.wasm') ? false : undefined),
  },
  worker: { format: 'es' },
  // Pre-bundling would move the package's code away from its worker and its wasm file.
  optimizeDeps: { exclude: ['densenet-web'] },
  server: {
    fs: { allow: ['.'] },
    // Cargo writes thousands of files that are no part of the page.
    watch: { ignored: ['**/target/**', '**/test-results/**'] },
  },
});
