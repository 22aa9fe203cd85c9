// The types of everything that the WebAssembly returns. To be generated from the Rust types.

/** A DenseNet's configuration, in torchvision's names; `compression_rate` is the paper's θ. */
export type DenseNetConfig = {
  /** k: how many channels each layer adds. */
  growth_rate: number;
  /** How many layers each dense block has. */
  block_config: Array<number>;
  /** k0: the number of channels from the stem into the first block. */
  num_init_features: number;
  /** A bottleneck has `bn_size * growth_rate` channels; `null` means plain layers. */
  bn_size: number | null;
  /** θ in (0, 1]: a transition turns m channels into ⌊θm⌋. */
  compression_rate: number;
  /** Dropout during training; it has no effect here. */
  drop_rate?: number;
  /** How many classes. */
  num_classes: number;
  /** `imagenet`: 7x7/2, BN, ReLU, 3x3/2 max pool. `cifar`: one 3x3 convolution. */
  stem: Stem;
};

export type Stem = 'imagenet' | 'cifar';

/** A network as plain data. */
export type Plan = {
  config: DenseNetConfig;
  /** Height and width in pixels. */
  inputSize: [number, number];
  layers: Array<Layer>;
  /** Trainable parameters of the whole network. */
  parameters: number;
  /** Bytes of the parameters in f32. */
  weightBytes: number;
  /** Multiply-accumulates of one pass of one image. */
  macs: number;
  /** The paper's L. */
  depth: number;
  memory: FeatureMemory;
  counterparts: Counterparts;
};

/** One layer of a plan. */
export type Layer = {
  /** The checkpoint's name, such as `features.denseblock1.denselayer2`. */
  name: string;
  kind: LayerKind;
  /** The dense block that it belongs to or follows, from 1. */
  block: number | null;
  /** A dense layer's position in its block, from 1: the paper's l. */
  index: number | null;
  /** Input channels: k0 + (l - 1)k in a dense layer. */
  inChannels: number;
  /** Output channels: k in a dense layer. */
  outChannels: number;
  /** In a bottleneck layer, channels between its two convolutions. */
  bottleneckChannels: number | null;
  /** In a dense layer, the weights of its convolutions with and without a bottleneck. */
  convolutions: LayerConvolutions | null;
  /** The output's height in pixels. */
  height: number;
  /** The output's width in pixels. */
  width: number;
  /** Trainable parameters. */
  parameters: number;
  /** Multiply-accumulates for one image. */
  macs: number;
};

export type LayerKind = 'stem' | 'stem-pool' | 'dense-layer' | 'transition' | 'final-norm' | 'classifier';

export type LayerConvolutions = { plain: number; bottleneckChannels: number; bottleneck: number };

/** The memory of the dense blocks' features, for one image in f32. */
export type FeatureMemory = {
  /** With one buffer per block, as in this package's engines. */
  zeroCopyBytes: number;
  /** What an implementation allocates that concatenates the features for every layer. */
  concatenatedBytes: number;
  /** What those concatenations read and write. */
  copiedBytes: number;
};

/** The networks that a DenseNet is compared with. */
export type Counterparts = {
  widths: Array<Widths>;
  stages: Array<Stage>;
  sharedParameters: number;
  finalNormParameters: number;
  basic: ResidualTotals;
  bottleneck: ResidualTotals;
};

export type Widths = { uncompressed: number; residual: number; plain: number };

export type Stage = {
  block: number;
  width: number;
  convolutions: number;
  denseParameters: number;
  basic: ResidualStage;
  bottleneck: ResidualStage;
};

export type ResidualStage = { units: number; parameters: number };

export type ResidualTotals = { convolutionsPerUnit: number; parameters: number; macs: number };

/** How an image becomes a network's input. The values are those of timm's config.json. */
export type Preprocessing = {
  /** The input's height and width in pixels. */
  inputSize: [number, number];
  /** The part of the resized image that the centre crop takes: the short side becomes `inputSize / cropPct` pixels. */
  cropPct: number;
  interpolation: Interpolation;
  /** Subtracted from red, green and blue, each from 0 to 1. */
  mean: [number, number, number];
  /** Each channel is then divided by this. */
  std: [number, number, number];
};

export type Interpolation = 'bilinear' | 'bicubic';

/** What a network runs on, and why. */
export type EngineInfo = {
  kind: EngineKind;
  /** The adapter's or backend's name. */
  adapter: string;
  /** What it computes in. */
  precision: Precision;
  reason: ReasonData;
};

export type EngineKind = 'cpu' | 'webgpu' | 'burn';

export type Precision = 'f32' | 'f16';

/**
 * Why an engine was chosen. `asked`: it was requested; `gpu`: the adapter is a GPU; `no-webgpu`: WebGPU is not available;
 * `software`: the only adapter is software, slower than the CPU engine; `failed`: WebGPU failed to load the network.
 */
export type ReasonData =
  | { code: 'asked'; message: string }
  | { code: 'gpu'; message: string; adapter: string }
  | { code: 'no-webgpu'; message: string; error: CoreError }
  | { code: 'software'; message: string; adapter: string }
  | { code: 'failed'; message: string; error: CoreError };

export type CoreError = { code: string; message: string; details: CoreErrorDetails };

/** Figures of an engine. */
export type EngineStats = {
  /** Bytes of the weights as the engine holds them. */
  weightBytes: number;
  /** Bytes of all activation buffers; `null` where the engine can't say. */
  activationBytes: number | null;
  /** Dispatches per pass; `null` on the CPU. */
  dispatches: number | null;
  /** Submits of the last untimed pass; `null` before it, and on the CPU. */
  submits: number | null;
  /** Distinct pipelines; `null` on the CPU. */
  pipelines: number | null;
  /** Milliseconds that compiling the pipelines took; `null` on the CPU. Drivers may leave some of it to the first pass. */
  compile: number | null;
  /** What a pass computes, reads and writes: the same on any machine in the same precision; `null` for burn. */
  cost: Cost | null;
};

/** What a pass costs on any machine. */
export type Cost = {
  /** Multiply-accumulates that are carried out: transitions average before they convolve. */
  macs: number;
  /** Bytes of activations and weights that its steps read at least once. */
  readBytes: number;
  /** Bytes of activations that its steps write. */
  writtenBytes: number;
};

/** A call's results. Times are in milliseconds. */
export type Classified = {
  predictions: Array<Array<Prediction>>;
  run: number;
  layerTimes: Array<number> | null;
};

/** One class, and how probable it is according to the network. */
export type Prediction = {
  index: number;
  label: string;
  /** From 0 to 1. */
  probability: number;
};

/** How strongly the layers of a block use what earlier ones computed (the paper's figure 5). */
export type BlockReuse = {
  /** From 1. */
  block: number;
  /** Where channels come from: `input` for the block's own input, then the names of its layers. */
  sources: Array<string>;
  /** What reads them: the block's layers, then the transition or the classifier. */
  targets: Array<string>;
  /** `values[target][source]`: the mean absolute weight; `null` where the source comes after the target. */
  values: Array<Array<number | null>>;
};

/** What is wrong with a configuration. */
export type ConfigError =
  | { problem: 'unknown-network'; name: string }
  | { problem: 'malformed-config'; detail: string }
  | {
      problem: 'out-of-range';
      field: ConfigField;
      index: number | null;
      min: number;
      max: number;
      excluded: Bound | null;
      found: number;
    }
  | { problem: 'no-channels-left'; field: ConfigField; transition: number }
  | { problem: 'uneven-depth'; depth: number; multiple: number }
  | { problem: 'too-many-parameters'; parameters: number; max: number }
  | { problem: 'too-large'; sum: string }
  | { problem: 'unknown-option'; option: string; found: string; known: Array<string> };

/** A field of a configuration, by its name. */
export type ConfigField =
  | 'growth_rate'
  | 'block_config'
  | 'num_init_features'
  | 'bn_size'
  | 'compression_rate'
  | 'drop_rate'
  | 'num_classes';

/** An end of a range. */
export type Bound = 'min' | 'max';

/** What is wrong with an image, a network's input, or a question about them. */
export type InputError =
  | { problem: 'input-size-out-of-range'; height: number; width: number; max: number }
  | { problem: 'input-too-small'; height: number; width: number }
  | { problem: 'number-count'; found: number; count: number; height: number; width: number }
  | { problem: 'no-images' }
  | { problem: 'mixed-sizes' }
  | { problem: 'pixel-bytes'; bytes: number; width: number; height: number }
  | { problem: 'too-elongated'; width: number; height: number; max: number }
  | { problem: 'resize-failed'; width: number; height: number; detail: string }
  | { problem: 'unknown-class'; class: number; classes: number }
  | { problem: 'unknown-image'; image: number; images: number }
  | { problem: 'features-gone'; image: number };

/** What is wrong with a weights file. */
export type WeightsError =
  | { problem: 'not-safetensors'; detail: string }
  | { problem: 'not-densenet'; tensor: string }
  | { problem: 'unknown-stem'; tensor: string; found: Array<number> }
  | { problem: 'bottleneck-width'; layer: string; channels: number; growthRate: number }
  | { problem: 'mixed-compression'; transitions: Array<[number, number]> }
  | { problem: 'missing-tensor'; tensor: string }
  | { problem: 'duplicate-tensor'; tensor: string }
  | { problem: 'unused-tensors'; tensors: Array<string>; more: number }
  | { problem: 'tensor-shape'; tensor: string; found: Array<number>; expected: Array<number> }
  | { problem: 'scalar-tensor'; tensor: string }
  | { problem: 'tensor-type'; tensor: string; found: string }
  | { problem: 'not-finite-tensor'; tensor: string }
  | { problem: 'negative-variance'; tensor: string }
  | { problem: 'tensor-length'; tensor: string; found: number; expected: number }
  | { problem: 'half-overflow'; tensor: string; value: number }
  | { problem: 'not-writable'; detail: string };

/** What is wrong with a `config.json`. */
export type MetadataError =
  | { problem: 'malformed-metadata'; detail: string }
  | { problem: 'class-count'; found: number; expected: number }
  | { problem: 'label-count'; found: number; expected: number }
  | { problem: 'metadata-input-size'; found: [number, number, number]; max: number }
  | { problem: 'crop-pct'; found: number }
  | { problem: 'unknown-interpolation'; found: string }
  | { problem: 'std'; found: [number, number, number] }
  | { problem: 'normalisation'; mean: [number, number, number]; std: [number, number, number] };

/** Why an engine can't be had, or what it failed at. */
export type EngineError =
  | { problem: 'unknown-layer'; layer: string }
  | { problem: 'nothing-run' }
  | { problem: 'no-webgpu'; detail: string }
  | { problem: 'gpu-failed'; detail: string }
  | { problem: 'gpu-lost'; detail: string }
  | { problem: 'gpu-buffer-too-large'; needed: number; limit: number }
  | { problem: 'gpu-not-finite'; precision: Precision }
  | { problem: 'not-finite' }
  | { problem: 'burn-failed'; detail: string }
  | { problem: 'no-burn' };

/** The values behind a core error's message; `problem` tells the messages apart. */
export type CoreErrorDetails = ConfigError | InputError | WeightsError | MetadataError | EngineError;
