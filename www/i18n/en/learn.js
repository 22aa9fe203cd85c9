export default {
  title: 'Learn',
  heading: 'The ideas behind DenseNet',
  lede: 'Seven ideas, each in a few sentences and a small figure, and then the whole network as code. The buttons show each idea in a real network.',
  ideasLabel: 'The ideas',
  pause: 'Pause the animations',
  resume: 'Go on with the animations',
  asTable: 'As a table',
  inStory: (/** @type {number} */ step) => `Step ${step} of the guided story`,
  showIn: { growth: 'See it in Growth', explore: 'Try it in Explore' },

  /** How the equations are read out. */
  readings: {
    plain: 'x sub l equals H sub l of x sub l minus 1',
    residual: 'x sub l equals H sub l of x sub l minus 1, plus x sub l minus 1',
    dense:
      'x sub l equals H sub l of x sub 0, x sub 1, and so on to x sub l minus 1, side by side in one list',
    channels: 'm sub l equals k sub 0 plus k times, in brackets, l minus 1',
    without: 'm times k times 3 squared',
    with: 'm times 4 k, plus 4 k times k times 3 squared',
    kept: 'theta times m, rounded down, where theta is above 0 and at most 1',
    layer: 'H sub l of x equals Conv of ReLU of BN of x',
    concatenated: 'L times k sub 0, plus half of L times, in brackets, L plus 1, times k',
    once: 'k sub 0 plus L times k',
  },
  /** Beside the buttons: what to look at there. @type {Partial<Record<string, string>>} */
  notes: {
    supervision:
      'In Growth, look at the final norm: it reads every layer of the last block directly, the first as well as the last, and the loss is just behind it.',
  },

  code: {
    title: 'The code',
    lede: 'The same network twice: as a PyTorch module, and as this project’s reference model in Rust (with burn), which the faster engines are tested against. The Rust source is cut from the files named, when the page is built.',
    label: (/** @type {string} */ title, /** @type {string} */ file) => (file ? `${title}: ${file}` : title),
    notes: [
      'One layer: norm, ReLU and convolution, twice. In PyTorch it returns its input together with the k new channels; in Rust the new ones alone.',
      'A block: each layer reads k more channels than the one before. In Rust the block concatenates.',
      'Between two blocks: fewer channels, then a quarter of the pixels.',
      'The whole network. The Rust model also has CIFAR’s small stem and timm’s deep ones.',
    ],
    counted:
      'Run once with PyTorch 2.15: the module has 7,978,856 parameters by default, and with the same weights its logits are those of torchvision’s densenet121, to within 10⁻⁶.',
    computed: (/** @type {string} */ parameters) =>
      `Computed on this page, from the network’s plan: ${parameters}.`,
  },
  measured: {
    title: 'Measured in this network',
    caption: (/** @type {string} */ network, /** @type {string} */ picture, /** @type {string} */ name) =>
      `The norm of the gradient of the logit of “${name}” with respect to each layer’s output, in ${network}, for ${picture}. It is computed on this page, by one backward pass with frozen norms. Layers of different blocks differ in resolution, so compare within a block.`,
    waiting: 'The gradients appear after the first pass.',
    noPicture: 'Nothing has been run through this network yet.',
    useSample: 'Run a sample',
    noClassifier: 'This network has no classifier, so there is no logit to differentiate.',
  },
  ideas: {
    connectivity: {
      title: 'Dense connectivity',
      paragraphs: [
        'In a plain network a layer sees only the layer before it. What an early layer found must survive every step in between, or be found again.',
        'A residual network adds a shortcut: a layer’s output is added to its input. Information passes more easily, but a sum cannot be taken apart again: old and new features share the same channels.',
        'In a dense block nothing is added up. A layer receives the outputs of all layers before it, side by side, and puts its own beside them. What was found once stays readable, unchanged, for every later layer of the block.',
      ],
      equations: { plain: 'Plain', residual: 'Residual', dense: 'Dense' },
      alt: 'Three rows of the outputs x0 to x4. Plain: an arrow from each to the next. Residual: also an arc from each to the next, where it is added. Dense: an arc from each to every later one.',
      kinds: { plain: 'Plain', residual: 'Residual', dense: 'Dense' },
      caption:
        'Four layers. A dense block of L layers has L(L + 1)/2 connections. Each colour belongs to the layer whose output travels.',
      columns: { kind: 'Network', connections: 'Connections of four layers' },
    },
    growth: {
      title: 'Growth rate',
      paragraphs: [
        'Since features are kept, a layer need not repeat them. It contributes k new channels, and k can be small: 12, 32 or 48 where other networks have hundreds. Thin layers are enough, because each one draws on everything made so far.',
        'Layer ℓ of a block reads the block’s k₀ input channels and k from each layer before it. So the count rises by the same step from layer to layer: a staircase.',
      ],
      equations: { channels: 'Channels read by layer ℓ' },
      alt: (/** @type {number} */ first, /** @type {number} */ k, /** @type {number} */ layers) =>
        `${layers} columns of squares, one square per channel. The first layer reads ${first}, each further one ${k} more. Beside the top of each column stand the ${k} channels that the layer makes.`,
      layer: (/** @type {number} */ index) => `Layer ${index}`,
      caption:
        'A block with k₀ = 4 and k = 2. Each column is what a layer reads, coloured by origin; the squares next to it are new.',
      columns: { layer: 'Layer', sum: 'k₀ + (ℓ − 1) · k', channels: 'Channels in', new: 'New' },
    },
    bottleneck: {
      title: 'Bottleneck layers',
      paragraphs: [
        'Late in a block a layer reads hundreds of channels to make a few dozen. A 3 × 3 convolution pays nine weights for each pair of an input and an output channel, and that adds up.',
        'A bottleneck first mixes the inputs down to 4k channels by a 1 × 1 convolution, at one weight per pair, and only then looks at neighbouring pixels. Early in a block this costs more than it saves, later the saving grows with every layer.',
      ],
      equations: { without: 'Weights without', with: 'Weights with' },
      without: 'Without a bottleneck',
      with: 'With a bottleneck of 4k',
      weights: 'weights',
      alt: (
        /** @type {number} */ m,
        /** @type {number} */ between,
        /** @type {number} */ k,
        /** @type {string} */ without,
        /** @type {string} */ withOne,
      ) =>
        `Bars as high as their number of channels. Without a bottleneck: ${m}, a 3 × 3 convolution, ${k}: ${without} weights. With one: ${m}, a 1 × 1 convolution, ${between}, a 3 × 3 convolution, ${k}: ${withOne} weights.`,
      caption:
        'The sixteenth layer of a block with k₀ = 64 and k = 32. Only the convolutions’ weights are counted.',
      columns: { kind: 'Layer', sum: 'Counted', weights: 'Weights' },
    },
    transition: {
      title: 'Transition and compression',
      paragraphs: [
        'Feature maps can stand side by side only if they have the same size. So the network is cut into blocks: within a block the resolution stays, between two blocks a transition halves it by averaging 2 × 2 pixels.',
        'Before that, its 1 × 1 convolution may thin the features out: of m channels it keeps the fraction θ, usually one half. A network with bottlenecks and compression is called DenseNet-BC.',
      ],
      equations: { kept: 'Kept of m channels' },
      alt: (
        /** @type {number} */ m,
        /** @type {number} */ kept,
        /** @type {number} */ side,
        /** @type {number} */ half,
      ) =>
        `A stack of ${m} maps of ${side} × ${side} pixels; after a 1 × 1 convolution ${kept} maps of the same size; after averaging ${kept} maps of ${half} × ${half} pixels.`,
      average: 'average',
      maps: (/** @type {number} */ count) => `${count} channels`,
      caption: 'A transition with θ = 0.5: first fewer channels, then a quarter of the pixels.',
      columns: { stage: 'After', channels: 'Channels', size: 'Pixels' },
      stages: { block: 'the block', convolution: 'the 1 × 1 convolution', pooling: 'averaging' },
    },
    activation: {
      title: 'Pre-activation',
      paragraphs: [
        'A layer of a DenseNet first normalises, then activates, and convolves last. In most networks before it, the convolution came first.',
        'Here the order matters more than elsewhere, since many layers read the same feature. Each reader normalises for itself, with a scale and a shift of its own for each channel. One can amplify what another sets to zero, while the stored feature stays as it was.',
      ],
      equations: { layer: 'A layer' },
      pre: 'Pre-activation: each reader has its own BN',
      post: 'Post-activation: one BN for all readers',
      alt: 'Above: two layers read the same pile of features; each goes through BN, ReLU and convolution of its own. Below: a layer convolves first, then normalises and activates its output once.',
      caption:
        'BN: batch normalisation with a learned scale and shift. The coloured pile is what the block holds so far.',
      columns: { order: 'Order', steps: 'Steps', normalised: 'A feature is normalised' },
      every: 'again by every layer that reads it',
      once: 'once, by the layer that makes it',
    },
    supervision: {
      title: 'Implicit deep supervision',
      paragraphs: [
        'In training, the loss tells each layer how to change: the gradient travels from the end back to the beginning. In a chain, each layer on the way transforms it, and what reaches the first layers can be faint.',
        'In a dense block, whatever follows the block reads the output of each of its layers directly. So the gradient comes to each of them without passing through another layer of the block; from one block to the next only a transition lies between. It is as if every layer had a small loss of its own, although there is just the one at the end.',
      ],
      equations: {},
      loss: 'loss',
      chain: 'A chain: layer by layer',
      dense: 'A dense block: directly too',
      alt: 'Above: arrows lead back from the loss to x3, x2, x1 and x0 in turn. Below: an arc leads from the loss directly to each of them.',
      caption:
        'How gradients go back. The number below each output says how many layers lie between it and the loss on the shortest way.',
      columns: { layer: 'Output', chain: 'Layers between, chain', dense: 'Layers between, dense block' },
    },
    memory: {
      title: 'Memory',
      paragraphs: [
        'Taken literally, concatenation makes a new array for every layer, and copies into it all that is there already. The first features are copied once for each layer after them, so that the memory grows with the square of the depth.',
        'But nothing old ever changes. It is enough to give a block one buffer with room for all its channels: a layer reads from the beginning and writes its k channels behind. Nothing is copied, and memory grows in a straight line. The engines of this page work like that.',
      ],
      equations: { concatenated: 'Channels held, copying', once: 'With one buffer' },
      concatenated: 'A new array for every layer',
      once: 'One buffer for the block',
      block: 'Block',
      layer: (/** @type {number} */ index) => `Layer ${index}`,
      total: (/** @type {number} */ count) => `${count} channels held`,
      alt: (/** @type {number} */ concatenated, /** @type {number} */ once, /** @type {number} */ layers) =>
        `Above: ${layers} rows of squares, one per layer, each holding copies of the row before and two new channels: ${concatenated} channels in all. Below: a single row of ${once}.`,
      caption: 'The block of idea 2, with k₀ = 4 and k = 2. Pale squares with a dashed edge are copies.',
      columns: {
        layer: 'Layer',
        concatenated: 'Channels, copying',
        once: 'Channels, one buffer',
        sum: 'All',
      },
    },
  },
};
