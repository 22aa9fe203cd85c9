/// <reference lib="esnext.disposable" />

/**
 * DenseNet in the browser: classify images on the visitor's own machine, and see every layer's feature maps.
 *
 * ```js
 * import { DenseNet } from 'densenet-web';
 * const net = await DenseNet.load();
 * const { predictions } = await net.classify(file);
 * ```
 *
 * @packageDocumentation
 */

import type {
  Activation,
  Attribution,
  BlockReuse,
  Cut,
  DenseNetConfig,
  EngineInfo,
  Gradients,
  Objective,
  Plan,
  Preprocessing,
  Scheme,
} from './core.js';
import type { DenseNetErrorCode, DenseNetErrorDetails } from './errors.js';
import type { GradientMaps, MeasuredReuse, MeasureReuseOptions } from './explain.js';
import type { Global, Signal } from './global.js';
import type { ImageList, ImageSource } from './images.js';
import type { Intake } from './intake.js';
import type { CacheContents, ModelLocation } from './models.js';
import type { ActivationMap, Classification, FeatureMaps, InputTensor, Stats } from './results.js';

export type * from './core.js';
export type * from './errors.js';
export type * from './explain.js';
export type * from './images.js';
export type * from './intake.js';
export type * from './models.js';
export type * from './results.js';

/**
 * Which engine to use: `auto` uses WebGPU on a real GPU, and the CPU where there is none or the CPU is faster, which the first load
 * measures. `burn` is the slow reference that the others are compared with.
 */
export type EngineChoice = 'auto' | 'webgpu' | 'cpu' | 'burn';

/**
 * What WebGPU computes in. `f16` halves memory and traffic, with about three significant digits; sums stay f32. Where the
 * adapter lacks `shader-f16`, and on the CPU, it is always f32. `auto` uses f16 if it proved faster on this adapter and
 * within 1 % of the largest logit in an earlier session, after a classified image; on a software adapter it uses f32.
 */
export type PrecisionChoice = 'auto' | 'f32' | 'f16';

/** How far a load has progressed. */
export interface LoadProgress {
  /** `code`: the WebAssembly; `weights`: the checkpoint; `engine`: folding, uploading, compiling. */
  phase: 'code' | 'weights' | 'engine';
  /** Bytes so far. */
  loaded: number;
  /** All bytes, where known. */
  total: number | null;
}

/** Options of {@link DenseNet.load}. */
export interface LoadOptions {
  /**
   * The name of a bundled network (see {@link DenseNet.models}) or the URL of a checkpoint: a string with a slash, a dot or a
   * colon is a URL, and in Node.js, without a scheme, a path. A checkpoint is a safetensors file, the index of several (`model.safetensors.index.json`), or a file of
   * PyTorch's: `.pth`, `.pt`, `.bin`, `.ckpt`. What it is, is told by its content. On Hugging Face, it is
   * `{ huggingFace: 'owner/name' }`. Default: the first bundled network.
   */
  model?: ModelLocation | undefined;
  /** The bytes of a checkpoint, instead of `model`; a list of several files is an index and its shards. */
  weights?: WeightsFile | readonly WeightsFile[] | Global<'FileList'> | undefined;
  /**
   * A network with random weights, instead of `model`: a configuration, or a name such as `densenet_bc_40_12` (see
   * {@link planNetwork}). Its input size and labels may be in `metadata`.
   */
  random?: DenseNetConfig | string | undefined;
  /**
   * config.json as timm or transformers write it, which says how images are preprocessed and what the classes are called: an
   * object, JSON text, a Blob or a URL. Default: the `config.json` next to `model`, unless the server responds 404 or 410; any
   * other failure is an error, and `metadata: {}` says that there is none. Without it, the preprocessing is
   * torchvision's for ImageNet's stem and CIFAR-10's for CIFAR's, and the labels are numbers, or ImageNet's for a network with
   * its 1,000 classes: `net.intake.metadata.labels.from` is then `assumption`.
   */
  metadata?: object | string | Global<'URL'> | Global<'Blob'> | undefined;
  /** The names of the classes, instead of the metadata's: a list, or a file with one per line (a Blob or a URL). */
  labels?: readonly string[] | string | Global<'URL'> | Global<'Blob'> | undefined;
  /**
   * The implementation whose semantics a network is read with whose names nobody knows, such as `torchvision`. Without it,
   * such a file is refused, with what would have to be assumed in the error's details.
   */
  assume?: Scheme | undefined;
  /**
   * Of several, the first that works, with the reason in `net.engine.reason`; if none does, the error `no-engine` has the errors
   * of all. Default: `auto`.
   */
  engine?: EngineChoice | readonly EngineChoice[] | undefined;
  /** Default: `auto`. */
  precision?: PrecisionChoice | undefined;
  /**
   * How many threads may share a pass on the CPU engine, 1 to 8. They need a page that is cross-origin isolated, or
   * Node.js; elsewhere this says nothing. Default: a thread per core, `stats.threads` says how many there are. Results don't depend on it.
   */
  threads?: number | undefined;
  /**
   * How many workers may share a batch on the CPU engine, which uses one core: 1 to 64. They start after the first batch.
   * Each takes the network's memory again: at least twice `stats.weightBytes`, and activations. Default: as many as there
   * are cores, but at most 4, and so few that the additional ones' `weightBytes` are at most 128 MiB. Other engines use one.
   */
  workers?: number | undefined;
  /**
   * `false`: everything is computed in this thread, where no worker can be started. The thread is blocked meanwhile, a pass that
   * has begun can't be aborted, one image is computed at a time by one thread, and the engine is the CPU's unless another is
   * requested. Service workers must import `densenet-web/inline`, where this is the default. Default: `true`.
   */
  worker?: boolean | undefined;
  /** What is cut from the start, see {@link DenseNet.cut}. Default: nothing. */
  cuts?: readonly Cut[] | undefined;
  /** Called often while code and weights are downloaded, which happens at the same time. */
  onProgress?: ((progress: LoadProgress) => void) | undefined;
  /**
   * Called when the network moved to another engine, because the GPU failed or computed wrong numbers. The call that noticed
   * it succeeds all the same, whichever it was; the cuts are kept. `net.engine.reason` says why.
   */
  onEngineChange?: ((engine: EngineInfo) => void) | undefined;
  /** Ends the load immediately; `load` then rejects with the signal's reason. */
  signal?: Signal;
  /**
   * Whether weights and metadata from a URL are kept in Cache Storage, under that URL, until {@link DenseNet.clearCache} or
   * until `sha256` no longer matches. Bundled weights are part of the page and are left to the browser's own cache.
   * Default: true.
   */
  cache?: boolean | undefined;
  /** Hexadecimal, in either case; weights with another hash are refused. Needs a secure page. */
  sha256?: string | undefined;
  /**
   * After how many milliseconds without a byte a download has failed: weights, metadata, and later the URLs of images. Also
   * how long an `<img>` may take to load. From 1; `Infinity` sets no limit. Default: 30000.
   */
  timeout?: number | undefined;
  /**
   * Whether cookies and other credentials are sent for weights, metadata and images from URLs, as in `fetch`. By default none
   * are, because URLs often come from visitors. Requests never say which page they come from. Default: `omit`.
   */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /**
   * The URL of a folder with this package's own files, laid out as in the package: worker.js, thread.js, builds.js, internal/,
   * wasm/ and models/. For bundles that don't know where they are, or that were moved away from them; with a server of another
   * origin, see the README's part about hosting. Default: next to the importing module, or wherever the bundler put them.
   */
  baseUrl?: string | Global<'URL'> | undefined;
}

/** The bytes of a file. */
export type WeightsFile = ArrayBuffer | Uint8Array | Global<'Blob'>;

/** Options of {@link inspectCheckpoint}: those of {@link DenseNet.load} that say what is read. */
export type InspectOptions = Pick<
  LoadOptions,
  | 'model'
  | 'weights'
  | 'metadata'
  | 'assume'
  | 'signal'
  | 'cache'
  | 'sha256'
  | 'timeout'
  | 'credentials'
  | 'worker'
  | 'baseUrl'
>;

/** Options of {@link planNetwork}, as in {@link LoadOptions}. */
export type PlanOptions = Pick<LoadOptions, 'baseUrl' | 'signal'>;

/** What {@link DenseNet.configure} changes: both are as in {@link LoadOptions}. Without metadata, only the labels change. */
export type Configuration = Pick<LoadOptions, 'metadata' | 'labels'>;

/** Options of {@link DenseNet.classify}. */
export interface ClassifyOptions {
  /** How many classes, from 1; if there are fewer, all of them, as with `Infinity`. Default: 5. */
  topK?: number | undefined;
  /** Whether to time each layer, for `stats.layerTimes`. On WebGPU the pass itself then takes longer. Default: false. */
  timeLayers?: boolean | undefined;
  /**
   * What happens if an image of a batch can't be read. `throw`: the call fails and says which one. `skip`: its result is
   * `{ error }`, and maps are those of the other images. Default: `throw`.
   */
  onError?: 'throw' | 'skip' | undefined;
  /** Rejects immediately with the signal's reason. A pass that has begun ends in the background; the network stays usable. */
  signal?: Signal;
}

/** Options of {@link DenseNet.classifyEach}. */
export interface ClassifyEachOptions extends Pick<ClassifyOptions, 'topK'> {
  /**
   * How many images are classified at once, and so held at once, 1 to 64. With 1, `featureMaps` and whatever explains an image
   * are about the image of the loop, and a result never waits for the images after it. Default: 8.
   */
  batchSize?: number | undefined;
  /** Ends the loop with the signal's reason, also while it waits for an image. */
  signal?: Signal;
}

/** Options of {@link DenseNet.embed}, as in {@link ClassifyOptions}. */
export type EmbedOptions = Pick<ClassifyOptions, 'onError' | 'signal'>;

/** Options of calls that take time and have no other options. */
export interface AbortOptions {
  /** Rejects immediately with the signal's reason. What has begun ends in the background. */
  signal?: Signal;
}

/** Which image of the last call a question is about. */
export interface ImageOptions extends AbortOptions {
  /** Its index in the call, from 0. Default: 0. */
  image?: number | undefined;
}

/** Which images of the last call a question is about: there is one answer for each of them, in this order. */
export interface ImagesOptions extends AbortOptions {
  /** Their indexes in the call, from 0. */
  image: readonly number[];
}

/** The only error that this package throws, apart from an aborted signal's reason. `message` says what to do. */
export class DenseNetError extends Error {
  constructor(
    code: DenseNetErrorCode,
    message: string,
    details: DenseNetErrorDetails,
    options?: { cause?: unknown },
  );
  /** What kind of error it is. */
  readonly code: DenseNetErrorCode;
  /** The same as the message, as plain data. */
  readonly details: DenseNetErrorDetails;
}

/** The result for an image that was skipped. */
export interface UnreadableImage {
  error: DenseNetError;
}

/** One image of {@link DenseNet.classifyEach}: its `result`, or the `error` that says why there is none. */
export type ClassifiedImage<T extends ImageSource = ImageSource> = {
  /** Its position among the images, from 0. */
  index: number;
  /** The image as it was given. */
  image: T;
  /** How many images are done, this one included. */
  done: number;
  /** How many there are, where that is known: of a list, but not of a generator. */
  total: number | null;
} & ({ result: Classification; error?: undefined } | { result?: undefined; error: DenseNetError });

/**
 * A loaded network. It lives in a worker of its own (in several, for batches), which handles one call after the other, in the
 * order of the calls: `featureMaps` directly after `classify`, without waiting, returns the maps of that call's images. Only
 * a call whose `<img>` is still loading, and `measureReuse`, may be overtaken by later ones.
 *
 * If its worker crashes, the calls that it had fail with the code `internal`, and the next call loads the network again, from
 * wherever it came. A network that is garbage-collected ends its workers.
 */
export class DenseNet {
  private constructor();

  /** The bundled networks' names. */
  static readonly models: readonly string[];

  /** Loads code, weights and engine. A load that fails or is aborted leaves nothing behind. */
  static load(options?: LoadOptions): Promise<DenseNet>;

  /** Whether a model's weights are kept in Cache Storage, all shards of them. Bundled networks never are. */
  static isCached(model: ModelLocation): Promise<boolean>;

  /** Which files are kept in Cache Storage, and how large they are. */
  static cacheContents(): Promise<CacheContents>;

  /**
   * Deletes all weights and metadata that were kept in Cache Storage; with a model, only its own: the file, its shards and the
   * config.json next to it. Rejects if that fails.
   */
  static clearCache(model?: ModelLocation): Promise<void>;

  /** The network's layers, for its own input size. */
  readonly plan: Plan;
  readonly engine: EngineInfo;
  /** One per class. */
  readonly labels: readonly string[];
  /** The network's name, such as `densenet121`. */
  readonly architecture: string;
  readonly preprocessing: Preprocessing;
  /** How the logits become probabilities. Those of a softmax add up to 1; others are independent of each other. */
  readonly activation: Activation;
  /** Whose checkpoint it is, how it was understood, and where each value comes from. */
  readonly intake: Intake;
  /** How images are prepared and what the classes are called, as a config.json to keep next to the weights. */
  readonly metadata: Record<string, unknown>;
  readonly stats: Stats;
  /** What is cut, in the order of the calls. Frozen, and another list after each change. */
  readonly cuts: readonly Cut[];

  /**
   * Classifies one image or several. Several images are one pass per worker, or more where the activations of one would take
   * more than 128 MiB: use a few dozen at a time. If one can't be read, see {@link ClassifyOptions.onError}.
   */
  classify(image: ImageSource, options?: ClassifyOptions): Promise<Classification>;
  classify(
    images: ImageList,
    options?: ClassifyOptions & { onError?: 'throw' | undefined },
  ): Promise<Classification[]>;
  classify(images: ImageList, options: ClassifyOptions): Promise<(Classification | UnreadableImage)[]>;
  classify(
    images: ImageSource | ImageList,
    options?: ClassifyOptions & { onError?: 'throw' | undefined },
  ): Promise<Classification | Classification[]>;
  classify(
    images: ImageSource | ImageList,
    options: ClassifyOptions,
  ): Promise<Classification | (Classification | UnreadableImage)[]>;

  /**
   * Classifies images one batch after the other, as they are asked for: for many images, or for those that come one by one.
   * An image that can't be read is an `error` and no end; what the iterable throws ends the loop. Leaving the loop stops
   * taking images and closes the iterable.
   *
   * ```js
   * for await (const { image, result, error, done, total } of net.classifyEach(files)) {
   *   progress.value = done / total;
   *   show(image.name, error ? error.message : result.predictions[0].label);
   * }
   * ```
   */
  classifyEach<T extends ImageSource>(
    images: ImageList<T> | AsyncIterable<T>,
    options?: ClassifyEachOptions,
  ): AsyncGenerator<ClassifiedImage<T>, void, void>;

  /**
   * The averaged features of the last layer, for search and transfer. Several images share workers and passes as in
   * {@link DenseNet.classify}, and there is one result for each.
   */
  embed(image: ImageSource, options?: EmbedOptions): Promise<Float32Array>;
  embed(
    images: ImageList,
    options?: EmbedOptions & { onError?: 'throw' | undefined },
  ): Promise<Float32Array[]>;
  embed(images: ImageList, options: EmbedOptions): Promise<(Float32Array | UnreadableImage)[]>;
  embed(
    images: ImageSource | ImageList,
    options?: EmbedOptions & { onError?: 'throw' | undefined },
  ): Promise<Float32Array | Float32Array[]>;
  embed(
    images: ImageSource | ImageList,
    options: EmbedOptions,
  ): Promise<Float32Array | (Float32Array | UnreadableImage)[]>;

  /**
   * The network's input for an image: what `classify` gives the network, without running it. The last pass, its maps
   * included, stays as it is.
   */
  preprocess(image: ImageSource, options?: AbortOptions): Promise<InputTensor>;

  /**
   * A layer's output in the last pass, by the layer's name in `plan`, for all images of the pass. Of a batch that took several
   * passes, the output of the last one; if workers shared it, an error.
   */
  featureMaps(layer: string, options?: AbortOptions): Promise<FeatureMaps>;

  /**
   * Where the last pass saw a class (Zhou et al., 2016). With a list of images, one map for each; `classIndex` may then be a
   * list as well, of as many classes. That also holds for `attribution`, `saliency` and `gradCam`.
   */
  classActivationMap(classIndex: number, options?: ImageOptions): Promise<ActivationMap>;
  classActivationMap(
    classIndex: number | readonly number[],
    options: ImagesOptions,
  ): Promise<ActivationMap[]>;

  /**
   * Cuts connections, in addition to those that are cut already; a cut that is there already is not added twice.
   *
   * `{ layer, from }` is the connection over which `layer` reads what `from` made: a dense layer, a transition and
   * `classifier` (or the final norm, by its name) read the input of their block, `input`, and the layers of the block before
   * them. `{ layer }` is a layer whose output nobody reads any longer. With `channel`, it is one channel of that output. A cut
   * is the same as a 0 in place of the channels after the reader's norm and ReLU; the weights stay as they are.
   *
   * Takes no pass: later calls compute with it, and what they ask about the last call's images is computed again, from the first
   * change on. Cuts are kept if the network moves to another engine or its worker crashes. Rejects with `invalid-input` and
   * changes nothing if one of the cuts doesn't exist in the network.
   *
   * @param options `signal`: an aborted one rejects with its reason; what was sent before happens all the same.
   */
  cut(cut: Cut | readonly Cut[], options?: AbortOptions): Promise<void>;

  /** Takes back cuts, given as they are in `cuts`, or all of them. Those that are not there are ignored. */
  restore(cut?: Cut | readonly Cut[], options?: AbortOptions): Promise<void>;

  /**
   * Classifies the last call's images again, with the cuts as they are, computing only what follows the first change. Of a
   * batch that took several passes, the images of the last one; if workers shared it, an error. Images that couldn't be read
   * are left out. Not counted in `stats.runs`, because it is only a part of a pass.
   */
  rerun(options?: Pick<ClassifyOptions, 'topK' | 'signal'>): Promise<Classification[]>;

  /**
   * Splits a class's logit by the layers that made the last features: a logit is a weighted sum over averaged features, and
   * every feature was made by one layer.
   */
  attribution(classIndex: number, options?: ImageOptions): Promise<Attribution>;
  attribution(classIndex: number | readonly number[], options: ImagesOptions): Promise<Attribution[]>;

  /**
   * Differentiates the logit of a class, `{ class }`, or the cross-entropy loss for a label, `{ label }`, with respect to the
   * input and every layer's output, for an image of the last call; norms are as at inference, and cuts as they are. Sizes
   * are in logits (or nats) per unit of the output. Computed in f32; the engine burn rejects with `no-gradients`.
   */
  gradients(objective: Objective, options?: ImageOptions): Promise<Gradients>;

  /**
   * The gradient with respect to a layer's output, or to the input (`null`), of the last call of `gradients`, even if other
   * images were classified since. Rejects with `nothing-run` if there was none since the cuts changed.
   */
  gradientMaps(layer: string | null, options?: AbortOptions): Promise<GradientMaps>;

  /**
   * How much each pixel of the network's input changes a class's logit (Simonyan et al., 2014): the largest absolute
   * gradient of its channels. As large as the input, in logits per unit of the normalised input.
   */
  saliency(classIndex: number, options?: ImageOptions): Promise<ActivationMap>;
  saliency(classIndex: number | readonly number[], options: ImagesOptions): Promise<ActivationMap[]>;

  /**
   * Where a layer sees a class (Selvaraju et al., 2017): its maps, weighted by the mean gradient of the class's logit,
   * summed, and negative sums set to 0. As large as the layer's output. For the last layer, `classActivationMap` is exact.
   */
  gradCam(layer: string, classIndex: number, options?: ImageOptions): Promise<ActivationMap>;
  gradCam(
    layer: string,
    classIndex: number | readonly number[],
    options: ImagesOptions,
  ): Promise<ActivationMap[]>;

  /**
   * Measures how much a class's logit falls if a connection is cut, for each connection alone and in addition to the cuts
   * that there are, from the last block to the first. It takes one partial pass per connection: about (l + 1)(l + 2) / 2 of
   * them in a block of l layers. Later calls needn't wait for it; if one of them takes other images or changes the cuts, it
   * rejects with `invalid-input`. The cuts are as before in any case.
   */
  measureReuse(classIndex: number, options?: MeasureReuseOptions): Promise<MeasuredReuse>;

  /**
   * Other metadata for the loaded network: labels, preprocessing, activation. The weights stay. If it fails, the network
   * keeps what it had.
   */
  configure(configuration: Configuration, options?: AbortOptions): Promise<void>;

  /** How strongly each layer uses each earlier one. */
  featureReuse(options?: AbortOptions): Promise<BlockReuse[]>;

  /** Frees the GPU's memory and ends the workers. Any later use is an error. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/**
 * Says what a checkpoint is, without making a network of it: the implementation, how it differs, what would be used, and
 * where each value comes from. If the file would be refused, so is this, with what was recognised in the error's details.
 */
export function inspectCheckpoint(options: InspectOptions): Promise<Intake>;

/**
 * Works out a network's layers without weights.
 *
 * @param config A configuration, or a name: `densenet121`, `densenet161`, `densenet169`, `densenet201`, or one of the paper's
 * CIFAR networks by depth and growth rate, such as `densenet_bc_100_12`.
 * @param inputSize Height and width. Default: 224x224, or 32x32 with CIFAR's stem.
 */
export function planNetwork(
  config: DenseNetConfig | string,
  inputSize?: readonly [number, number] | undefined,
  options?: PlanOptions,
): Promise<Plan>;
