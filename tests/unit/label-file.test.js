import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLabels } from '../../www/app/label-file.js';

/** @type {[string, string, string[] | null][]} */
const CASES = [
  ['one label per line', 'cat\ndog\n', ['cat', 'dog']],
  ['Windows line ends and a byte order mark', '\ufeffcat\r\ndog\r\n', ['cat', 'dog']],
  ['labels with commas', 'tench, Tinca tinca\ngoldfish\n', ['tench, Tinca tinca', 'goldfish']],
  ['every label with a comma', 'a, b\nc, d', ['a, b', 'c, d']],
  ['a JSON list', '["cat", "dog"]', ['cat', 'dog']],
  ['a JSON object by index, in any order', '{"1": "dog", "0": "cat"}', ['cat', 'dog']],
  ["ImageNet's class index", '{"0": ["n01", "tench"], "1": ["n02", "goldfish"]}', ['tench', 'goldfish']],
  ['a JSON object by label', '{"dog": 1, "cat": 0}', ['cat', 'dog']],
  ['a table with a heading', 'id,label\n7,cat\n9,"dog, small"', ['cat', 'dog, small']],
  ['a heading with two columns of names', 'class,name\nc0,cat\nc1,dog', ['cat', 'dog']],
  ['numbered lines without a heading', '0,cat\n1,dog', ['cat', 'dog']],
  ['lines with the number at the end', 'cat,0\ndog,1', ['cat', 'dog']],
  ['quotes within quotes', 'label,n\n"a ""b""",1', ['a "b"']],
  ['the categories of Places365', '/a/airfield 0\n/b/bar/indoor 1', ['airfield', 'bar/indoor']],
  ['markup, as it is', '<b>cat</b>\n=1+1', ['<b>cat</b>', '=1+1']],
  ['gaps in the numbers', '{"0": "cat", "2": "dog"}', null],
  ['a list of other things', '[1, 2]', null],
  ['invalid JSON', '{"0": ', null],
  ['nothing', ' \n', null],
];

for (const [name, text, labels] of CASES) test(name, () => assert.deepEqual(readLabels(text), labels));
