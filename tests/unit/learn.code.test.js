// The code in Learn is what it says it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pythonClass, pythonImports, rustItems } from '../../www/learn/code/excerpt.js';
import { PARTS } from '../../www/learn/code/parts.js';
import en from '../../www/i18n/en/index.js';

const read = (/** @type {string} */ file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const module = read('www/learn/code/densenet.py');

test('the Rust excerpts are in the crate, whole and with their comments', () => {
  for (const { rust, items } of PARTS) {
    const source = read(rust);
    for (const item of items) {
      const excerpt = rustItems(source, [item]);
      assert.ok(source.includes(`\n${excerpt}\n`), item);
      assert.match(excerpt, item.startsWith('impl') ? /^impl/ : /^\/\/\/ /, item);
      const count = (/** @type {string} */ brace) => excerpt.split(brace).length;
      assert.equal(count('{'), count('}'), item);
    }
  }
  assert.throws(() => rustItems('pub struct Other {}', ['pub struct DenseLayer']));
});

test('every class of the PyTorch module is shown, each once', () => {
  const shown = PARTS.map(({ python }) => pythonClass(module, python));
  assert.equal([pythonImports(module), ...shown].join('\n\n\n') + '\n', module);
  assert.throws(() => pythonClass(module, 'Dense'));
  assert.equal(en.learn.code.notes.length, PARTS.length);
});

test('the module has the article’s names and defaults', () => {
  const names = 'norm1 relu1 conv1 norm2 relu2 conv2 drop_rate'.split(' ');
  for (const name of names) assert.ok(pythonClass(module, '_DenseLayer').includes(`self.${name} = `), name);
  const signature = pythonClass(module, 'DenseNet').replaceAll(/\s+/g, ' ');
  assert.ok(
    signature.includes(
      'growth_rate=32, block_config=(6, 12, 24, 16), num_init_features=64, bn_size=4, compression_rate=0.5, drop_rate=0, num_classes=1000',
    ),
  );
});
