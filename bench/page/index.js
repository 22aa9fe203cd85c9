// What the benchmark calls in its page, as `window.bench`.
/** @import { Counts } from './counters.js' */
import { COUNTS, NONE } from './counters.js';

/** Milliseconds. */
const STARTING = 120_000;
const ANSWERING = 2000;

const channel = new BroadcastChannel(COUNTS);
/** The realms that count, by the number that each has given itself. @type {Map<number, Counts>} */
const realms = new Map();
let answers = () => {};
channel.addEventListener('message', ({ data }) => {
  if (data === 'report') return;
  realms.set(data.realm, data.counts);
  answers();
});

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

Object.assign(window, {
  bench: {
    /** Adds a contestant's frame. @param {string} name @param {string} url */
    async enter(name, url) {
      const frame = Object.assign(document.createElement('iframe'), { name, src: url });
      document.body.append(frame);
      const start = performance.now();
      // Not with animation frames, which a busy software adapter delays.
      while (!(/** @type {any} */ (frame.contentWindow)?.contestant)) {
        if (performance.now() - start > STARTING) throw new Error(`${name}'s frame does not start`);
        await pause(100);
      }
    },

    /** @param {string} name @param {'prepare' | 'load' | 'run' | 'accounting'} method */
    call: (name, method) => /** @type {any} */ (window.frames)[name].contestant[method](),

    /** The sum over all frames and workers. @returns {Promise<Counts>} */
    async counted() {
      const waiting = new Set(realms.keys());
      realms.clear();
      const all = new Promise((resolve) => {
        answers = () => [...waiting].every((realm) => realms.has(realm)) && resolve(undefined);
      });
      channel.postMessage('report');
      // A worker that has ended does not answer, and is not waited for again.
      await Promise.race([all, pause(waiting.size > 0 ? ANSWERING : 0)]);
      const sum = { ...NONE };
      for (const counts of realms.values()) {
        for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(sum))) sum[key] += counts[key];
      }
      return sum;
    },
  },
});
