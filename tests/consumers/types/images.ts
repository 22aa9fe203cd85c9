// Images of every kind, one or several. Compiled and never run.
import type {
  ActivationMap,
  Attribution,
  Classification,
  DenseNet,
  ImageSource,
  UnreadableImage,
} from 'densenet-web';

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
  await net.classify(new Float32Array(4));
}

/** An option that may be missing is passed on as it is. */
export const passOn = (net: DenseNet, image: ImageSource, signal?: AbortSignal, topK?: number) =>
  net.classify(image, { signal, topK });

/** The README's example, which must compile as it stands. */
export const labels = async (net: DenseNet, images: ImageSource | ImageSource[], signal?: AbortSignal) =>
  [await net.classify(images, { signal })].flat().map(({ predictions }) => predictions[0]?.label);

export async function embeddings(
  net: DenseNet,
  any: ImageSource | ImageSource[],
  index: number,
): Promise<void> {
  const one = await net.embed('photo.jpg');
  const several = await net.embed(['photo.jpg'], { signal: null });
  const united = await net.embed(any);
  const maps = await net.classActivationMap([index], { image: [0] });
  const map = await net.saliency(index, { image: 1, signal: null });
  const parts = await net.attribution(index, { image: [0, 1] });
  is<Equal<typeof one, Float32Array>>();
  is<Equal<typeof several, Float32Array[]>>();
  is<Equal<typeof united, Float32Array | Float32Array[]>>();
  is<Equal<typeof maps, ActivationMap[]>>();
  is<Equal<typeof map, ActivationMap>>();
  is<Equal<typeof parts, Attribution[]>>();
  // @ts-expect-error
  await net.gradCam('features.conv0', [index], { image: 0 });
  await net.featureMaps('features.conv0', { signal: AbortSignal.timeout(1000) });
}

export async function loop(
  net: DenseNet,
  input: HTMLInputElement,
  frames: AsyncIterable<VideoFrame>,
): Promise<void> {
  for await (const { image, result, error, done, total } of net.classifyEach(input.files ?? [])) {
    is<Equal<typeof image, File>>();
    is<Equal<typeof total, number | null>>();
    console.log(image.name, done / (total ?? NaN), error ? error.message : result.predictions[0]?.label);
  }
  for await (const one of net.classifyEach(frames, { batchSize: 1, topK: 1, signal: null })) {
    is<Equal<typeof one.image, VideoFrame>>();
    if (one.error) return;
    console.log(one.result.rejected);
  }
  for await (const { result } of net.classifyEach(['photo.jpg', input.files?.[0] ?? ''])) {
    is<Equal<typeof result, Classification | undefined>>();
  }
  // @ts-expect-error
  net.classifyEach('photo.jpg');
}
