/** @import { Problems } from '../../app/errors.js' */

/** Why the program didn't start in the background. @satisfies {Partial<Problems>} */
export default {
  'worker-not-started': ({ url, reason }) =>
    `The browser could not start ${url} in the background${reason ? ` (${reason})` : ''}, and does not say why.`,
  'worker-undiagnosed': ({ reason }) => `The program could not be started (${reason}).`,
  'worker-http-status': ({ url, status }) =>
    `The program cannot be started: the server answered ${status} to ${url}.`,
  'worker-unreachable': ({ url, reason }) =>
    `The program cannot be started: there is no connection to ${url} (${reason}).`,
  'worker-without-cors': ({ url }) =>
    `The program cannot be started: the server of ${url} does not let other pages read it.`,
  'worker-not-javascript': ({ url, type }) =>
    `The program cannot be started: ${url} is served as ${type || 'nothing'} instead of JavaScript.`,
  'worker-without-coep': ({ url }) =>
    `The program cannot be started: the server must send Cross-Origin-Embedder-Policy: require-corp for ${url} as well.`,
  'worker-forbidden': ({ needed }) =>
    `This page’s Content-Security-Policy forbids the program: worker-src must allow ${needed}.`,
  'worker-import-refused': ({ url, needed }) =>
    `The program could not be started from ${url}. A Content-Security-Policy must allow ${needed} in worker-src.`,
  'trusted-types-required': () =>
    'This page requires Trusted Types, and its Content-Security-Policy does not allow the policy densenet-web.',
};
