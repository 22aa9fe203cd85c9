// Images of every kind, one or several. Compiled and never run.
import type { Classification, DenseNet, ImageSource, UnreadableImage } from 'densenet-web';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(): T | undefined => undefined;

export async function images(
  net: DenseNet,
  image: ImageSource,
  file: File,
  input: HTMLInputElement,
  either: string | File[],
  any: ImageSource | ImageSource[],
): Promise<void> {
  const one = await net.classify(image);
  const url = await net.classify('photo.jpg');
  const files = await net.classify(input.files ?? []);
  const elements = await net.classify(document.querySelectorAll('img'));
  const unique = await net.classify(new Set([file]), { onError: 'throw' });
  const skipped = await net.classify([file, 'photo.jpg'], { onError: 'skip' });
  const united = await net.classify(any);
  const mixed = await net.classify(either, { onError: 'skip' });
  is<Equal<typeof one, Classification>>();
  is<Equal<typeof url, Classification>>();
  is<Equal<typeof files, Classification[]>>();
  is<Equal<typeof elements, Classification[]>>();
  is<Equal<typeof unique, Classification[]>>();
  is<Equal<typeof skipped, (Classification | UnreadableImage)[]>>();
  is<Equal<typeof united, Classification | Classification[]>>();
  is<Equal<typeof mixed, Classification | (Classification | UnreadableImage)[]>>();
  // @ts-expect-error
  await net.classify([3]);
  // @ts-expect-error
  await net.classify(new Uint8Array(4));
}

/** An option that may be missing is passed on as it is. */
export const passOn = (net: DenseNet, image: ImageSource, signal?: AbortSignal, topK?: number) =>
  net.classify(image, { signal, topK });
