// Reads file: URLs as if they came from a server: the fetch of Node.js refuses them.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../shared/error.js';
import { setFetch } from '../worker/download.js';
import { createError } from './errors.js';

/** @param {string} url */
async function responseOfFile(url) {
  try {
    const path = fileURLToPath(url);
    const file = await stat(path);
    if (!file.isFile()) throw new Error('it is not a file');
    const headers = {
      'content-length': String(file.size),
      // Only WebAssembly is asked for its type.
      'content-type': path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream',
    };
    return new Response(/** @type {any} */ (Readable.toWeb(createReadStream(path))), { headers });
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'ENOENT') {
      throw createError({ problem: 'no-such-file', url }, { cause });
    }
    throw createError({ problem: 'unreadable-file', url, reason: messageOf(cause) }, { cause });
  }
}

setFetch((url, init) => (url.startsWith('file:') ? responseOfFile(url) : fetch(url, init)));
