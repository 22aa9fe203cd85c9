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

/**
 * Which engine to use: `auto` takes WebGPU on a real GPU and the CPU where there is none. `burn` is the slow reference
 * that the others are compared with.
 */
export type EngineChoice = 'auto' | 'webgpu' | 'cpu' | 'burn';

/**
 * What WebGPU computes in. `f16` halves memory and traffic, for about three digits; sums stay f32. Where the adapter has no
 * `shader-f16`, and on the CPU, it is f32 whatever was asked for. `auto` takes f16 where it turned out faster on this
 * adapter and within 1 % of the largest logit, tried with a made-up picture at load; on a software adapter it takes f32.
 */
export type PrecisionChoice = 'auto' | 'f32' | 'f16';

/**
 * What the network's `classify` and `embed` take.
 *
 * URLs are fetched, and decoded like a Blob: by the browser, in the worker, with EXIF's orientation. Elements, bitmaps,
 * frames and data are copied when they are handed over, so they are not consumed and may be closed or changed directly
 * afterwards. Transparent pixels are laid over white. Pictures of more than 64 megapixels are scaled down first.
 */
export type ImageSource =
  | Blob
  | string
  | URL
  | ImageData
  | ImageBitmap
  | HTMLImageElement
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLVideoElement
  | VideoFrame;

/** A DenseNet's configuration, by torchvision's names; `compression_rate` is the paper's θ. */
export interface DenseNetConfig {
  /** k: how many channels a layer adds. */
  growth_rate: number;
  /** How many layers each dense block has. */
  block_config: number[];
  /** k0: channels that the stem gives to the first block. */
  num_init_features: number;
  /** A bottleneck gives `bn_size * growth_rate` channels; `null` means plain layers. */
  bn_size: number | null;
  /** θ in (0, 1]: a transition keeps ⌊θm⌋ of m channels. */
  compression_rate: number;
  /** Dropout while training; plays no part here. */
  drop_rate?: number;
  /** How many classes. */
  num_classes: number;
  /** `imagenet`: 7x7/2, BN, ReLU, 3x3/2 max pool. `cifar`: one 3x3 convolution. */
  stem: 'imagenet' | 'cifar';
}

/** One layer of a {@link Plan}. */
export interface Layer {
  /** The checkpoint's name, such as `features.denseblock1.denselayer2`. */
  name: string;
  kind: 'stem' | 'stem-pool' | 'dense-layer' | 'transition' | 'final-norm' | 'classifier';
  /** The dense block it belongs to or follows, from 1. */
  block: number | null;
  /** A dense layer's place in its block, from 1: the paper's l. */
  index: number | null;
  /** Channels read: k0 + (l - 1)k in a dense layer. */
  in_channels: number;
  /** Channels written: k in a dense layer. */
  out_channels: number;
  /** Of the output, in pixels. */
  height: number;
  /** Of the output, in pixels. */
  width: number;
  /** Trainable parameters. */
  parameters: number;
  /** Multiply-accumulates for one image. */
  macs: number;
}

/** What the dense blocks' features take for one image in f32. */
export interface FeatureMemory {
  /** With one buffer for each block, as our engines have. */
  zero_copy_bytes: number;
  /** What concatenating anew for every layer allocates. */
  concatenated_bytes: number;
  /** What those concatenations read and write. */
  copied_bytes: number;
}

/** A network as plain data. */
export interface Plan {
  config: DenseNetConfig;
  /** Height and width in pixels. */
  input_size: [number, number];
  layers: Layer[];
  /** Trainable parameters of the whole network. */
  parameters: number;
  /** Multiply-accumulates of one pass of one image. */
  macs: number;
  /** The paper's L. */
  depth: number;
  memory: FeatureMemory;
}

/** How a picture becomes a network's input, by the names of timm's config.json. */
export interface Preprocessing {
  /** Height and width of the input in pixels. */
  input_size: [number, number];
  /** The part of the resized picture that the centre crop takes: the short side becomes `input_size / crop_pct` pixels. */
  crop_pct: number;
  interpolation: 'bilinear' | 'bicubic';
  /** Subtracted from red, green and blue, each from 0 to 1. */
  mean: [number, number, number];
  /** Each is then divided by this. */
  std: [number, number, number];
}

/** What a network runs on, and why. */
export interface EngineInfo {
  kind: 'webgpu' | 'cpu' | 'burn';
  /** The adapter's or backend's name. */
  adapter: string;
  /** What it computes in. */
  precision: 'f32' | 'f16';
  /** Why this engine was taken, in words. */
  reason: string;
  /**
   * The same for programs: it was asked for; the adapter is a GPU; there is no WebGPU; the only adapter is software, slower
   * than the CPU engine; WebGPU failed to load the network.
   */
  reasonCode: 'asked' | 'gpu' | 'no-webgpu' | 'software' | 'failed';
}

/** One class and how probable the network finds it. */
export interface Prediction {
  index: number;
  label: string;
  /** 0 to 1. */
  probability: number;
}

/**
 * Milliseconds. With several images at once, those of the whole batch; where workers share it, the longest that one of
 * them took.
 */
export interface Timings {
  /** Decoding to pixels. */
  decode: number;
  /** Resizing, cropping, normalising. */
  preprocess: number;
  /** The network. */
  run: number;
}

/** What the network makes of one image. */
export interface Classification {
  /** The most probable classes, the most probable first. */
  predictions: Prediction[];
  timings: Timings;
}

/** A layer's output in the last pass: `[images, channels, height, width]` row-major. */
export interface FeatureMaps {
  layer: string;
  data: Float32Array;
  images: number;
  channels: number;
  height: number;
  width: number;
}

/** Where a class is seen: the classifier's weighted sum of the last feature maps, before averaging. */
export interface ActivationMap {
  /** `height * width` contributions to the class's logit; their mean plus the bias is the logit. */
  data: Float32Array;
  height: number;
  width: number;
}

/** How strongly the layers of a block use what is made before them (the paper's figure 5). */
export interface BlockReuse {
  /** From 1. */
  block: number;
  /** Where channels come from: `input` for the block's own input, then the names of its layers. */
  sources: string[];
  /** Who reads them: the block's layers, then the transition or the classifier. */
  targets: string[];
  /** `values[target][source]`: the mean absolute weight; `null` where the source comes later than the target. */
  values: (number | null)[][];
}

/** What a pass costs, whatever it runs on. */
export interface Cost {
  /** Multiply-accumulates, as they are carried out: transitions average before they convolve. */
  macs: number;
  /** Bytes of activations and weights that its steps read at least once, in f32. */
  readBytes: number;
  /** Bytes of activations that its steps write. */
  writtenBytes: number;
}

/** Figures about a loaded network. Times are in milliseconds. */
export interface Stats {
  /** Reading the weights and making the engine, pipelines included. */
  load: number;
  /** The first pass; `null` before it. */
  firstRun: number | null;
  /** The median of the later passes (the latest 1,000 of them); `null` before the second. */
  medianRun: number | null;
  /** Passes so far. */
  runs: number;
  /** How many workers have the network by now, see {@link LoadOptions.workers}. The figures below are of one of them. */
  workers: number;
  /** Bytes of the weights as the engine holds them. */
  weightBytes: number;
  /** Bytes of all activation buffers; `null` where the engine can't say. */
  activationBytes: number | null;
  /** Dispatches of a pass; `null` on the CPU. */
  dispatches: number | null;
  /** Submits that the last untimed pass took; `null` before it, and on the CPU. */
  submits: number | null;
  /** Distinct pipelines; `null` on the CPU. */
  pipelines: number | null;
  /** The part of `load` that making the pipelines took; `null` on the CPU. Drivers may leave some of it to the first pass. */
  compile: number | null;
  /** What a pass computes, reads and writes, the same on any machine in the same precision; `null` for burn. */
  cost: Cost | null;
  /** For each layer of the plan, its time in the last timed pass of one worker; `null` where the engine can't tell. */
  layerTimes: number[] | null;
}

/** How far a load has come. */
export interface LoadProgress {
  /** `code`: the WebAssembly; `weights`: the checkpoint; `engine`: folding, uploading, compiling. */
  phase: 'code' | 'weights' | 'engine';
  /** Bytes so far. */
  loaded: number;
  /** Bytes in all, where known. */
  total: number | null;
}

/** Options of {@link DenseNet.load}. */
export interface LoadOptions {
  /**
   * A bundled network's name (see {@link DenseNet.models}) or the URL of a safetensors file: a string counts as one when
   * it has a slash, a dot or a colon. Default: the first bundled one.
   */
  model?: string | URL;
  /** A safetensors checkpoint's bytes, instead of `model`. */
  weights?: ArrayBuffer | Uint8Array | Blob;
  /** A network with fresh random weights, instead of `model`. Its input size and classes may stand in `config`. */
  random?: DenseNetConfig;
  /**
   * The sidecar in timm's format, which says how pictures are prepared and what the classes are called: an object, JSON
   * text, a Blob, or a URL. Default: `config.json` beside `model`, if there is one. Without one, the preprocessing is
   * torchvision's for ImageNet's stem and that of CIFAR-10 for CIFAR's, and labels are numbers.
   */
  config?: object | string | URL | Blob;
  /** The classes' names, in place of the config's. */
  labels?: readonly string[];
  /** Default: `auto`. */
  engine?: EngineChoice;
  /** Default: `auto`. */
  precision?: PrecisionChoice;
  /**
   * How many workers may share a batch on the CPU engine, which uses one core: 1 to 64. They start after the first batch,
   * and each takes the network's memory again, at least twice `stats.weightBytes`, and activations. Default: as
   * many as there are cores, but at most 4, and so few that `weightBytes` of the added ones are at most 128 MiB. Other
   * engines use one.
   */
  workers?: number;
  /** Called often while code and weights come in; both come in at the same time. */
  onProgress?: (progress: LoadProgress) => void;
  /** Ends the load at once; `load` then rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * Whether weights from a URL are kept in Cache Storage, under that URL, until {@link DenseNet.clearCache} or until
   * `sha256` says that they are others. Bundled weights are part of the page and are left to the browser's own cache.
   * Default: true.
   */
  cache?: boolean;
  /** Hexadecimal, in either case; the weights are refused when theirs differs. Needs a secure page. */
  sha256?: string;
}

/** Options of {@link DenseNet.classify}. */
export interface ClassifyOptions {
  /** How many classes, from 1; all of them, if it is more than there are. Default: 5. */
  topK?: number;
  /** Whether each layer is timed, for `stats.layerTimes`. On WebGPU the pass itself then takes longer. Default: false. */
  timeLayers?: boolean;
  /** Rejects at once with the signal's reason. A pass that has begun ends in the background; the network stays usable. */
  signal?: AbortSignal;
}

/** The one error that this package throws (beside an aborted signal's reason). `message` says what to do. */
export class DenseNetError extends Error {
  constructor(code: DenseNetErrorCode, message: string, options?: { cause?: unknown });
  /** Stable, for programs. */
  readonly code: DenseNetErrorCode;
}

/** What went wrong. */
export type DenseNetErrorCode =
  /** A configuration that describes no network. */
  | 'invalid-config'
  /** A picture that the network can't take, such as one that is extremely thin, or an image that was not in the last pass. */
  | 'invalid-input'
  /** The weights are no DenseNet's, are damaged, or have another `sha256`. */
  | 'invalid-weights'
  /** The config.json can't be read, or contradicts the weights. */
  | 'invalid-metadata'
  /** The network has no layer of that name. */
  | 'unknown-layer'
  /** Maps were asked for before anything was classified, or after a call that failed half-way. */
  | 'nothing-run'
  /** `webgpu` was asked for, but there is no WebGPU here. */
  | 'no-webgpu'
  /** The GPU refused or failed: too little memory, or it was lost. */
  | 'gpu-error'
  /** Something that is no image, is damaged, or may not be read. */
  | 'invalid-image'
  /** An argument of the wrong type or range: a mistake in the program. */
  | 'invalid-argument'
  /** A file is not where it should be, or did not come through. */
  | 'download-failed'
  /** The browser or the page's policy lacks something that is needed; so does Node.js. */
  | 'unsupported'
  /** The network was disposed. */
  | 'disposed'
  /** A bug in this package, or too little memory. Load the network again. */
  | 'internal';

/**
 * A loaded network. It lives in a worker of its own (for batches, in several), which answers one question after the
 * other, in the order in which they were asked: `featureMaps` directly after `classify`, without waiting, is about the images of that call.
 */
export class DenseNet {
  private constructor();

  /** The bundled networks' names. */
  static readonly models: readonly string[];

  /** Loads code, weights and engine. A load that fails or is aborted leaves nothing behind. */
  static load(options?: LoadOptions): Promise<DenseNet>;

  /** Forgets all weights and configs that were kept in Cache Storage. */
  static clearCache(): Promise<void>;

  /** The network's layers, for its own input size. */
  readonly plan: Plan;
  readonly engine: EngineInfo;
  /** One for each class. */
  readonly labels: readonly string[];
  /** The network's name, such as `densenet121`. */
  readonly architecture: string;
  readonly preprocessing: Preprocessing;
  readonly stats: Stats;

  /**
   * The most probable classes of one image, or of each of several. Several images are one pass for each worker, or more where
   * the activations of one would take more than 128 MiB: a few dozen at a time. When one can't be read, the call fails and
   * says which.
   */
  classify(image: ImageSource, options?: ClassifyOptions): Promise<Classification>;
  classify(images: readonly ImageSource[], options?: ClassifyOptions): Promise<Classification[]>;

  /** The averaged features of the last layer, for search and transfer. */
  embed(image: ImageSource, options?: { signal?: AbortSignal }): Promise<Float32Array>;

  /**
   * A layer's output in the last pass, by the name that `plan` gives it. Of a batch that took several passes, those of the
   * last one; where workers shared it, an error.
   */
  featureMaps(layer: string): Promise<FeatureMaps>;

  /** Where the last pass saw a class (Zhou et al., 2016); `image` counts from 0 in the call. */
  classActivationMap(classIndex: number, options?: { image?: number }): Promise<ActivationMap>;

  /** How strongly each layer uses each earlier one. */
  featureReuse(): Promise<BlockReuse[]>;

  /** Frees the GPU's memory and ends the workers. Any later use is an error. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/**
 * Works out a network's layers without weights.
 *
 * @param config A configuration, or a name such as `densenet121` or `densenet_bc_100_12`.
 * @param inputSize Height and width. Default: 224x224, or 32x32 for CIFAR's stem.
 */
export function describe(config: DenseNetConfig | string, inputSize?: [number, number]): Promise<Plan>;
