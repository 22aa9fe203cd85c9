export default {
  title: 'Claims',
  heading: 'What is said about DenseNet, and what stands behind it',
  lede: 'Every point of the article that this page implements, one by one: where you can see it, the number, and the test that fails when it stops being true. What nobody has measured here is marked as only said.',
  loaded: (/** @type {string} */ network) => `“The loaded network” is ${network}.`,
  waiting: 'The number appears once a network is loaded.',
  noNumbers: 'The number could not be computed: the package did not load.',
  shown: 'See it in',
  by: 'Made by',
  kept: 'Kept true by',
  later: 'Only training networks can show it. That is planned as work of its own.',
  link: 'All claims, with numbers and tests',
  footer: 'What is measured, and what is only said',

  chapters: {
    background: 'Background',
    resnet: 'ResNet and DenseNet',
    equations: 'In equations',
    architecture: 'Architecture',
    judgement: 'For and against',
    code: 'The code',
  },
  kinds: {
    live: 'Computed now',
    picture: 'Measured on your picture',
    measured: 'Measured by a test',
    built: 'Built this way',
    published: 'Published by others',
    said: 'Only said here, not measured',
  },
  meanings: {
    live: 'The package computes the number from the network’s structure while you read.',
    picture: 'The page measures it where the link leads, with the loaded network and your picture.',
    measured: 'The test measures it each time it runs, and fails beyond the limit given.',
    built: 'A matter of construction: there is no number, but a test would notice another one.',
    published: 'Errors are the authors’ figures; parameters and operations are checked here.',
    said: 'History, opinion, or an effect of training that nobody has measured here.',
  },

  places: {
    staircase: 'the staircase',
    plot: 'channels against depth',
    reuse: 'feature reuse',
    cuts: 'the cut tools',
    gradients: 'the gradient at each layer',
    attribution: 'who decided this?',
    norm: 'the final norm',
    halving: 'the first transition',
    networks: 'DenseNet-121',
    pairs: 'ResNets of similar accuracy',
    order: 'before or after the activation',
    example: 'what a bottleneck saves',
    theta: 'a transition with θ = 0.3',
    memory: 'what concatenation would cost',
    connectivity: 'dense connectivity',
    growth: 'growth rate',
    bottleneck: 'bottleneck layers',
    transition: 'transition and compression',
    activation: 'pre-activation',
    supervision: 'implicit deep supervision',
    memoryIdea: 'memory',
    code: 'the code',
    story1: 'story, step 1',
    story3: 'story, step 3',
    story4: 'story, step 4',
    story5: 'story, step 5',
    story6: 'story, step 6',
    story7: 'story, step 7',
    story8: 'story, step 8',
  },

  points: {
    prize: 'DenseNet was presented at CVPR 2017 and received a best paper award.',
    reuse:
      'DenseNet goes neither deeper, like ResNet, nor wider, like Inception: it reuses features through bypass connections.',
    fewer: 'It needs fewer parameters.',
    vanishing: 'Gradients vanish less.',
    lineage:
      'Networks grew from LeNet’s 5 layers to VGG’s 19, and past 100 with Highway Networks and ResNet.',
    degradation: 'Plain networks degrade with depth: 50 layers do worse than 20.',
    normalisation: 'Batch normalisation helps to train deep networks.',
    identity: 'ResNet and Highway Networks add identity paths.',
    fractal: 'FractalNet runs paths of different depth in parallel.',
    stochastic: 'Stochastic depth drops layers in training, which shows how redundant ResNet’s are.',
    core: 'All of them connect feature maps across layers.',
    concatenation:
      'A ResNet adds a shortcut; a DenseNet connects every layer with all earlier ones, by concatenating channels.',
    better: 'The results are better with fewer parameters and less computation.',
    plain: 'A plain layer: xₗ = H(xₗ₋₁).',
    residual: 'A residual layer: xₗ = H(xₗ₋₁) + xₗ₋₁.',
    dense: 'A dense layer: xₗ = H([x₀, …, xₗ₋₁]).',
    composite: 'H is a composite of batch normalisation, ReLU, pooling and convolution.',
    sizes: 'Maps have the same size throughout a dense block.',
    growth: 'Layer l reads k₀ + (l − 1)k channels and adds k.',
    small: 'The growth rate k is usually small, such as 12.',
    pre: 'Layers are pre-activated: BN, ReLU, then convolution.',
    post: 'Post-activation, with the convolution first, does worse.',
    bottleneck:
      'A bottleneck first takes the channels to 4k by a 1 × 1 convolution, then to k by a 3 × 3 one.',
    wide: 'With 64 channels in and k = 32 there are 544 channels after 15 layers.',
    weights: 'The 16th layer then has 156,672 weights without a bottleneck and 106,496 with one.',
    transition: 'A transition is BN, ReLU, a 1 × 1 convolution and 2 × 2 average pooling.',
    compression: 'It makes ⌊θm⌋ of m channels, where θ is in (0, 1] and usually 0.5.',
    variants:
      'With bottlenecks the network is a DenseNet-B, with compression a DenseNet-C, with both a DenseNet-BC.',
    gradients: 'The gradient reaches every layer.',
    stronger: 'Gradient flow is stronger than without dense connections.',
    direct: 'Within a block, every layer reaches the input and the end of the block directly.',
    supervised: 'This acts like supervising every layer: implicit deep supervision.',
    cost: 'A ResNet’s parameters grow with C · C, a DenseNet’s with l · k · k, and k is far below C.',
    family: 'Fewer parameters, in numbers: the four DenseNets with ImageNet weights.',
    levels: 'The classifier uses features of all levels, because low-level ones are kept.',
    used: 'Later layers do use early features.',
    smooth: 'This tends to give smoother decision boundaries.',
    few: 'It tends to do well with few training data.',
    copies: 'Concatenation copies data again and again, and its memory grows quickly.',
    buffer: 'So an implementation has to optimise its memory.',
    special: 'DenseNet is more specialised; ResNet is more general and more widely used.',
    layer:
      'A layer is norm1, relu1, conv1, norm2, relu2, conv2, then concatenation; blocks and transitions are built of it.',
    dropout: 'Dropout follows a layer at drop_rate, in training only.',
    defaults:
      'The defaults make a DenseNet-BC: growth_rate 32, blocks of 6, 12, 24 and 16, 64 initial features, bn_size 4, compression 0.5.',
    stem: 'Before the blocks: a 7 × 7 convolution with stride 2, norm, ReLU, 3 × 3 max-pooling with stride 2.',
    end: 'After them: norm5, ReLU, a 7 × 7 average, and the classifier.',
    init: 'Convolutions start Kaiming-normal, norms with weight 1 and bias 0, the classifier with bias 0.',
  },

  /** Claims with numbers that are computed; the parameters come from claims/numbers.js. */
  numbers: {
    reuse: (/** @type {string} */ layers, /** @type {string} */ connections) =>
      `The loaded network’s ${layers} dense layers have ${connections} connections inside their blocks.`,
    concatenation: (
      /** @type {string} */ dense,
      /** @type {string} */ residual,
      /** @type {string} */ plain,
    ) =>
      `The loaded network’s widest layer reads ${dense} channels. With shortcuts it would read ${residual}, in a plain network ${plain}.`,
    sizes: (/** @type {string} */ sizes) => `The loaded network’s blocks, each at one size: ${sizes}.`,
    growth: (/** @type {string} */ right, /** @type {string} */ all) =>
      `True for ${right} of the loaded network’s ${all} dense layers.`,
    small: (/** @type {string} */ k, /** @type {string} */ usual) =>
      `k = ${k} in the loaded network, ${usual} in DenseNet-121.`,
    bottleneck: (/** @type {string} */ between, /** @type {string} */ k) =>
      `In DenseNet-121: to ${between}, then to ${k}.`,
    wide: (/** @type {string} */ channels) => `64 + 15 · 32 = ${channels}`,
    weights: (/** @type {string} */ without, /** @type {string} */ withOne) =>
      `Without: ${without}. With: ${withOne}.`,
    transition: (/** @type {string} */ before, /** @type {string} */ after) =>
      `DenseNet-121’s first transition: from ${before} to ${after}.`,
    compression: (/** @type {string} */ m, /** @type {string} */ kept) =>
      `DenseNet-121’s first transition: ⌊0.5 · ${m}⌋ = ${kept}.`,
    variants: (
      /** @type {string} */ plain,
      /** @type {string} */ b,
      /** @type {string} */ c,
      /** @type {string} */ bc,
    ) =>
      `Parameters with DenseNet-121’s blocks: ${plain} with neither, ${b} as -B, ${c} as -C, ${bc} as -BC.`,
    direct: (/** @type {string} */ sources, /** @type {string} */ channels) =>
      `What follows the loaded network’s last block reads ${sources} outputs, ${channels} channels in all. From block to block, a transition lies between.`,
    cost: (
      /** @type {string} */ c,
      /** @type {string} */ square,
      /** @type {string} */ input,
      /** @type {string} */ k,
      /** @type {string} */ product,
    ) =>
      `At the loaded network’s widest layer, per tap: ${c} · ${c} = ${square} for a residual convolution, ${input} · ${k} = ${product} for a dense one without a bottleneck.`,
    family: (
      /** @type {string} */ one,
      /** @type {string} */ two,
      /** @type {string} */ three,
      /** @type {string} */ four,
    ) => `121: ${one}. 169: ${two}. 201: ${three}. 161: ${four}.`,
    fewer: (/** @type {string} */ dense, /** @type {string} */ residual) =>
      `DenseNet-201 has ${dense} parameters, ResNet-101 has ${residual}; their top-1 errors on ImageNet are 22.58% and 22.44%.`,
    better: (
      /** @type {string} */ parameters,
      /** @type {string} */ others,
      /** @type {string} */ macs,
      /** @type {string} */ otherMacs,
    ) =>
      `DenseNet-169 against ResNet-50: top-1 errors of 23.80% and 24.01%, ${parameters} and ${others} parameters, ${macs} and ${otherMacs} multiply-accumulates. Not so in every pair: DenseNet-201’s error is slightly above ResNet-101’s.`,
    copies: (/** @type {string} */ copied, /** @type {string} */ made, /** @type {string} */ ratio) =>
      `DenseNet-121, one image: concatenating in each layer makes ${made} of arrays, ${ratio} times what the features take, and moves ${copied}.`,
    buffer: (/** @type {string} */ usual, /** @type {string} */ loaded) =>
      `This page’s engines write each block into one buffer and copy nothing: ${usual} for DenseNet-121, ${loaded} for the loaded network.`,
    defaults: (/** @type {string} */ parameters, /** @type {string} */ macs) =>
      `${parameters} parameters, ${macs} multiply-accumulates at 224 × 224. The PyTorch module in Learn has as many.`,
    stem: (/** @type {string} */ size, /** @type {string} */ conv, /** @type {string} */ pool) =>
      `DenseNet-121: from ${size} × ${size} to ${conv}, then ${pool}.`,
    end: (/** @type {string} */ size, /** @type {string} */ channels) =>
      `DenseNet-121 ends with ${channels} maps of ${size}, so the average covers each as a whole.`,
  },

  /** Claims with other evidence. */
  findings: {
    plain: 'Cut all connections but those to the layer before, and watch the prediction.',
    dense:
      'On each engine, every layer’s output is within 0.01% of PyTorch’s, relative to the layer’s largest number.',
    composite:
      'In a network without bottlenecks, every layer is within 0.01% of PyTorch’s, relative to the layer’s largest number.',
    pre: 'Each layer of DenseNet-121 gives what PyTorch’s gives; with another order it would not.',
    gradients:
      'One backward pass gives its norm at each layer. It agrees with PyTorch to 0.1%. How it compares with a plain network is not measured.',
    levels:
      'A class’s logit is split by the layers that made the last features. Earlier blocks reach it only through transitions.',
    used: 'Cutting a connection changes the logit; the heat map shows by how much, for each connection.',
    layer: 'With the same weights, engines and PyTorch agree to 0.01% of a layer’s largest number.',
    dropout:
      'At a rate of 0.2, between 17% and 23% of each layer’s features are 0 in training, and fewer than 0.1% otherwise.',
    init: 'The variance of each convolution’s fresh weights is 2 / fan-in, within five standard errors.',
  },
};
