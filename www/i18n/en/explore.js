/** @typedef {readonly [string, string]} Range */

/** @param {string | number} count as it is written */
const channels = (count) => (String(count) === '1' ? '1 channel' : `${count} channels`);

export default {
  title: 'Explore',
  heading: 'Build your own DenseNet',
  lede: 'Move a slider: channels, parameters and memory follow at once. All numbers are computed for exactly this network.',
  waiting: 'The package is being loaded…',
  stage: 'The network',
  block: (/** @type {number} */ number) => `Block ${number}`,

  other: {
    says: (/** @type {string} */ name) => `${name} is loaded.`,
    explore: 'Use its settings',
  },
  controls: {
    title: 'Settings',
    preset: 'Start from',
    reset: 'Reset',
    growthRate: 'Growth rate',
    blocks: 'Dense blocks',
    blockCount: 'Number of blocks',
    layersIn: (/** @type {number} */ block) => `Layers in block ${block}`,
    bottleneck: 'Bottleneck',
    bottleneckOn: 'A 1 × 1 convolution before each 3 × 3',
    bnSize: 'Bottleneck width (× k)',
    plain: 'Plain layers: one 3 × 3 convolution each.',
    compression: 'Compression rate',
    initFeatures: 'Initial features',
    input: 'Input and output',
    stem: 'Stem',
    stems: { imagenet: 'ImageNet', cifar: 'CIFAR', deep: 'Deep', 'deep-blur': 'Deep, blurred' },
    stemNotes: {
      imagenet: '7 × 7 convolution and max pooling, each with stride 2: a quarter of the input’s side.',
      cifar: 'One 3 × 3 convolution at full resolution.',
      deep: 'Three 3 × 3 convolutions and max pooling, as in timm’s densenet264d: a quarter of the input’s side.',
      'deep-blur':
        'Three 3 × 3 convolutions, and a max pooling that blurs, as in timm’s densenetblur121d: a quarter of the input’s side.',
    },
    size: 'Input size in pixels',
    classes: 'Classes',
    lastPossible: 'The numbers and diagrams still show the last valid network.',
  },

  figures: {
    parameters: 'Parameters',
    macs: 'Multiply-accumulates',
    depth: 'Depth L',
    features: 'Features of the blocks',
    weights: 'Weights in f32',
    times: (/** @type {string} */ ratio, /** @type {string} */ name) => `× ${ratio} of ${name}`,
  },
  strip: (/** @type {string} */ parameters) => `${parameters} parameters`,
  stripMacs: (/** @type {string} */ count) => `${count} MACs`,
  legend: {
    input: 'The block’s input',
    carried: 'Made by earlier layers, carried on',
    new: 'New: k channels',
    transition: 'Transition',
  },
  diagram: {
    label: 'Channels of each layer. The arrow keys choose a layer.',
    axis: 'Channels',
    value: (
      /** @type {number} */ block,
      /** @type {number} */ index,
      /** @type {number} */ input,
      /** @type {number} */ output,
    ) => `Block ${block}, layer ${index}: ${channels(input)} in, ${output} new`,
  },
  readout: {
    channelsIn: (/** @type {number} */ count) => `channel${count === 1 ? '' : 's'} in`,
    facts: (
      /** @type {string} */ output,
      /** @type {string} */ size,
      /** @type {string} */ parameters,
      /** @type {string} */ macs,
    ) =>
      `${output} new ${output === '1' ? 'channel' : 'channels'} of ${size} pixels, ${parameters} parameters, ${macs} multiply-accumulates`,
    transitions: (/** @type {string} */ kept) => `The transitions keep ${kept}.`,
    allLayers: 'All layers as a table',
    columns: {
      layer: 'Layer',
      input: 'Channels in',
      output: 'Channels out',
      size: 'Output',
      parameters: 'Parameters',
      macs: 'MACs',
    },
  },

  example: {
    title: 'What a bottleneck saves',
    lede: 'Late in a block a layer reads hundreds of channels. A 1 × 1 convolution reduces them before the costly 3 × 3.',
    article: 'Worked example: sixteenth layer, 64 initial features, k = 32',
    own: (/** @type {number} */ block, /** @type {number} */ index) =>
      `Your network: block ${block}, layer ${index}`,
    input: 'Channels in',
    without: 'Weights of the convolution without a bottleneck',
    with: (/** @type {number} */ size, /** @type {string} */ count) =>
      `With one of ${size} · k = ${channels(count)}`,
    saves: (/** @type {string} */ share) => `The bottleneck saves ${share} of the weights.`,
    costs: (/** @type {string} */ share) =>
      `This early in the block the bottleneck costs ${share} more: there are few channels to reduce yet.`,
    paysFrom: (/** @type {number} */ block, /** @type {number} */ index, /** @type {string} */ count) =>
      `In block ${block} of your network it pays off from layer ${index} on, which reads ${channels(count)}.`,
    neverPays: (/** @type {number} */ block, /** @type {number} */ size) =>
      `In block ${block} of your network a bottleneck of ${size} · k is never cheaper than a plain layer.`,
    counted: 'Only convolution weights are counted, not those of batch normalisation.',
    show: 'Show the example’s block in the diagram',
  },

  memory: {
    title: 'What concatenation would cost',
    lede: 'By definition, a layer concatenates all earlier features. Done literally, every layer copies everything before it. Here each block has one buffer, and a layer appends its channels to those already there.',
    verdict: (/** @type {string} */ ratio, /** @type {string} */ count, /** @type {string} */ copied) =>
      `Concatenating would allocate ${ratio === '1' ? 'as much' : `${ratio} times as much`}, and read and write ${copied} in ${count === '1' ? 'one copy' : `${count} copies`}. One buffer per block copies nothing.`,
    growth: 'With twice the layers in each block',
    now: 'This network',
    twice: 'Twice as deep',
    zeroCopy: 'One buffer per block',
    concatenated: 'Concatenation',
    note: 'For one picture, in f32; only the features of the dense blocks. Training needs more, for the backward pass.',
  },

  resnet: {
    title: 'Against ResNets of similar accuracy',
    lede: 'The paper trained DenseNets with the program and the settings of published ResNets, then compared networks with similar errors on ImageNet.',
    verdict: (/** @type {Range} */ [least, most], /** @type {Range} */ [leastMacs, mostMacs]) =>
      `At similar error, these DenseNets need ${least} to ${most} of the ResNets’ parameters, and ${leastMacs} to ${mostMacs} of their multiply-accumulates.`,
    plot: {
      parameters: 'Top-1 error on ImageNet against parameters. The numbers are in the table below.',
      macs: 'Top-1 error on ImageNet against multiply-accumulates. The numbers are in the table below.',
    },
    axis: { parameters: 'Parameters', macs: 'Multiply-accumulates' },
    pairs: 'Networks of similar error, in pairs',
    network: 'Network',
    paperError: 'Top-1 error, one crop / ten crops (the paper’s training)',
    torchvisionError: 'Top-1 error of torchvision’s weights, one crop',
    sources: {
      errors: 'Errors on ImageNet’s validation set, at 224 × 224 pixels:',
      paper: 'DenseNets, table 3 of the paper',
      torch: 'ResNets, fb.resnet.torch, the program that the paper uses',
      torchvision: 'torchvision, weights IMAGENET1K_V1 (none for DenseNet-264)',
      costs:
        'The plots show the errors with one crop, like the paper’s figure 3. Parameters and multiply-accumulates are computed here: DenseNets’ like all numbers of this page, ResNets’ from their published configuration.',
    },
    argument: {
      title: 'Why: C · C against ℓ · k · k',
      lede: 'A convolution has weights for every pair of an input and an output channel: nine each if it is 3 × 3. So count the pairs.',
      residual: (/** @type {string} */ width, /** @type {number} */ block) =>
        `A layer that keeps the width C = ${width}, that of block ${block} at its end`,
      dense: (
        /** @type {number} */ block,
        /** @type {number} */ index,
        /** @type {string} */ reads,
        /** @type {string} */ k,
      ) => `Layer ℓ = ${index} of block ${block} reads ${reads} channels, but makes only k = ${k}`,
      verdict: (/** @type {string} */ ratio, /** @type {string} */ step) =>
        `The dense layer has ${ratio} times fewer pairs. Each further layer of the block adds k · k = ${step}: the cost of a layer grows in a straight line with ℓ, while C · C grows with the square of the width.`,
      caution:
        'Without bottlenecks on either side. Real ResNets are narrower inside their units, and DenseNets need many layers, so whole networks differ less: see the pairs above.',
    },
    equalWidth: {
      title: 'At equal width, which is not equal accuracy',
      lede: 'How many parameters would a ResNet need to be as wide and as deep as the network above? Equal width says nothing about accuracy, so this factor is not what DenseNet saves.',
      dense: 'This DenseNet',
      bottleneck: 'ResNet, bottleneck units',
      basic: 'ResNet, basic units',
      times: (/** @type {string} */ ratio) => `(× ${ratio} at equal width)`,
      macs: (/** @type {string} */ count) => `${count} multiply-accumulates`,
      what: 'What is compared: the ResNet has the same stem and classifier. Each of its stages has the resolution of a dense block, is as wide as the block is at its end, and has as many convolutions in its units’ main path, to the nearest whole unit. A basic unit is 3 × 3, 3 × 3; a bottleneck unit is 1 × 1, 3 × 3, 1 × 1 with a quarter of the width in the middle. Where the width or the resolution changes, its shortcut is a 1 × 1 convolution. Batch normalisation follows every convolution. DenseNet’s figures include its transitions.',
      byStage: 'Stage by stage',
      columns: {
        stage: 'Stage',
        width: 'Width',
        convolutions: 'Convolutions',
        dense: 'DenseNet',
        bottleneck: 'ResNet, bottleneck',
        basic: 'ResNet, basic',
      },
      units: (/** @type {number} */ units, /** @type {number} */ convolutions) =>
        `${units} ${units === 1 ? 'unit' : 'units'}, ${convolutions} conv.`,
      rest: 'Stem, head',
      total: 'Total',
    },
  },

  order: {
    title: 'Before or after the activation',
    lede: 'DenseNet normalises and activates before it convolves; earlier networks usually did the reverse. Below each step is its number of channels.',
    layer: (/** @type {number} */ block, /** @type {number} */ index) =>
      `For block ${block}, layer ${index} of your network:`,
    pre: 'Pre-activation, as in DenseNet',
    post: 'Post-activation',
    preNote: (/** @type {string} */ count) =>
      `The layer has a scale and shift of its own for ${count === '1' ? 'the one channel' : `each of the ${count} channels`} it reads, so it can reweight old features, or switch some off.`,
    postNote: (/** @type {string} */ count) =>
      `Only the new features (${channels(count)}) are normalised, once; every later layer has to use them as they are.`,
    input: 'in',
    output: 'new',
    convolution: (/** @type {string} */ kernel) => `Conv ${kernel}`,
  },

  run: {
    title: 'Run it',
    lede: 'With random weights the prediction means nothing, but the shapes and times are real.',
    start: 'Run with random weights',
    open: 'Open it in Growth',
    tooLarge: (/** @type {string} */ max) =>
      `This network is too large for that: random weights are generated for at most ${max} parameters.`,
    task: 'Running a network with random weights',
    otherPicture: 'Another picture',
    engine: 'Engine',
    input: 'Input',
    load: 'Build time',
    first: 'First run',
    median: 'Later runs, median',
    weights: 'Weights',
    allAsPlanned: (/** @type {number} */ count) =>
      `It ran. All ${count} layers produced features of the expected shape.`,
    notAsPlanned: (/** @type {number} */ count) =>
      `It ran, but ${count === 1 ? 'one layer' : `${count} layers`} produced an unexpected shape.`,
    pictureWas: (/** @type {string} */ name) => `Picture: ${name}`,
    shapes: 'Shapes of all layers',
    columns: { layer: 'Layer', planned: 'Expected', measured: 'Measured', time: 'Time' },
  },
};
