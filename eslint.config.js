import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import globals from 'globals';

/** What each folder of the page may import, apart from itself. None may import a view: the shell loads views lazily. */
const ZONES = {
  app: ['constants.js', 'i18n', 'samples'],
  components: ['app', 'constants.js', 'i18n', 'styles'],
  shell: ['app', 'components', 'constants.js', 'i18n', 'styles'],
  styles: [],
  i18n: [],
};

/** The views, and the intake panel, which is loaded lazily as well. */
const VIEWS = ['classify', 'growth', 'explore', 'engine', 'learn', 'claims', 'intake'];

/** @param {string} folder @param {readonly string[]} others */
const zone = (folder, others) => ({
  target: `./www/${folder}`,
  from: './www',
  except: [folder, ...others].map((path) => `./${path}`),
  message: `www/${folder} may import only from ${[folder, ...others].join(', ')}.`,
});

const zones = [
  ...Object.entries(ZONES).map(([folder, others]) =>
    // The shell loads views with import(); the rule below forbids static imports of them.
    zone(folder, folder === 'shell' ? [...others, ...VIEWS] : others),
  ),
  ...VIEWS.map((view) => zone(view, ['app', 'components', 'constants.js', 'i18n', 'styles'])),
  {
    target: './www',
    from: './pkg',
    except: ['./index.js'],
    message: "The page uses the package's public API: import('densenet-web').",
  },
  { target: './pkg', from: './www', message: 'The package does not know the page.' },
];

const LAZY = {
  group: VIEWS.map((view) => `**/${view}/**`),
  message: 'Views are loaded with import() when they are first shown.',
};
const PACKAGE = { group: ['densenet-web'], message: 'Use loadPackage() from app/package.js.' };

export default [
  { ignores: ['target/', 'dist/', 'pkg/wasm/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  { files: ['pkg/**/*.js', 'www/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['**/*worker*.js'], languageOptions: { globals: globals.worker } },
  {
    files: ['*.config.js', 'scripts/**/*.js'],
    languageOptions: { globals: globals.node },
  },
  { files: ['bench/page/**/*.js'], languageOptions: { globals: globals.browser } },
  // Node's globals, plus the browser's: Playwright runs functions in the page, and unit tests mock a browser.
  {
    files: [
      'tests/{browsers,e2e,unit,package,consumers}/**/*.js',
      'bench/{,litert/}*.js',
      'scripts/screenshots.js',
    ],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['www/**/*.js', 'pkg/**/*.js'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-unresolved': ['error', { ignore: ['/wasm/'] }],
    },
  },
  { files: ['www/**/*.js'], rules: { 'no-restricted-imports': ['error', { patterns: [PACKAGE] }] } },
  {
    files: ['www/shell/**/*.js'],
    rules: { 'no-restricted-imports': ['error', { patterns: [PACKAGE, LAZY] }] },
  },
  { files: ['{www,pkg,tests,scripts,bench}/**/*.js'], rules: { 'max-lines': ['error', 250] } },
];
