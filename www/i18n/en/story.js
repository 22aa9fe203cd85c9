/** Formatted numbers. @typedef {Record<string, string>} F */

export default {
  label: 'Guided story',
  start: (/** @type {number} */ steps) => `Show me, in ${steps} steps`,
  resume: (/** @type {number} */ step) => `Go on with step ${step}`,
  again: 'Start over',
  progress: (/** @type {number} */ step, /** @type {number} */ steps) => `${step} of ${steps}`,
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  leave: 'Leave the story',
  more: 'The ideas one by one, with their code: Learn',
  skip: 'Show the answer',
  layer: (/** @type {string} */ index) => `Layer ${index}`,
  wirings: {
    plain: { name: 'Chain', about: 'Each layer sees only the one before.' },
    residual: { name: 'Addition', about: 'ResNet: the input is added to the output.' },
    dense: { name: 'Concatenation', about: 'DenseNet: all outputs stay, side by side.' },
  },
  steps: {
    wirings: {
      title: 'Why connect layers at all?',
      about: () =>
        'Deeper should be better. Yet a plain chain of about 50 layers does worse than one of 20, even on its training images: signals fade on the long way. ResNet adds each layer’s input to its output, so that they have a short cut. DenseNet adds nothing up: it keeps every output and lets all later layers read it.',
    },
    stem: {
      title: 'An image becomes channels',
      about: (/** @type {F} */ f) =>
        `The image has ${f.reads} channels. The first convolution, the stem, turns them into ${f.makes}. Each is a map of where a small pattern occurs: an edge, a spot, a colour. You see them below, made from your image. They are x₀, what the first dense block starts with.`,
    },
    growth: {
      title: 'A layer reads everything and adds a little',
      about: () =>
        'A dense layer reads all that its block holds: the k₀ channels that came in, and k from each layer before. It then puts k new channels of its own next to them and changes nothing else. So the stack grows by the same step at each layer: k is the growth rate.',
    },
    reuse: {
      title: 'Features are read again and again',
      about: () =>
        'The arcs show where the selected layer’s channels come from. Early outputs reach it unchanged, so no layer has to find them again. One connection is one way of many: cut it and see what changes. Then leave only the chain: this network was trained with all its connections and cannot do without them.',
    },
    bottleneck: {
      title: 'A bottleneck keeps wide inputs cheap',
      about: () =>
        'Take 544 channels in and k = 32. One 3 × 3 convolution has 3 · 3 · 544 · 32 = 156,672 weights. A bottleneck first squeezes the 544 into 4k = 128 with a 1 × 1 convolution: 544 · 128 + 3 · 3 · 128 · 32 = 106,496. That is a third less, and more with every further layer.',
    },
    transition: {
      title: 'Between blocks, the network slims down',
      about: () =>
        'Maps can only be stacked if they have the same size. So within a block the size stays, and a transition between two blocks halves it: 2 × 2 pixels become their average. Before that, a 1 × 1 convolution may keep only a fraction θ of the m channels: ⌊θm⌋.',
    },
    gradients: {
      title: 'Learning signals take the short way, too',
      about: () =>
        'In training, gradients run backward along the same connections. Every layer of a block is read directly by whatever follows the block, so none is far from the loss: the paper calls it implicit deep supervision. Here the gradient of the predicted class’s logit is measured at each layer’s output.',
    },
    price: {
      title: 'What it saves, and what it costs',
      about: (/** @type {F} */ f) =>
        `Thin layers save weights: per kernel position, ResNet’s C · C = ${f.width} · ${f.width} = ${f.residual} against about ℓ · k · k, here ${f.reads} · ${f.k} = ${f.dense}. But the stack takes memory: ${f.concatenatedBytes} if every layer copies it, ${f.zeroCopyBytes} in shared buffers. DenseNet is the specialist; ResNet is more general and more widely used.`,
    },
  },
  questions: {
    growth: {
      ask: (/** @type {F} */ f) =>
        `Into block ${f.block} come ${f.first} channels, and k = ${f.k}. How many does layer ${f.index} read?`,
      right: (/** @type {F} */ f) =>
        `${f.first} + (${f.index} − 1) · ${f.k} = ${f.reads}. Why minus 1? Layer ${f.index} adds its own ${f.k} only after it has read.`,
    },
    reuse: {
      ask: () => 'Counting the block’s input as one: how many outputs does this layer read directly?',
      right: (/** @type {F} */ f) =>
        `${f.count}: the block’s input and every layer before it. Each is one arc in the diagram.`,
    },
    bottleneck: {
      ask: (/** @type {F} */ f) =>
        `Here, layer ${f.index} of block ${f.block} reads ${f.reads} channels; its bottleneck has ${f.between}, and k = ${f.k}. How many weights does it save?`,
      right: (/** @type {F} */ f) =>
        `9 · ${f.reads} · ${f.k} = ${f.plain} without; ${f.reads} · ${f.between} + 9 · ${f.between} · ${f.k} = ${f.bottleneck} with it: ${f.saved} fewer.`,
    },
    transition: {
      ask: (/** @type {F} */ f) =>
        `Block ${f.block} ends with ${f.reads} channels of ${f.side} × ${f.across}: ${f.values} values. Here θ = ${f.theta}. How many values does the transition leave?`,
      right: (/** @type {F} */ f) =>
        `⌊${f.theta} · ${f.reads}⌋ = ${f.kept} channels of ${f.height} × ${f.width}: ${f.answer} values. The next block starts with these.`,
    },
    gradients: {
      ask: (/** @type {F} */ f) => `Which output in block ${f.block} has the larger gradient?`,
      right: (/** @type {F} */ f) =>
        `Layer ${f.one}: ${f.early}. Layer ${f.other}: ${f.late}. ${
          f.larger === f.one
            ? 'The early output has more readers, and the gradients from all of them add up.'
            : 'More layers read the early one, but for this image the late one counts more.'
        }`,
    },
  },
  /** What leads to a wrong answer. */
  mistakes: {
    self: () => 'That counts the layer itself, which adds its output only after reading. Try again.',
    noInput: () => 'That leaves out the block’s input, which every layer reads as well. Try again.',
    onlyPrevious: () =>
      'That would be a chain: only the output just before. Here all earlier ones are read. Try again.',
    onlySkip: () =>
      'That would be one shortcut past the layer before. Here every earlier output has a connection of its own. Try again.',
    onlyFirst: () =>
      'That forgets the 3 × 3 convolution behind the bottleneck, which has weights too. Try again.',
    onlySecond: () =>
      'That forgets the 1 × 1 convolution, which makes the bottleneck and has weights too. Try again.',
    everything: (/** @type {F} */ f) =>
      `That would be θ = 1. Here, only ${f.theta} of the channels are kept. Try again.`,
    unpooled: () => 'That forgets the averaging, which turns every 2 × 2 pixels into one. Try again.',
    usualHalf: (/** @type {F} */ f) => `Half is usual, but here θ = ${f.theta}. Try again.`,
    otherLayer: () => 'It is the other one. Think of how many later layers read each output.',
  },
  /** Why a network has nothing of a step's subject. @type {Record<string, (f: F) => string>} */
  missing: {
    noBlock: () => 'This network has no dense layer, so there is nothing to show here.',
    noBottleneck: () => 'This network has no bottlenecks: each layer is a single 3 × 3 convolution.',
    neverSaves: () =>
      'In this network the bottleneck saves nothing: no layer reads enough channels for it to pay off.',
    noTransition: () => 'This network has a single block, so it has no transition.',
    noClassifier: () => 'This network has no classifier, so there is no logit to differentiate.',
    oneLayer: () =>
      'No block of this network has two layers to compare. You can still play the backward pass.',
  },
  cuts: {
    one: 'Cut its arc from the block’s input',
    chain: 'Leave only the chain',
    restore: 'Restore all',
    computing: 'Computing…',
    noPrediction: 'There is no prediction to compare: the maps below still show what a cut changes.',
    answer: (/** @type {string} */ name, /** @type {string} */ share) => `${name}, ${share}`,
    whole: (/** @type {string} */ now) => `Whole network: ${now}.`,
    cut: (/** @type {string} */ now) =>
      `After the cut: ${now}. Restore all to see what the whole network says.`,
    changed: (/** @type {string} */ before, /** @type {string} */ now) =>
      `Whole network: ${before}. After the cut: ${now}.`,
  },
  gradients: {
    play: 'Play the backward pass',
    measuring: 'Measured as soon as the first pass is done…',
    unsupported: 'This engine computes no gradients.',
  },
};
