// What the intake panel says of a checkpoint file. Ids that are not here are shown as they are.
/** @typedef {number} N */
/** @typedef {Record<string, string>} ById */

export default {
  title: 'About this file',
  close: 'Close',
  edit: 'Edit labels and preprocessing',
  export: 'Export config.json',
  assumed:
    'The tensors’ names don’t identify the implementation. You chose to read the file as torchvision would: if the network was trained with another implementation, its predictions are wrong.',

  marks: 'What the marks mean',
  sources: {
    file: { name: 'file', means: 'From a config.json or a file of labels.' },
    checkpoint: {
      name: 'checkpoint',
      means: 'From the tensors: their names, their shapes, or the implementation they come from.',
    },
    given: { name: 'you', means: 'You set it on this page.' },
    default: { name: 'default', means: 'Not stated: the usual value for such a network.' },
    assumption: {
      name: 'assumption',
      means: 'Not stated, and there is no usual value: a guess, which may be wrong.',
    },
  },

  file: {
    title: 'File',
    format: 'Format',
    scheme: 'Implementation',
    shards: 'Shards',
    location: 'Found under',
    prefix: 'Prefix removed',
    head: 'Classifier',
    tensors: 'Tensors',
    counts: (/** @type {string} */ tensors, /** @type {string} */ used) =>
      `${tensors}, of which ${used} used`,
    ignored: 'Ignored',
    warnings: 'Warnings',
    leftOut: 'Files not used',
    names: (/** @type {N} */ count) => `${count} names`,
  },
  formats: /** @type {ById} */ ({
    safetensors: 'safetensors',
    'pytorch-zip': 'PyTorch (zip container)',
    'pytorch-legacy': 'PyTorch (legacy container)',
    torchscript: 'TorchScript',
  }),
  schemeNames: /** @type {ById} */ ({
    torchvision: 'torchvision',
    'torchvision-first': 'torchvision, first spelling',
    timm: 'timm',
    torchxrayvision: 'torchxrayvision',
    chexnet: 'CheXNet',
    places365: 'Places365',
    monai: 'MONAI',
    'efficient-densenet': 'efficient_densenet_pytorch',
    kuangliu: 'kuangliu/pytorch-cifar',
    weiaicunzai: 'weiaicunzai/pytorch-cifar100',
    bamos: 'bamos/densenet.pytorch',
    andreasveit: 'andreasveit/densenet-pytorch',
  }),
  schemeDifferences: /** @type {ById} */ ({
    torchvision: 'The reference that the others are compared with.',
    'torchvision-first': 'The names of the first published weights (norm.1 for norm1); otherwise the same.',
    timm: 'Like torchvision’s. Preprocessing, and some stems, are only in the config.json.',
    torchxrayvision:
      'One channel, with values from −1024 to 1024. Each finding has a sigmoid, scaled so that its operating point becomes 50 %.',
    chexnet: 'torchvision’s DenseNet-121 with a sigmoid for each of 14 findings.',
    places365: 'torchvision’s DenseNet-161 under the first names, for 365 kinds of places.',
    monai: 'Like torchvision’s, under other names, for any number of input channels.',
    'efficient-densenet':
      'Saves memory while training, which changes no result. Its last norm is called norm_final.',
    kuangliu: 'Puts new features before the old ones. The page reorders the channels.',
    weiaicunzai: 'Has no ReLU in its transitions. The page leaves it out as well.',
    bamos: 'Ends in a log-softmax, which gives the same probabilities.',
  }),
  warnings: {
    'trailing-bytes': (/** @type {{ bytes: N }} */ { bytes }) =>
      `${bytes} bytes follow the last tensor. They were ignored.`,
    gaps: (/** @type {{ bytes: N }} */ { bytes }) =>
      `${bytes} bytes between the tensors belong to none of them. They were ignored.`,
    'other-weights': (/** @type {{ chosen: string, others: string[] }} */ { chosen, others }) =>
      `The weights were read from ${chosen}. The file also has some in ${others.join(', ')}.`,
    'skipped-tensors': (/** @type {{ tensors: string[] }} */ { tensors }) =>
      `Sparse, quantised or without numbers, and so skipped: ${tensors.join(', ')}.`,
  },
  notesTitle: 'How the config.json was read',
  notes: {
    'test-input-size': (/** @type {{ used: N[] }} */ { used }) =>
      `timm evaluates at test_input_size, so the input is ${used.join(' × ')}.`,
    'test-crop-pct': (/** @type {{ used: N }} */ { used }) =>
      `timm evaluates with test_crop_pct, so the crop is ${used}.`,
    averaged: (/** @type {{ field: string, numbers: N[] }} */ { field, numbers }) =>
      `${field} has ${numbers.length} numbers, but the input has one channel: their mean is used.`,
    repeated: (/** @type {{ field: string }} */ { field }) =>
      `${field} has one number, which is used for every channel.`,
    'channels-of-input-size': (/** @type {{ found: N, channels: N }} */ { found, channels }) =>
      `input_size says ${found} channels, but the weights take ${channels}.`,
    ignored: (/** @type {{ fields: string[] }} */ { fields }) =>
      `Fields that don’t change the result were ignored: ${fields.join(', ')}.`,
  },

  network: {
    title: 'Network',
    name: 'Architecture',
    stem: 'Stem',
    stems: /** @type {ById} */ ({
      imagenet: 'ImageNet’s: 7 × 7 convolution with stride 2, then max pooling',
      cifar: 'CIFAR’s: 3 × 3 convolution',
      deep: 'Deep: three 3 × 3 convolutions, then max pooling',
      'deep-blur': 'Deep: three 3 × 3 convolutions, then max pooling that blurs',
    }),
    initFeatures: 'Channels after it, k₀',
    growthRate: 'Growth rate, k',
    blocks: 'Layers per block',
    bottleneck: 'Bottleneck',
    none: 'none',
    times: (/** @type {N} */ size) => `${size} k channels`,
    compression: 'Compression, θ',
    relu: 'Transitions',
    noRelu: 'without a ReLU',
    order: 'Concatenation',
    newFirst: 'new features first',
    classes: 'Classes',
    noClassifier: 'none: the network has no classifier',
    parameters: 'Parameters',
  },

  metadata: {
    input: 'Input',
    size: 'Size',
    channels: 'Channels',
    colour: 'Colour',
    colours: /** @type {ById} */ ({
      rgb: 'red, green, blue',
      rgba: 'red, green, blue, opacity',
      luminance: 'shades of grey (luminance)',
      'first-channel': 'the first channel only',
    }),
    mean: 'Mean',
    std: 'Standard deviation',
    crop: 'Centre crop',
    interpolation: 'Interpolation',
    interpolations: /** @type {ById} */ ({ bilinear: 'bilinear', bicubic: 'bicubic' }),
    output: 'Output',
    activation: 'Activation',
    activations: /** @type {ById} */ ({
      softmax: 'softmax: one class of all',
      sigmoid: 'sigmoids: each class on its own',
      'op-norm': 'sigmoids with operating points (op-norm)',
    }),
    temperature: 'Temperature',
    threshold: 'Threshold',
    noThreshold: 'none: it always predicts a class',
    thresholdNote:
      'Below this evidence, the answer is “none of my classes”. The evidence is the energy of the logits, T · log Σ exp(logit / T), which is high when any class fits well. “densenet calibrate” chooses the threshold on held-out pictures of the network’s own classes so that at most 5 % of its correct predictions are lost.',
    labels: 'Labels',
    labelCount: (/** @type {N} */ count) => `${count} labels`,
    noLabels: 'none: the classes are numbered',
  },

  offer: {
    lede: (/** @type {N} */ classes) =>
      `The file does not name its ${classes} classes. These well-known sets have as many. Choose one only if you know that the network was trained on it.`,
    confirm: (/** @type {string} */ name) => `Use ${name}`,
    published: (/** @type {string} */ name, /** @type {string} */ where) =>
      `${name}: drop the file with its labels here. It is published as ${where}.`,
  },

  form: {
    title: 'Labels and preprocessing',
    height: 'Height in pixels',
    width: 'Width in pixels',
    perChannel: 'One number per channel, each channel from 0 to 1',
    cropHint: 'The part of the shorter side that is kept, up to 1',
    temperatureHint: 'Divides the logits; empty: 1',
    thresholdHint: 'Empty: always predicts a class',
    labels: (/** @type {N} */ classes) =>
      classes === 1
        ? 'The label of the one class'
        : `Labels, one per line, in the order of the ${classes} classes`,
    apply: 'Apply',
    cancel: 'Cancel',
    mend: 'Some fields are invalid; see the notes next to them.',
    problems: {
      size: (/** @type {N} */ max) => `A whole number from 1 to ${max}.`,
      numbers: (/** @type {N} */ count) =>
        count === 1 ? 'One number.' : `${count} numbers, with commas between them.`,
      positive: (/** @type {N} */ count) =>
        count === 1 ? 'One number above 0.' : `${count} numbers above 0, with commas between them.`,
      share: (/** @type {N} */ min) => `A number from ${min} to 1.`,
      number: 'A number, or nothing.',
      count: (/** @type {N} */ found, /** @type {N} */ classes) =>
        `There are ${found} labels for ${classes} classes.`,
    },
  },

  refusal: {
    nearest: 'Most similar to',
    missing: 'Missing',
    unused: 'Not used',
    found: 'Some of the names found',
    names: (/** @type {N} */ count) => `${count} names`,
    assumeTitle: 'It can be read with assumptions',
    assumeLede: 'The tensors fit a DenseNet exactly, but their names don’t say:',
    assumptions: /** @type {ById} */ ({
      'concatenation-order':
        'whether new features come after the old ones, as in torchvision, or before them',
      'transition-relu': 'whether the transitions have a ReLU',
      'stem-pooling': 'how the stem pools',
      'last-relu': 'whether a ReLU and the mean follow the last norm',
    }),
    assume: 'Read it as torchvision would',
    assumeNote: 'The network is then marked as assumed wherever its name appears.',
  },
};
