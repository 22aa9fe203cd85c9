/** A network's structure as plain data. */

/** A DenseNet's configuration, in torchvision's names; `compression_rate` is the paper's θ. */
export interface DenseNetConfig {
  /** k: how many channels each layer adds. */
  growth_rate: number;
  /** How many layers each dense block has. */
  block_config: number[];
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
  stem: 'imagenet' | 'cifar';
}

/** One layer of a {@link Plan}. */
export interface Layer {
  /** The checkpoint's name, such as `features.denseblock1.denselayer2`. */
  name: string;
  kind: 'stem' | 'stem-pool' | 'dense-layer' | 'transition' | 'final-norm' | 'classifier';
  /** The dense block that it belongs to or follows, from 1. */
  block: number | null;
  /** A dense layer's position in its block, from 1: the paper's l. */
  index: number | null;
  /** Input channels: k0 + (l - 1)k in a dense layer. */
  inChannels: number;
  /** Output channels: k in a dense layer. */
  outChannels: number;
  /** Channels between a dense layer's two convolutions; `null` in plain layers and all other kinds. */
  bottleneckChannels: number | null;
  /** The output's height in pixels. */
  height: number;
  /** The output's width in pixels. */
  width: number;
  /** Trainable parameters. */
  parameters: number;
  /** Multiply-accumulates for one image. */
  macs: number;
}

/** The memory of the dense blocks' features, for one image in f32. */
export interface FeatureMemory {
  /** With one buffer per block, as in this package's engines. */
  zeroCopyBytes: number;
  /** What an implementation allocates that concatenates the features for every layer. */
  concatenatedBytes: number;
  /** What those concatenations read and write. */
  copiedBytes: number;
}

/** A network as plain data. */
export interface Plan {
  config: DenseNetConfig;
  /** Height and width in pixels. */
  inputSize: [number, number];
  layers: Layer[];
  /** Trainable parameters of the whole network. */
  parameters: number;
  /** Bytes of the weights in f32. */
  weightBytes: number;
  /** Multiply-accumulates of one pass of one image. */
  macs: number;
  /** The paper's L. */
  depth: number;
  memory: FeatureMemory;
}
