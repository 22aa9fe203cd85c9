// The package's place is Node.js: workers are threads, and strings are paths.
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { place } from '../page/place.js';
import './files.js';
import { NodeWorker } from './node-worker.js';

/** A letter alone is a drive of Windows. @param {string | { href: string }} url */
const toUrl = (url) =>
  typeof url === 'string' && !/^[a-z][a-z\d+.-]+:/i.test(url)
    ? pathToFileURL(url)
    : new URL(typeof url === 'string' ? url : url.href);

Object.assign(place, {
  startWorker: () => new NodeWorker(new URL('../../worker.js', import.meta.url)),
  startThread: () => new NodeWorker(new URL('../../thread.js', import.meta.url)),
  cores: availableParallelism,
  toUrl,
});
