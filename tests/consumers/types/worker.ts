// What a program without the DOM writes: a worker, or Node.js. Compiled and never run.
import { DenseNet } from 'densenet-web';
import type { ImageSource } from 'densenet-web';

export async function labels(image: ImageSource, pixels: Uint8ClampedArray, url: URL): Promise<string[]> {
  const net = await DenseNet.load({ model: url, signal: AbortSignal.timeout(10_000), engine: 'cpu' });
  const blob = await (await fetch(url)).blob();
  const results = await net.classify([image, blob, url, { data: pixels, width: 2, height: 2 }]);
  // Where a class doesn't exist, its type must not become "anything".
  // @ts-expect-error
  await net.classify({ complete: true });
  // @ts-expect-error
  await net.classify(image, { signal: 'stop' });
  return results.map(({ predictions }) => predictions[0]?.label ?? '');
}
