// Writes the licences of the crates in the WebAssembly to pkg/wasm/THIRD-PARTY-LICENSES.txt. They demand that their texts
// go wherever the compiled code goes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { linkedCrates } from './crates.js';
import { chosenFrom, noticesOf, textOf } from './licenses.js';

/** @import { Crate } from './crates.js' */

const FILE = 'pkg/wasm/THIRD-PARTY-LICENSES.txt';
const INTRODUCTION = `The WebAssembly files in this folder contain code of the Rust standard library and of the crates below. Each is listed with
where its source is and with the licence that it is used under, if it offers several.`;
const STANDARD_LIBRARY = 'The Rust standard library: https://github.com/rust-lang/rust';

/** @param {Crate} crate */
const sourceOf = ({ name, version }) => `${name} ${version}: https://crates.io/crates/${name}/${version}`;

/** A crate without the text of its licence has that of another one from the same repository. @param {Crate[]} crates */
function textFinder(crates) {
  return (/** @type {Crate} */ crate, /** @type {string} */ licence) => {
    const siblings = crates.filter(({ repository }) => repository && repository === crate.repository);
    for (const { folder } of [crate, ...siblings]) {
      const text = textOf(folder, licence);
      if (text) return text;
    }
    throw new Error(`${crate.name} ${crate.version} has no text of its licence ${licence}`);
  };
}

/** The file's text. @param {Crate[]} crates */
export function notices(crates) {
  const foreign = crates.filter(({ sha256 }) => sha256 !== null);
  const find = textFinder(foreign);
  /** The crates that each licence's text is for. @type {Map<string, { licence: string, users: string[] }>} */
  const groups = new Map();
  const add = (/** @type {string} */ licence, /** @type {string} */ text, /** @type {string} */ user) => {
    const group = groups.get(text) ?? { licence, users: [] };
    groups.set(text, group);
    group.users.push(user);
  };

  /** One copy of it is enough, though crates format it differently. @type {string | undefined} */
  let apache;
  for (const crate of foreign) {
    for (const licence of chosenFrom(crate.license)) {
      if (licence !== 'Apache-2.0') {
        add(licence, find(crate, licence), sourceOf(crate));
        continue;
      }
      if (!apache) add(licence, (apache = find(crate, licence)), STANDARD_LIBRARY);
      add(licence, apache, sourceOf(crate));
      for (const notice of noticesOf(crate.folder)) add('notice', notice, sourceOf(crate));
    }
  }
  const rule = `\n\n${'-'.repeat(100)}\n\n`;
  const sections = [...groups].sort(([, a], [, b]) => b.users.length - a.users.length);
  return [
    INTRODUCTION,
    ...sections.map(([text, { licence, users }]) => `${licence}\n\n${users.join('\n')}\n\n${text}`),
  ]
    .join(rule)
    .concat('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, notices(linkedCrates()));
