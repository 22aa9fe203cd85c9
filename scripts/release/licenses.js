// Under which of the licences that a crate offers it is used, and that licence's text from the crate's own files.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences that are accepted, the preferred ones first, and how their texts are recognised. Apache-2.0 asks for one copy of
 * its text, whoever the authors are; the others for a copy per author. deny.toml also accepts those of the command line.
 * @type {Record<string, RegExp>}
 */
export const TEXTS = {
  'Apache-2.0': /Apache License\s+Version 2\.0, January 2004/,
  MIT: /Permission is hereby granted, free of\s+charge, to any\s+person obtaining/,
  Zlib: /This software is provided 'as-is'/,
  'Unicode-3.0': /UNICODE LICENSE V3/,
  'MPL-2.0': /^Mozilla Public License Version 2\.0/i,
};

/**
 * The licences of an SPDX expression that are to be followed: one of each alternative, all of each conjunction.
 * @param {string} expression @returns {string[]}
 */
export function chosenFrom(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  /** @param {string} keyword @param {() => string[]} operand @returns {string[][]} */
  const list = (keyword, operand) => {
    const operands = [operand()];
    while (tokens[0] === keyword) {
      tokens.shift();
      operands.push(operand());
    }
    return operands;
  };
  const rank = (/** @type {string[]} */ licences) =>
    Math.max(...licences.map((one) => (one in TEXTS ? Object.keys(TEXTS).indexOf(one) : Infinity)));
  /** @returns {string[]} */
  const alternatives = () => list('OR', conjunction).reduce((a, b) => (rank(b) < rank(a) ? b : a));
  const conjunction = () => list('AND', licence).flat();
  /** @returns {string[]} */
  const licence = () => {
    const token = tokens.shift();
    if (token !== '(') return [token ?? ''];
    const inner = alternatives();
    if (tokens.shift() !== ')') throw new Error(`"${expression}" is no SPDX expression`);
    return inner;
  };
  const chosen = alternatives();
  if (tokens.length > 0)
    throw new Error(`"${expression}" is no SPDX expression that this script understands`);
  if (rank(chosen) === Infinity)
    throw new Error(`the licence "${expression}" is not accepted, see deny.toml`);
  return chosen;
}

/** The texts of a crate's files whose names begin so. @param {string} folder @param {RegExp} names */
function textsIn(folder, names) {
  return readdirSync(folder)
    .filter((name) => names.test(name) && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) =>
      readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').replace(/^\n+/, '').trimEnd(),
    );
}

/** A licence's text as the crate has it. @param {string} folder @param {string} licence */
export const textOf = (folder, licence) =>
  textsIn(folder, /^(licen[cs]e|copying)/i).find((text) => TEXTS[licence]?.test(text));

/** What Apache-2.0 wants to be passed on besides its text. @param {string} folder */
export const noticesOf = (folder) => textsIn(folder, /^notice/i);
