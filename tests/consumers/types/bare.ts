// A program that knows neither a browser nor Node.js, such as a library for both. Compiled and never run.
import type { DenseNet, RawPixels } from 'densenet-web';

export const best = async (net: DenseNet, pixels: RawPixels): Promise<string | undefined> =>
  (await net.classify(pixels, { topK: 1 })).predictions[0]?.label;
