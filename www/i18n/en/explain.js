/** @typedef {number} N */
/** @typedef {string} S */

export default {
  classes: 'Class',
  otherClass: 'Another class…',
  noGradients: 'This engine computes no gradients. The CPU and the WebGPU engine do.',

  activation: {
    title: 'Where it looks',
    lede: 'The network ends with an average over all positions and a linear layer. So the last maps, weighted as the classifier weights a class, show exactly where that class’s logit comes from. Gradients show what the prediction is sensitive to, at any layer.',
    look: 'What is shown',
    looks: { activation: 'Class map', 'grad-cam': 'Grad-CAM', saliency: 'Saliency' },
    about: {
      activation: 'Exact: what each position of the last maps adds to the logit, or takes away.',
      'grad-cam':
        'The maps of the selected layer, weighted by their mean gradient: what speaks for the class.',
      saliency: 'Each pixel of the input: how much the logit reacts to a small change there.',
    },
    atLayer: (/** @type {S} */ name) => `At ${name}; choose another layer in the diagram.`,
    noLayer: 'The classifier’s output has no positions. Choose another layer in the diagram.',
    opacity: 'Opacity of the map',
    legend: {
      activation: 'What each position adds to the class’s score',
      'grad-cam': 'Evidence for the class, weighted by gradient',
      saliency: 'Largest |gradient| of the pixel’s channels',
    },
    negative:
      'Orange speaks for the class, violet against it; where there is little of either, the picture shows through. Colours between positions are interpolated.',
    evidence: (/** @type {S} */ added, /** @type {S} */ taken, /** @type {S} */ worst) =>
      `On average over all positions: ${added} for the class, ${taken} against it (${worst} where it is strongest).`,
    own: 'Show evidence against at full strength, on a scale of its own',
    label: {
      activation: (
        /** @type {S} */ name,
        /** @type {N} */ row,
        /** @type {N} */ column,
        /** @type {N} */ rows,
        /** @type {N} */ columns,
      ) =>
        `Where “${name}” is seen: most at row ${row}, column ${column} of ${rows} by ${columns} positions.`,
      'grad-cam': (
        /** @type {S} */ name,
        /** @type {N} */ row,
        /** @type {N} */ column,
        /** @type {N} */ rows,
        /** @type {N} */ columns,
      ) => `Grad-CAM of “${name}”: most at row ${row}, column ${column} of ${rows} by ${columns} positions.`,
      saliency: (
        /** @type {S} */ name,
        /** @type {N} */ row,
        /** @type {N} */ column,
        /** @type {N} */ rows,
        /** @type {N} */ columns,
      ) => `Saliency of “${name}”: most at row ${row}, column ${column} of ${rows} by ${columns} pixels.`,
    },
    sum: (
      /** @type {S} */ name,
      /** @type {S} */ logit,
      /** @type {S} */ mean,
      /** @type {S} */ sign,
      /** @type {S} */ bias,
    ) => `The logit of “${name}”, ${logit}, is the map’s mean ${mean} ${sign} ${bias} of bias.`,
    asTable: 'The map as a table',
  },

  attribution: {
    title: 'Who decided this?',
    lede: 'The classifier reads every layer of the last block directly, and a logit is a sum over the features it reads. So the logit splits by the layer that made these features, exactly: to the right what speaks for the class, to the left what speaks against it.',
    list: (/** @type {S} */ name) => `What each layer adds to the logit of “${name}”`,
    input: (/** @type {S} */ name) => `${name}: the block’s input`,
    bias: 'Bias',
    channels: (/** @type {N} */ count) => `${count} channels`,
    most: (/** @type {S} */ label, /** @type {S} */ name, /** @type {S} */ value) =>
      `The largest contribution to “${label}” comes from ${name} (${value}).`,
    least: (/** @type {S} */ name, /** @type {S} */ value) =>
      `The largest contribution against it comes from ${name} (${value}).`,
    sum: (/** @type {S} */ total, /** @type {S} */ sign, /** @type {S} */ bias, /** @type {S} */ sum) =>
      `All bars: ${total} ${sign} ${bias} of bias = ${sum}.`,
    logit: (/** @type {S} */ logit, /** @type {S} */ difference) =>
      `The network’s logit: ${logit}; the difference of ${difference} is rounding.`,
  },

  gradients: {
    title: 'The gradient at each layer',
    lede: 'How strongly the prediction would react if a layer’s output changed. The gradient flows from the logit back to the picture. In a dense block every layer receives it from all later layers at once, not only from the next one.',
    objective: 'Gradient of',
    objectives: { logit: 'Logit', loss: 'Loss' },
    measure: 'Measure',
    measures: { norm: 'Norm', meanAbsolute: 'Mean |g|' },
    value: {
      logit: (/** @type {S} */ name, /** @type {S} */ value) => `The logit of “${name}” is ${value}.`,
      loss: (/** @type {S} */ name, /** @type {S} */ value) =>
        `If “${name}” were the right answer, the loss would be ${value}.`,
    },
    spread: (/** @type {S} */ most, /** @type {S} */ least, /** @type {S} */ times) =>
      `Of the dense layers, ${most} gets the largest gradient, ${times} times that of ${least}.`,
    atInput: (/** @type {S} */ value) => `At the input: ${value}.`,
    label: (/** @type {S} */ name) =>
      `The gradient for “${name}” with respect to each layer’s output, against depth, on a logarithmic scale`,
    keys: 'Gradients by layer. Arrow keys read them.',
    block: (/** @type {N} */ block) => `Block ${block}`,
    depth: 'layers →',
    at: (/** @type {S} */ name, /** @type {S} */ value) => `${name}: ${value}`,
    point: 'Point at a layer.',
    dense: 'dense layers, connected within a block',
    others: 'stem, transitions, final norm',
    zero: 'All gradients are zero.',
    layer: 'Layer',
    asTable: 'Gradients as a table',
  },
};
