// A worker whose canvas lies, for Chromium; Firefox has a preference for it.
import { readFileSync } from 'node:fs';

const WORKER = '/pkg/worker.js';

/**
 * Routes that change the package's worker: `noise` is added to what is read from a canvas, and VideoFrame may be missing.
 * @param {{ noise: string, hasVideoFrame: boolean }} options `noise` is an expression of `value` and `index`
 * @returns {import('./static-server.js').Routes}
 */
export const falsifiedCanvas = ({ noise, hasVideoFrame }) => ({
  [WORKER]: (response) => {
    const source = readFileSync(new URL(`../..${WORKER}`, import.meta.url), 'utf8');
    const fault = `
      const { prototype } = OffscreenCanvasRenderingContext2D;
      const original = prototype.getImageData;
      prototype.getImageData = function (...args) {
        const image = original.apply(this, args);
        image.data.forEach((value, index) => (image.data[index] = ${noise}));
        return image;
      };
      ${hasVideoFrame ? '' : 'delete globalThis.VideoFrame;'}`;
    response.setHeader('content-type', 'text/javascript').end(`${source}\n${fault}`);
  },
});
