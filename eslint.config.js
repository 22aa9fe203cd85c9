import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['target/', 'dist/', 'pkg/wasm/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  { files: ['pkg/**/*.js', 'www/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['**/*worker*.js'], languageOptions: { globals: globals.worker } },
  { files: ['*.config.js', 'scripts/**/*.js'], languageOptions: { globals: globals.node } },
  { files: ['bench/page/**/*.js'], languageOptions: { globals: globals.browser } },
  // The functions that Playwright sends into the page are written among Node's.
  {
    files: ['tests/e2e/**/*.js', 'tests/consumers/**/*.js', 'bench/*.js', 'scripts/screenshots.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
