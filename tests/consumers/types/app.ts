// The whole interface as a TypeScript program uses it; compiled and never run.
import { DenseNet, DenseNetError, planNetwork } from 'densenet-web';
import type {
  Classification,
  DenseNetConfig,
  DenseNetErrorDetails,
  ImageSource,
  LoadOptions,
  Plan,
  Stats,
} from 'densenet-web';

export async function everything(image: ImageSource, video: HTMLVideoElement, file: File): Promise<string[]> {
  const options: LoadOptions = {
    model: DenseNet.models[0] ?? 'weights.safetensors',
    engine: ['webgpu', 'cpu'],
    onProgress: ({ phase, loaded, total }) => console.log(phase, total === null ? loaded : loaded / total),
    signal: AbortSignal.timeout(10_000),
    cache: false,
    sha256: '0'.repeat(64),
  };
  const net = await DenseNet.load(options);
  const one: Classification = await net.classify(image, { topK: 3 });
  const several: Classification[] = await net.classify([video, file, new URL('https://example.com/a.jpg')]);
  const features: Float32Array = await net.embed(image);
  const maps = await net.featureMaps(net.plan.layers[0]?.name ?? '');
  const cam = await net.classActivationMap(0, { image: 1 });
  const reuse = await net.featureReuse();
  const stats: Stats = net.stats;
  // @ts-expect-error
  net.plan = await planNetwork('densenet121');
  // @ts-expect-error
  await net.classify(3);
  net.dispose();
  const model = { huggingFace: 'owner/name', revision: undefined, host: new URL('https://example.com') };
  if (await DenseNet.isCached(model)) await DenseNet.clearCache(model);
  const { files, bytes } = await DenseNet.cacheContents();
  console.log(
    files.map(({ url, bytes }) => `${url}: ${bytes}`),
    bytes,
  );
  await DenseNet.clearCache();
  const config: DenseNetConfig = { ...net.plan.config, stem: 'cifar' };
  const plan: Plan = await planNetwork(config, [64, 64], { signal: null });
  console.log(
    features.length,
    maps.data[0],
    cam.height,
    reuse[0]?.values,
    stats.medianRun,
    plan.depth,
    net.engine.kind,
    net.engine.reason.code === 'gpu' ? net.engine.reason.adapter : net.engine.reason.message,
  );
  return [one, ...several].map(({ predictions }) => predictions[0]?.label ?? '');
}

export async function failing(weights: Uint8Array): Promise<string> {
  try {
    await using_(await DenseNet.load({ weights, random: undefined as never }));
  } catch (error) {
    if (error instanceof DenseNetError && error.code === 'no-webgpu') return error.message;
    if (error instanceof DenseNetError) return explain(error.details);
  }
  return '';
}

/** The details are a union that `problem` discriminates. */
function explain(details: DenseNetErrorDetails): string {
  switch (details.problem) {
    case 'http-status':
      return `${details.what}: ${details.status.toFixed()} for ${details.url}`;
    case 'no-engine':
      return details.errors.map(({ engine, error }) => `${engine}: ${error.message}`).join();
    case 'missing-tensor':
      return details.tensor;
    default:
      // @ts-expect-error
      return details.status;
  }
}

// `using` without a lib that knows it must still type-check.
const using_ = async (net: { [Symbol.dispose](): void }) => net[Symbol.dispose]();
