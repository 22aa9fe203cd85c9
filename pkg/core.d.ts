// Generated from the Rust types by `UPDATE=1 cargo test --features cli types`; see src/types.rs.

/**
 * A DenseNet's configuration.
 *
 * The names are those of `torchvision.models.DenseNet`; `compression_rate` is the paper's θ (section 3).
 */
export type DenseNetConfig = { 
/**
 * The growth rate k: how many channels each layer adds.
 */
growth_rate: number, 
/**
 * How many layers each dense block has.
 */
block_config: Array<number>, 
/**
 * k0: how many channels the stem passes to the first block.
 */
num_init_features: number, 
/**
 * A bottleneck's 1x1 convolution outputs `bn_size * growth_rate` channels. Without it (`null` in JSON), layers are plain:
 * one 3x3 convolution each.
 */
bn_size: number | null, 
/**
 * θ: a transition keeps ⌊θm⌋ of its m channels. In (0, 1].
 */
compression_rate: number, 
/**
 * Dropout rate after each layer during training. In [0, 1).
 */
drop_rate?: number, 
/**
 * The number of classes, and so of logits; 0 for a network without a classifier.
 */
num_classes: number, 
/**
 * What comes before the first block.
 */
stem: Stem, 
/**
 * Channels of the input image: 3, or 1 for grey images (timm's `in_chans`).
 */
in_channels?: number, 
/**
 * Whether transitions have a ReLU between their norm and their convolution, as in the paper. weiaicunzai's
 * pytorch-cifar100 leaves it out.
 */
transition_relu?: boolean, };

/**
 * What comes before the first dense block.
 */
export type Stem = "imagenet" | "cifar" | "deep" | "deep-blur";

/**
 * A plan and everything that is counted on it: what the page, the npm package and `densenet inspect` read.
 */
export type Plan = { 
/**
 * Trainable parameters of the whole network.
 */
parameters: number, 
/**
 * Bytes of the parameters in f32.
 */
weightBytes: number, 
/**
 * Multiply-accumulates of one pass of one image.
 */
macs: number, 
/**
 * The paper's L.
 */
depth: number, 
/**
 * What the dense blocks' features take.
 */
memory: FeatureMemory, 
/**
 * The networks that it is compared with.
 */
counterparts: Counterparts, 
/**
 * The network's configuration.
 */
config: DenseNetConfig, 
/**
 * The input's height and width.
 */
inputSize: [number, number], 
/**
 * From `features.conv0` to `classifier`, or to the last norm where there is no classifier.
 */
layers: Array<Layer>, };

/**
 * Every layer of a network for one input size, in the order in which they run.
 */
export type PlanLayers = { 
/**
 * The network's configuration.
 */
config: DenseNetConfig, 
/**
 * The input's height and width.
 */
inputSize: [number, number], 
/**
 * From `features.conv0` to `classifier`, or to the last norm where there is no classifier.
 */
layers: Array<Layer>, };

/**
 * One layer of a `Plan`: a node of the paper's figures, named as in a checkpoint.
 */
export type Layer = { 
/**
 * The checkpoint's name, such as `features.denseblock1.denselayer2`.
 */
name: string, 
/**
 * Its kind.
 */
kind: LayerKind, 
/**
 * The dense block it belongs to or follows, from 1.
 */
block: number | null, 
/**
 * A dense layer's position in its block, from 1: the paper's l.
 */
index: number | null, 
/**
 * Channels in: k0 + (l - 1)k in a dense layer.
 */
inChannels: number, 
/**
 * Channels out: k in a dense layer.
 */
outChannels: number, 
/**
 * In a bottleneck layer, channels between its two convolutions.
 */
bottleneckChannels: number | null, 
/**
 * In a dense layer, the weights of its convolutions with and without a bottleneck.
 */
convolutions: LayerConvolutions | null, 
/**
 * Height of the output in pixels.
 */
height: number, 
/**
 * Width of the output in pixels.
 */
width: number, 
/**
 * Trainable parameters.
 */
parameters: number, 
/**
 * Multiply-accumulates of its convolutions or linear layer for one image.
 */
macs: number, };

/**
 * The kinds of layer.
 */
export type LayerKind = "stem" | "stem-pool" | "dense-layer" | "transition" | "final-norm" | "classifier";

/**
 * What a bottleneck saves (or costs): the weights of a dense layer's convolutions without and with one.
 */
export type LayerConvolutions = { 
/**
 * One 3x3 convolution.
 */
plain: number, 
/**
 * Channels between a 1x1 and a 3x3 convolution: `bn_size` (or 4, in a network without bottlenecks) times k.
 */
bottleneckChannels: number, 
/**
 * The 1x1 and the 3x3 convolution.
 */
bottleneck: number, };

/**
 * What the dense blocks' features take for one image in f32: with one buffer per block, and with one concatenation per layer.
 */
export type FeatureMemory = { 
/**
 * Bytes of the blocks' feature buffers: each block's final channels, once.
 */
zeroCopyBytes: number, 
/**
 * Bytes that concatenating again for every layer allocates: the results of all concatenations, added up.
 */
concatenatedBytes: number, 
/**
 * Bytes that those concatenations read and write. Zero-copy blocks copy none.
 */
copiedBytes: number, };

/**
 * The networks that a DenseNet is compared with.
 */
export type Counterparts = { 
/**
 * For each dense layer, in order: how many channels it would read.
 */
widths: Array<Widths>, 
/**
 * For each dense block: what the residual networks have instead.
 */
stages: Array<Stage>, 
/**
 * Parameters of the stem and the classifier, which all of them share.
 */
sharedParameters: number, 
/**
 * Parameters of the DenseNet outside of blocks and transitions: the shared ones and its last norm.
 */
outerParameters: number, 
/**
 * ResNets of basic units: two 3x3 convolutions.
 */
basic: ResidualTotals, 
/**
 * ResNets of bottleneck units: 1x1, 3x3 and 1x1 convolutions.
 */
bottleneck: ResidualTotals, };

/**
 * Channels that a layer would read if the layers were connected otherwise.
 */
export type Widths = { 
/**
 * Dense all the same, but with transitions that keep every channel: k0 and k from every layer before.
 */
uncompressed: number, 
/**
 * What is added keeps its width: k0, doubled wherever the resolution halves, as in ResNets.
 */
residual: number, 
/**
 * Only the layer before: k0 at first, then k.
 */
plain: number, };

/**
 * A dense block, and the residual units that take its place: as many convolutions at the same resolution, as wide as the
 * block is at its end.
 */
export type Stage = { 
/**
 * The block, from 1.
 */
block: number, 
/**
 * Channels at its end.
 */
width: number, 
/**
 * Convolutions of its dense layers.
 */
convolutions: number, 
/**
 * Parameters of its dense layers and the transition after it.
 */
denseParameters: number, 
/**
 * With basic units.
 */
basic: ResidualStage, 
/**
 * With bottleneck units.
 */
bottleneck: ResidualStage, };

/**
 * The residual units of a stage.
 */
export type ResidualStage = { 
/**
 * How many units.
 */
units: number, 
/**
 * Their convolutions, shortcuts not counted.
 */
convolutions: number, 
/**
 * Their parameters.
 */
parameters: number, };

/**
 * A whole residual network.
 */
export type ResidualTotals = { 
/**
 * Its parameters, the shared ones included.
 */
parameters: number, 
/**
 * Multiply-accumulates for one image, the shared ones included.
 */
macs: number, };

/**
 * How an image becomes a network's input. Only possible values can be made.
 */
export type Preprocessing = { 
/**
 * Height and width of the input in pixels.
 */
inputSize: [number, number], 
/**
 * The part of the resized image that the centre crop keeps: the short side becomes ⌊input / cropPct⌋ pixels.
 */
cropPct: number, 
/**
 * The filter for resizing.
 */
interpolation: Interpolation, 
/**
 * How an image's colours become the input's channels.
 */
colour: Colour, 
/**
 * Subtracted from each channel, which is from 0 to 1.
 */
mean: Array<number>, 
/**
 * Each channel is then divided by this.
 */
std: Array<number>, };

/**
 * The filter for resizing; both are antialiased, as in PIL and in torchvision on tensors.
 */
export type Interpolation = "bilinear" | "bicubic";

/**
 * How an image's colours become the input's channels.
 */
export type Colour = "rgb" | "rgba" | "luminance" | "first-channel";

/**
 * How logits become probabilities.
 */
export type Activation = { "kind": "softmax" } | { "kind": "sigmoid" } | { "kind": "op-norm", 
/**
 * One per class. `None` (NaN in the checkpoint) means that the class wasn't trained: it is always 0.5.
 */
thresholds: Array<number | null>, };

/**
 * The source of each field of `Metadata`.
 */
export type Origins = { 
/**
 * Of the network's name.
 */
architecture: Source, 
/**
 * Of the labels.
 */
labels: Source, 
/**
 * Of the input's height and width.
 */
inputSize: Source, 
/**
 * Of the part that the centre crop keeps.
 */
cropPct: Source, 
/**
 * Of the filter for resizing.
 */
interpolation: Source, 
/**
 * Of what is subtracted from each channel.
 */
mean: Source, 
/**
 * Of what each channel is divided by.
 */
std: Source, 
/**
 * Of how a colour becomes the input's channels.
 */
colour: Source, 
/**
 * Of how logits become probabilities.
 */
activation: Source, 
/**
 * Of the temperature.
 */
temperature: Source, 
/**
 * Of the threshold below which an image shows none of the classes.
 */
threshold: Source, };

/**
 * Where a value comes from.
 */
export type Source = "default" | "file" | "given" | "checkpoint" | "assumption";

/**
 * What a person should know about how a `config.json` was understood.
 */
export type Note = { "note": "test-input-size", 
/**
 * Height and width that are used.
 */
used: [number, number], 
/**
 * Those of `input_size`.
 */
insteadOf: [number, number] | null, } | { "note": "test-crop-pct", 
/**
 * The number that is used.
 */
used: number, 
/**
 * That of `crop_pct`.
 */
insteadOf: number | null, } | { "note": "averaged", 
/**
 * `mean` or `std`.
 */
field: string, 
/**
 * The numbers.
 */
numbers: Array<number>, } | { "note": "repeated", 
/**
 * `mean` or `std`.
 */
field: string, } | { "note": "channels-of-input-size", 
/**
 * Those of `input_size`.
 */
found: number, 
/**
 * Those of the weights.
 */
channels: number, } | { "note": "ignored", 
/**
 * Their names.
 */
fields: Array<string>, };

/**
 * The classes of a public data set.
 */
export type ClassSet = { 
/**
 * Its name, for people.
 */
name: string, 
/**
 * How many classes it has.
 */
classes: number, 
/**
 * Their labels, in the order of the data set, where the list is short.
 */
labels: Array<string> | null, 
/**
 * Where the list of the labels is published.
 */
published: string, };

/**
 * What an engine runs on.
 */
export type EngineInfo = { 
/**
 * Which engine.
 */
kind: EngineKind, 
/**
 * The adapter's or backend's name.
 */
adapter: string, 
/**
 * What it computes in.
 */
precision: Precision, 
/**
 * Why this engine was chosen.
 */
reason: ReasonData, };

/**
 * The kinds of engine.
 */
export type EngineKind = "cpu" | "webgpu" | "burn";

/**
 * A number's format.
 */
export type Precision = "f32" | "f16";

/**
 * A `Reason` as programs read it: a code, its words, and the values behind them.
 */
export type ReasonData = { "code": "asked", message: string, } | { "code": "gpu", message: string, adapter: string, } | { "code": "no-webgpu", message: string, error: CoreError, } | { "code": "software", message: string, adapter: string, } | { "code": "cpu-faster", message: string, adapter: string, } | { "code": "failed", message: string, error: CoreError, } | { "code": "half-failed", message: string, error: CoreError, } | { "code": "gpu-failed", message: string, error: CoreError, };

/**
 * What an engine takes. All but `compile` is the same on any machine, in the same precision.
 */
export type EngineStats = { 
/**
 * Bytes of the weights as the engine holds them.
 */
weightBytes: number, 
/**
 * Bytes of all activation buffers, where the engine owns them.
 */
activationBytes: number | null, 
/**
 * Threads that share a pass on the CPU engine; 0 on others.
 */
threads: number, 
/**
 * Dispatches per pass, on a GPU.
 */
dispatches: number | null, 
/**
 * Submits of the last untimed pass, on a GPU.
 */
submits: number | null, 
/**
 * Distinct pipelines, on a GPU.
 */
pipelines: number | null, 
/**
 * How long compiling the pipelines took, on a GPU; in milliseconds where it is serialised. Drivers may leave some of it
 * to the first pass. Where candidates were timed, the chosen ones had been compiled before.
 */
compile: number | null, 
/**
 * Operations and bytes per pass, where the engine runs a program.
 */
cost: Cost | null, };

/**
 * What steps cost. The same on every machine: it counts what the algorithm needs, without caches and padding.
 */
export type Cost = { 
/**
 * Multiply-accumulates of the convolutions and the classifier, as executed: transitions pool before they convolve.
 */
macs: number, 
/**
 * Bytes of activations and weights that the steps have to read, each at least once.
 */
readBytes: number, 
/**
 * Bytes of activations that the steps write.
 */
writtenBytes: number, };

/**
 * A batch's results as they cross to JavaScript and into the command line's JSON. Times are in milliseconds.
 */
export type Classified = { 
/**
 * The most probable classes for each image.
 */
predictions: Array<Array<Prediction>>, 
/**
 * Whether each image shows none of the classes, as far as the evidence tells; false for a network without a threshold.
 */
rejected: Array<boolean>, 
/**
 * The passes' time.
 */
run: number, 
/**
 * What computed: another engine than before, if the GPU failed.
 */
engine: EngineInfo, 
/**
 * Each layer's time in the last pass.
 */
layerTimes: Array<number> | null, };

/**
 * One class and its probability.
 */
export type Prediction = { 
/**
 * The class's index among the logits.
 */
index: number, 
/**
 * The class's name.
 */
label: string, 
/**
 * From 0 to 1. Of a softmax, the classes' probabilities add up to 1; otherwise they are independent of each other.
 */
probability: number, };

/**
 * A logit as a sum over the layers that made the features it is computed from. Exact, apart from rounding.
 */
export type Attribution = { 
/**
 * The class, from 0.
 */
class: number, 
/**
 * The classifier's bias for the class.
 */
bias: number, 
/**
 * The class's logit: the bias and all values added up.
 */
logit: number, 
/**
 * What made the last block's input, then the dense layers of that block.
 */
origins: Array<AttributionOrigin>, };

/**
 * The part of a logit that comes from the features of one layer.
 */
export type AttributionOrigin = { 
/**
 * The layer's name in the plan.
 */
layer: string, 
/**
 * The block that it belongs to or follows, from 1; none for a stem.
 */
block: number | null, 
/**
 * How many features it made.
 */
channels: number, 
/**
 * Its contribution to the logit.
 */
value: number, };

/**
 * How strongly the layers of a block use what earlier ones computed (the paper's figure 5).
 */
export type BlockReuse = { 
/**
 * The block, from 1.
 */
block: number, 
/**
 * Where the channels come from: `input`, then the block's layers.
 */
sources: Array<string>, 
/**
 * What reads them: the block's layers, then the transition or the classifier, if there is one.
 */
targets: Array<string>, 
/**
 * `values[target][source]`: the mean absolute weight on the source's channels; none where the source comes after the
 * target.
 */
values: Array<Array<number | null>>, };

/**
 * A connection that is cut, a layer that nobody reads, or one channel of either.
 */
export type Cut = { 
/**
 * With `from`, the layer that no longer reads it: a dense layer, a transition, or `classifier`. Without, the layer that
 * nobody reads any longer: a dense layer, a transition, the last layer of the stem, or the final norm.
 */
layer: string, 
/**
 * What is no longer read: a dense layer of the same block, or `input`, whatever made the block's input.
 */
from?: string, 
/**
 * Only this channel of the source, from 0.
 */
channel?: number, };

/**
 * The number that is differentiated.
 */
export type Objective = { "class": number } | { "label": number };

/**
 * How large an objective's gradient is at every layer, for one image.
 */
export type Gradients = { 
/**
 * What was differentiated.
 */
objective: Objective, 
/**
 * Its value: the logit or the loss.
 */
value: number, 
/**
 * The gradient with respect to the input.
 */
input: GradientSize, 
/**
 * Those with respect to the output of each layer, in the plan's order.
 */
layers: Array<LayerGradient>, };

/**
 * The size of a gradient.
 */
export type GradientSize = { 
/**
 * The L2 norm.
 */
norm: number, 
/**
 * The mean of its absolute values.
 */
meanAbsolute: number, };

/**
 * The size of the gradient with respect to a layer's output.
 */
export type LayerGradient = { 
/**
 * The layer's name.
 */
layer: string, 
/**
 * The L2 norm.
 */
norm: number, 
/**
 * The mean of its absolute values.
 */
meanAbsolute: number, };

/**
 * What is wrong with a `DenseNetConfig`.
 */
export type ConfigError = { "problem": "unknown-network", 
/**
 * The name.
 */
name: string, } | { "problem": "malformed-config", 
/**
 * What the parser says.
 */
detail: string, } | { "problem": "out-of-range", 
/**
 * Which field.
 */
field: ConfigField, 
/**
 * The entry of a list, from 0. Without it, a list's length is meant.
 */
index: number | null, 
/**
 * The smallest possible number.
 */
min: number, 
/**
 * The largest possible number.
 */
max: number, 
/**
 * The bound that is itself impossible, if one is.
 */
excluded: Bound | null, 
/**
 * The number.
 */
found: number, } | { "problem": "no-channels-left", 
/**
 * Always `CompressionRate`.
 */
field: ConfigField, 
/**
 * Which transition, from 1.
 */
transition: number, } | { "problem": "uneven-depth", 
/**
 * L.
 */
depth: number, 
/**
 * Layers that each block adds together: 3, or 6 with bottlenecks.
 */
multiple: number, } | { "problem": "too-many-parameters", 
/**
 * How many it has.
 */
parameters: number, 
/**
 * How many are possible.
 */
max: number, } | { "problem": "too-large", 
/**
 * Which sum.
 */
sum: PlanSum, } | { "problem": "unknown-choice", 
/**
 * Which option.
 */
option: string, 
/**
 * The value.
 */
found: string, 
/**
 * The values it may have.
 */
known: Array<string>, };

/**
 * A field of `DenseNetConfig`, by its name.
 */
export type ConfigField = "growth_rate" | "block_config" | "num_init_features" | "bn_size" | "compression_rate" | "drop_rate" | "num_classes" | "in_channels";

/**
 * An end of a range.
 */
export type Bound = "min" | "max";

/**
 * Something that is counted over a whole network.
 */
export type PlanSum = "multiply-accumulates" | "parameters" | "feature-bytes";

/**
 * What is wrong with an image, a network's input, or a question about them.
 */
export type InputError = { "problem": "input-size-out-of-range", height: number, width: number, max: number, } | { "problem": "input-too-small", height: number, width: number, } | { "problem": "number-count", found: number, shape: [number, number, number, number], } | { "problem": "no-images" } | { "problem": "input-channels", found: number, expected: number, } | { "problem": "mixed-sizes" } | { "problem": "pixel-bytes", bytes: number, width: number, height: number, } | { "problem": "too-elongated", width: number, height: number, max: number, } | { "problem": "resized-too-large", width: number, height: number, } | { "problem": "resize-failed", width: number, height: number, detail: string, } | { "problem": "no-classifier" } | { "problem": "unknown-class", class: number, classes: number, } | { "problem": "unknown-image", image: number, images: number, } | { "problem": "features-gone", image: number, } | { "problem": "not-cuttable", layer: string, from: string | null, } | { "problem": "unknown-channel", layer: string, channel: number, channels: number, };

/**
 * What is wrong with a weights file.
 */
export type WeightsError = { "problem": "not-safetensors", detail: string, } | { "problem": "not-densenet", tensor: string, } | { "problem": "unknown-stem", tensor: string, found: Array<number>, } | { "problem": "bottleneck-width", layer: string, channels: number, growthRate: number, } | { "problem": "mixed-compression", transitions: Array<[number, number]>, } | { "problem": "missing-tensor", tensor: string, } | { "problem": "duplicate-tensor", tensor: string, } | { "problem": "unused-tensors", tensors: Array<string>, more: number, } | { "problem": "tensor-shape", tensor: string, found: Array<number>, expected: Array<number>, } | { "problem": "scalar-tensor", tensor: string, } | { "problem": "tensor-type", tensor: string, found: string, } | { "problem": "not-finite-tensor", tensor: string, } | { "problem": "negative-variance", tensor: string, } | { "problem": "tensor-length", tensor: string, found: number, expected: number, } | { "problem": "half-overflow", tensor: string, value: number, } | { "problem": "not-writable", detail: string, };

/**
 * Why a file of weights can't be read: it is something else, it is damaged, or the weights in it can't be told apart.
 */
export type FileError = { "problem": "empty-file" } | { "problem": "truncated-file", found: number, expected: number | null, } | { "problem": "unknown-file", start: string, } | { "problem": "lfs-pointer", size: number | null, } | { "problem": "web-page-file" } | { "problem": "json-file" } | { "problem": "onnx-file" } | { "problem": "keras-h5" } | { "problem": "keras-archive" } | { "problem": "tensorflow-file" } | { "problem": "tflite-file" } | { "problem": "gguf-file" } | { "problem": "numpy-file" } | { "problem": "image-file", format: string, } | { "problem": "zip-archive", entries: Array<string>, } | { "problem": "tar-archive" } | { "problem": "compressed-file", format: string, } | { "problem": "torch-tar" } | { "problem": "plain-pickle" } | { "problem": "opaque-torchscript" } | { "problem": "header-length", length: number, bytes: number, } | { "problem": "header-json", detail: string, } | { "problem": "unknown-dtype", tensor: string, found: string, } | { "problem": "tensor-bytes", tensor: string, found: number, expected: number, } | { "problem": "overlapping-tensors", tensor: string, other: string, } | { "problem": "malformed-zip", detail: string, } | { "problem": "compressed-entry", entry: string, } | { "problem": "malformed-pickle", at: number, detail: string, } | { "problem": "too-complex", limit: number, } | { "problem": "missing-storage", tensor: string, storage: string, } | { "problem": "storage-bytes", tensor: string, storage: string, found: number, expected: number, } | { "problem": "tensor-outside-storage", tensor: string, storage: string, } | { "problem": "several-state-dicts", places: Array<string>, } | { "problem": "no-shard-index", files: number, } | { "problem": "malformed-index", detail: string, } | { "problem": "missing-shards", files: Array<string>, } | { "problem": "unlisted-tensor", tensor: string, } | { "problem": "impossible-shape", tensor: string, } | { "problem": "repeated-tensor", tensor: string, } | { "problem": "expanded-tensors", bytes: number, } | { "problem": "no-weights", found: Array<string>, };

/**
 * Why the tensors of a checkpoint can't be read as a DenseNet that the engines run.
 */
export type SchemeError = { "problem": "other-network", family: string, tensors: Array<string>, } | { "problem": "other-dimensions", tensor: string, found: Array<number>, dimensions: number, } | { "problem": "other-activation", architecture: string, } | { "problem": "deep-stem" } | { "problem": "deep-head", tensors: Array<string>, } | { "problem": "unknown-names", count: number, tensors: Array<string>, } | { "problem": "needs-assumption", growthRate: number, blockConfig: Array<number>, numClasses: number, assumptions: Array<Assumption>, } | { "problem": "unknown-scheme", found: string, known: Array<string>, };

/**
 * Something that tensors don't say.
 */
export type Assumption = "concatenation-order" | "transition-relu" | "stem-pooling" | "last-relu";

/**
 * The public implementations, by the names that they give to tensors. `docs` of each: `table`.
 */
export type Scheme = "torchvision" | "torchvision-first" | "timm" | "torchxrayvision" | "chexnet" | "places365" | "monai" | "efficient-densenet" | "kuangliu" | "weiaicunzai" | "bamos" | "andreasveit";

/**
 * Where a network's tensors came from.
 */
export type Origin = { 
/**
 * The container.
 */
format: FileFormat, 
/**
 * How many files there were.
 */
shards: number, 
/**
 * Where in the checkpoint they were, such as `state_dict`.
 */
location: string, 
/**
 * The implementation.
 */
scheme: Scheme, 
/**
 * Whether the implementation was assumed, because the names are nobody's.
 */
assumed: boolean, 
/**
 * What all names begin with, such as `module.`.
 */
prefix: string, 
/**
 * The head's name without the prefix, such as `classifier`; none without a head.
 */
head: string | null, 
/**
 * How many tensors the file has.
 */
tensors: number, 
/**
 * How many of them the network uses.
 */
used: number, 
/**
 * Those that inference doesn't need.
 */
ignored: Array<string>, 
/**
 * torchxrayvision's operating points, one for each class that has one.
 */
opThresholds: Array<number | null> | null, 
/**
 * What is odd about the file.
 */
warnings: Array<FileWarning>, };

/**
 * What was seen of a checkpoint that is refused.
 */
export type Facts = { 
/**
 * The container.
 */
format: FileFormat, 
/**
 * The implementation whose names are the nearest.
 */
scheme: Scheme | null, 
/**
 * What its names begin with.
 */
prefix: string, 
/**
 * How many tensors the file has.
 */
tensors: number, 
/**
 * The names of some.
 */
names: Array<string>, 
/**
 * Some of the tensors that are missing, by our names.
 */
missing: Array<string>, 
/**
 * Some of the tensors that no layer uses.
 */
unused: Array<string>, };

/**
 * What is wrong with a `config.json`.
 */
export type MetadataError = { "problem": "malformed-metadata", detail: string, } | { "problem": "class-count", found: number, expected: number, } | { "problem": "label-count", found: number, expected: number, } | { "problem": "metadata-input-size", found: Array<number>, channels: number, max: number, } | { "problem": "crop-pct", found: number, } | { "problem": "std", found: Array<number>, } | { "problem": "normalisation", mean: Array<number>, std: Array<number>, } | { "problem": "channel-count", field: string, found: number, channels: number, } | { "problem": "no-colour", channels: number, } | { "problem": "metadata-field", field: string, } | { "problem": "unsupported-value", field: string, found: string, expected: string, } | { "problem": "contradiction", field: string, first: string, second: string, } | { "problem": "labels-not-text" } | { "problem": "empty-label", line: number, } | { "problem": "malformed-labels", detail: string, };

/**
 * Why an image file can't be decoded.
 */
export type ImageError = { "problem": "unknown-image-format" } | { "problem": "image-too-large", width: number, height: number, max: number, } | { "problem": "damaged-image", format: string, detail: string, };

/**
 * Why an engine can't be had, or what it failed at.
 */
export type EngineError = { "problem": "unknown-layer", layer: string, } | { "problem": "nothing-run" } | { "problem": "nothing-differentiated" } | { "problem": "no-gradients" } | { "problem": "no-webgpu", detail: string, } | { "problem": "gpu-failed", detail: string, } | { "problem": "gpu-lost", detail: string, } | { "problem": "gpu-wrong", deviation: number, } | { "problem": "gpu-stale" } | { "problem": "gpu-timeout" } | { "problem": "gpu-buffer-too-large", needed: number, limit: number, } | { "problem": "gpu-not-finite", precision: Precision, } | { "problem": "gpu-overflow" } | { "problem": "out-of-memory", needed: number, } | { "problem": "not-finite" } | { "problem": "burn-failed", detail: string, } | { "problem": "no-burn" };

/**
 * The containers that can be read.
 */
export type FileFormat = "safetensors" | "pytorch-zip" | "pytorch-legacy" | "torchscript";

/**
 * The type of a tensor's numbers, as it is stored.
 */
export type Dtype = "f64" | "f32" | "f16" | "bf16" | "i64" | "i32" | "i16" | "i8" | "u64" | "u32" | "u16" | "u8" | "bool" | "complex64" | "complex128" | "f8";

/**
 * Something about a file that people should know, although it can be read.
 */
export type FileWarning = { "warning": "trailing-bytes", bytes: number, } | { "warning": "gaps", bytes: number, } | { "warning": "other-weights", chosen: string, others: Array<string>, } | { "warning": "skipped-tensors", tensors: Array<string>, more: number, };

/** An error of the network's core. */
export type CoreError = { code: string; message: string; details: CoreErrorDetails };

/** The values behind a core error's message; `problem` tells the messages apart. */
export type CoreErrorDetails = (
  | ConfigError
  | InputError
  | WeightsError
  | FileError
  | SchemeError
  | MetadataError
  | ImageError
  | EngineError
) & { /** What was seen of a checkpoint that was refused. */ facts?: Facts };
