/** @typedef {number} N */

export default {
  title: 'Growth',
  heading: 'Watch the features grow',
  lede: 'Each column is a layer, drawn as the stack of channels it reads. A strip keeps the colour of the layer that made it, all the way through its block: that is feature reuse. Choose a layer to see what it made of your picture.',
  picture: (/** @type {string} */ name) => `The picture: ${name}`,
  otherPicture: 'Another picture',
  missing: {
    busy: 'The network is being prepared; its features come with the first pass.',
    noPicture: 'No picture has been run through this network yet. Choose one to see its features:',
    run: (/** @type {string} */ name) => `Run “${name}”`,
  },
  diagram: 'The network, layer by layer',
  selected: 'The selected layer in numbers',
  listbox: 'Layers. Arrow keys move, Enter selects, plus and minus change the size.',
  legend: {
    label: 'How to read it',
    reads: 'A column: the channels a layer reads, one strip each',
    carried: 'Pale: carried on, unchanged',
    added: 'Rising: the k new channels',
    input: 'x₀: the block’s input, mixed by the transition before',
    arcs: 'What the chosen layer reads, thicker where its weights are larger',
    channels: 'Heights and the numbers at the left: channels',
    made: 'Outlined: what the chosen layer adds, and who carries it on',
    means: 'Below a column: the mean of the maps that its layer made',
  },
  origins: {
    input: (/** @type {N} */ channels) => `x₀ (${channels})`,
    layer: (/** @type {N} */ index, /** @type {N} */ channels) => `Layer ${index} (${channels})`,
    output: (/** @type {N} */ channels) => `Final norm (${channels})`,
  },
  option: (/** @type {string} */ name, /** @type {N} */ reads, /** @type {N} */ makes) =>
    `${name}: reads ${reads} channels, makes ${makes}`,
  foldedOption: (/** @type {N} */ block, /** @type {N} */ layers) =>
    `Dense block ${block}, folded: ${layers} layers. Enter unfolds it.`,
  block: (/** @type {N} */ block) => `Dense block ${block}`,
  shortBlock: (/** @type {N} */ block) => `Block ${block}`,
  blockFacts: (/** @type {N} */ layers, /** @type {N} */ height, /** @type {N} */ width) =>
    `${layers} layers · ${height} × ${width}`,
  fold: (/** @type {N} */ block) => `Fold dense block ${block}`,
  unfold: (/** @type {N} */ block) => `Unfold dense block ${block}`,
  sum: (/** @type {N} */ first, /** @type {N} */ index, /** @type {N} */ k, /** @type {N} */ total) =>
    `${first} + (${index} − 1) × ${k} = ${total}.`,
  makes: (/** @type {N} */ reads, /** @type {N} */ makes, /** @type {N} */ height, /** @type {N} */ width) =>
    `Reads ${reads} channels, makes ${makes}, at ${height}\u00a0×\u00a0${width}.`,
  animation: {
    label: 'The forward pass',
    play: 'Play',
    pause: 'Pause',
    back: 'One layer back',
    forward: 'One layer on',
    all: 'Show all',
    speed: 'Speed',
    perSecond: (/** @type {N} */ count) =>
      count === 1 ? '1 layer per second' : `${count} layers per second`,
  },
  size: {
    label: 'Size of the diagram',
    smaller: 'Smaller',
    larger: 'Larger',
    fit: 'Fit',
    foldAll: 'Fold blocks',
    unfoldAll: 'Unfold blocks',
  },
  table: {
    layers: 'All layers as a table',
    columns: {
      layer: 'Layer',
      input: 'Channels in',
      output: 'Channels out',
      resolution: 'Resolution',
      parameters: 'Parameters',
      macs: 'MACs',
    },
  },
  numbers: {
    rule: (/** @type {N} */ first, /** @type {N} */ index, /** @type {N} */ k) =>
      index === 1
        ? `The block’s ${first} input channels: nothing has been added yet.`
        : `The block’s ${first} input channels, and ${k} more from each of the ${index - 1} layers before it.`,
    held: (/** @type {string} */ sum) => `Measured: the engine holds ${sum} channels for it to read.`,
    picture: (/** @type {N} */ channels) => `It reads the picture’s ${channels} channels.`,
    made: (/** @type {N} */ channels, /** @type {N} */ height, /** @type {N} */ width) =>
      `It wrote ${channels}, at ${height} × ${width}.`,
    agrees: 'As the plan says ✓',
    differs: 'The plan says otherwise ✗',
    measuring: 'Asking the engine…',
    notRun: 'Once a picture has been run, the engine’s own count stands here.',
    input: 'Channels in',
    output: 'Channels out',
    resolution: 'Resolution',
    parameters: 'Parameters',
    macs: 'Multiply-accumulates',
    time: 'Time',
    share: (/** @type {string} */ part) => `${part} of the network`,
    ofPass: 'in the last timed pass',
    notTimed: 'not timed by layer',
    timeLayers: 'Time each layer',
    timing: 'Timing each layer',
    wholePass: (/** @type {string} */ time) => `The whole pass took ${time}.`,
  },
  maps: {
    made: (/** @type {N} */ count) => `The ${count} maps it makes of this picture`,
    madeLede: {
      any: (/** @type {string} */ name) => `${name}: its own output, as it came.`,
      dense: (/** @type {string} */ name) =>
        `${name}: its own output, before any layer that reads it normalises it.`,
      norm: (/** @type {string} */ name) => `${name}: after its ReLU, as it is averaged for the classifier.`,
    },
    logits: (/** @type {N} */ count) => `The ${count} logits`,
    logitsLede: {
      softmax: 'One number for each class; a softmax turns them into probabilities.',
      sigmoid: 'One number for each class; a sigmoid turns each into a probability of its own.',
      'op-norm':
        'One number for each class; a sigmoid turns each into a probability, which is normalised by the class’s operating point.',
    },
    of: (/** @type {string} */ name) => `Maps of ${name}`,
    read: (/** @type {N} */ count) => `The ${count} channels it reads`,
    readLede: (/** @type {N} */ count) =>
      count === 1 ? 'All of one origin.' : `From ${count} origins, each still as its layer made it.`,
    readPicture: {
      rgb: 'The picture itself: red, green and blue.',
      rgba: 'The picture itself: red, green, blue and opacity.',
      luminance: 'The picture itself, in shades of grey.',
      'first-channel': 'The picture itself: its first channel only.',
      other: (/** @type {N} */ channels) => `The picture itself, in ${channels} channels.`,
    },
    origins: 'Origins',
    scale: 'Scale',
    own: 'Each its own scale',
    together: 'One scale',
    colours: 'Colours',
    viridis: 'Viridis',
    diverging: 'Around zero',
    reading: 'Reading from the engine…',
    zeroNote: 'The tick below each map, and on the legend, marks zero.',
    facts: (/** @type {N} */ channel, /** @type {string} */ low, /** @type {string} */ high) =>
      `Map ${channel}, from ${low} to ${high}`,
    enlarge: (/** @type {string} */ facts) => `${facts}. Enlarge`,
    earlier: 'Earlier',
    later: 'Later',
    range: (/** @type {N} */ first, /** @type {N} */ last, /** @type {N} */ count) =>
      `${first} to ${last} of ${count}`,
    channelOf: (/** @type {N} */ channel, /** @type {N} */ count) => `Map ${channel} of ${count}`,
    close: 'Close',
    asTable: 'The map as a table',
    given: 'What the network was given',
    givenNote:
      'What the network was given, pixel by pixel: cropped, scaled, and with the normalisation undone for showing it.',
    pointAt: 'Point at a pixel to read its value.',
    valueAt: (/** @type {N} */ x, /** @type {N} */ y, /** @type {string} */ value) =>
      `Column ${x + 1}, row ${y + 1}: ${value}`,
    lowest: 'Lowest',
    minus: '−largest',
    highest: 'Highest',
    mean: 'Mean',
    notPositive: 'Zero or below',
    previous: 'Previous',
    next: 'Next',
  },
  plot: {
    title: 'Channels against depth',
    lede: 'How many channels each layer reads here, and what it would read if the same layers were connected in other ways.',
    label: 'Channels that each dense layer reads, against its depth, for four ways to connect layers',
    series: {
      dense: 'This DenseNet',
      uncompressed: 'Dense, without compression',
      residual: 'Addition, as in a ResNet',
      plain: 'Plain chaining',
    },
    block: (/** @type {N} */ block) => `Block ${block}`,
    depth: 'dense layers →',
    at: (/** @type {string} */ name) => `At ${name}; click to select a layer.`,
    point: 'Point at a layer.',
    rules: (/** @type {N} */ k0, /** @type {N} */ k) =>
      `Worked out from the plan with k₀ = ${k0} and k = ${k}. Without compression every layer adds k for good. Addition keeps the width: k₀, doubled wherever the resolution halves, as ResNets do. A plain chain reads only the k channels that the layer before made.`,
    asTable: 'Channels as a table',
  },
  reuse: {
    title: 'Feature reuse',
    lede: 'The paper’s figure 5 for the loaded weights: a column is a layer that reads, a row the layer whose channels it reads, the colour the mean absolute weight of its first convolution on them. Bright cells far above the diagonal are early features still in use.',
    layer: (/** @type {N} */ index) => `Layer ${index}`,
    input: 'block input x₀',
    transition: (/** @type {N} */ block) => `Transition ${block}`,
    classifier: 'Classifier',
    source: 'Made by',
    mapOf: (/** @type {N} */ block) => `Feature reuse in dense block ${block}. Arrow keys read its cells.`,
    point: 'Point at a cell, or use the arrow keys.',
    value: (/** @type {string} */ reader, /** @type {string} */ source, /** @type {string} */ value) =>
      `${reader} reads ${source}: ${value}`,
    tableOf: (/** @type {N} */ block) => `Block ${block} as a table`,
    lastScale: (/** @type {string} */ reader, /** @type {string} */ max) =>
      `The last column (${reader}) has a scale of its own, up to ${max}.`,
  },
};
