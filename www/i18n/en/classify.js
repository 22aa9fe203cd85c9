export default {
  title: 'Classify',
  heading: 'What does the network see?',
  lede: 'Choose a photo, drop one anywhere on the page, or paste one. The network classifies it on your machine; then open Growth to look inside every layer.',
  choose: 'Choose pictures…',
  chooseHint: 'One picture to look at closely, several to compare in a table',
  camera: 'Camera',
  stopCamera: 'Stop the camera',
  cameraRuns: 'The camera is on',
  framesPerSecond: (/** @type {string} */ rate) => `${rate} frames per second`,
  url: 'Address of a picture',
  urlHint: 'https://…',
  fetch: 'Load from URL',
  noPicture: 'No picture yet',

  given: {
    part: (
      /** @type {number} */ width,
      /** @type {number} */ height,
      /** @type {number} */ columns,
      /** @type {number} */ rows,
    ) =>
      `The network sees the part inside the dashed outline: the middle ${width} × ${height} pixels, scaled to ${columns} × ${rows}.`,
    whole: (/** @type {number} */ columns, /** @type {number} */ rows) =>
      `The network sees the whole picture, scaled to ${columns} × ${rows} pixels.`,
    follow: 'Follow it into the first layer',
  },

  samples: 'Sample pictures',
  samplesLede:
    'Photographs of CIFAR-10’s ten classes, under free licences. The network gets some right and some wrong; all are shown.',
  credits: 'Credits',
  credit: (/** @type {string} */ title) => `${title}:`,

  predictions: 'Predictions',
  mostProbable: (/** @type {number} */ count) =>
    count === 1 ? 'The only class' : `The ${count === 5 ? 'five' : count} most probable classes`,
  nearestClasses: 'The nearest classes',
  rejectedWhy:
    'The evidence for every class is below this network’s threshold, so the picture probably shows none of them. The nearest classes are listed below.',
  thresholdWhy: 'How the threshold was chosen',
  noClassifier:
    'This network has no classifier, so it predicts no class. Its features still work: Growth shows them.',
  /** What the bars are, unless they are the shares of a softmax. */
  independent: {
    sigmoid:
      'Independent probabilities: each class has its own, from 0 to 100 %. They don’t add up to 100 %.',
    'op-norm':
      'Independent scores: for each class, 50 % is its operating point, above which it counts as present. They don’t add up to 100 %.',
  },
  yourTruth: (/** @type {string} */ name) => `This sample shows: ${name}.`,
  right: 'The first guess is right.',
  wrong: (/** @type {string} */ guess) => `The first guess, ${guess}, is wrong.`,
  wronglyRejected: 'The network knows this class, but finds the evidence too weak.',
  otherClasses: 'This network does not know the sample’s class.',
  waiting: 'The prediction appears once the network has run.',
  unsure: 'The network is unsure.',
  unsureWhy: 'Its first guess has a low probability: the picture may be unlike those it was trained on.',
  knows: {
    /** Ends a sentence with the names of all classes. */
    list: (/** @type {string} */ names) => `: ${names}`,
    always: (/** @type {string} */ count, /** @type {string} */ list) =>
      `It knows ${count} classes and answers with one of them, whatever the picture shows${list}.`,
    rejecting: (/** @type {string} */ count, /** @type {string} */ list) =>
      `Where the evidence is weak, it says “none of my classes”, but it does not notice every picture that shows something else. It knows ${count} classes${list}.`,
    independent: (/** @type {string} */ count, /** @type {string} */ list) =>
      count === '1'
        ? `It knows one class, and says how probable that is${list}.`
        : `It knows ${count} classes and judges each on its own; several can be present, or none${list}.`,
  },
  notRun: 'This picture has not been run.',
  runNow: 'Run it',
  seeLayers: 'See its features grow',

  run: 'The run',
  engine: 'Engine',
  load: 'Load',
  firstRun: 'First run',
  thisRun: 'This run',
  decode: 'Decoding',
  preprocess: 'Preprocessing',

  several: (/** @type {number} */ done, /** @type {number} */ count, /** @type {number} */ failed) =>
    `${done} of ${count} pictures${failed > 0 ? `, ${failed} failed` : ''}`,
  severalCaption: 'Several pictures and their predictions',
  table: { picture: 'Picture', first: 'First guess', second: 'Second guess', time: 'Run' },
  status: { waiting: 'waiting', running: 'running…', failed: 'failed' },
  look: (/** @type {string} */ name) => `Look at ${name}`,
  resume: 'Run the rest',
  csv: 'Download CSV',
  json: 'Download JSON',
  clear: 'Clear',
};
