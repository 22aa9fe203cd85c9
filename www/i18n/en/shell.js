export default {
  title: 'DenseNet, layer by layer',
  skip: 'Skip to the content',
  views: 'Views',
  settings: 'Settings',
  language: '中文',
  theme: { label: 'Appearance', auto: 'Auto', light: 'Light', dark: 'Dark' },
  viewFailed: 'This view could not be loaded.',
  tryAgain: 'Try again',

  models: {
    label: 'Network',
    choose: 'Choose a network',
    bundled: 'comes with the page',
    file: 'Your own checkpoint',
    about: 'About this file',
    fileHint:
      'A checkpoint in safetensors or PyTorch’s format, alone or with its config.json, its labels, and pictures. They stay on this machine.',
    chooseFiles: 'Choose files…',
    notUsable: 'None of these files is a checkpoint, a config.json or a list of labels.',
    kept: 'kept in this browser',
    close: 'Close',
    forget: 'Remove downloaded weights',
  },
  offer: {
    title: (/** @type {string} */ name) => `Download ${name}?`,
    body: (/** @type {string} */ size, /** @type {string} */ host) =>
      `Its ImageNet weights, ${size}, come from ${host}. They are kept in this browser's storage, so this happens once. Your pictures stay here.`,
    accept: (/** @type {string} */ size) => `Download ${size}`,
    decline: 'Not now',
  },

  drop: {
    what: 'Drop pictures, a checkpoint, a config.json or a list of labels',
    together:
      'A checkpoint can come with all of these, or in shards with their index. A config.json or labels alone apply to the loaded network.',
  },
  assumed: (/** @type {string} */ name) =>
    `${name} is read as torchvision would read it. That is an assumption: its names don’t say whose network it is.`,
  random:
    'This network has random weights. Its predictions mean nothing; its structure, shapes and times are real. Each load draws new weights.',
  configuring: 'Applying the settings',
  loading: (/** @type {string} */ name) => `Loading ${name}`,
  phases: { code: 'Program', weights: 'Weights', engine: 'Preparing the engine' },
  opening: (/** @type {string} */ name) => `Opening ${name}`,
  running: (/** @type {string} */ name) => `Running ${name}`,
  runningMany: (/** @type {number} */ count) => `Running ${count} pictures`,
  comparing: 'Running on every engine',
  status: 'Under way',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  details: 'Details',
  noNetwork: 'No network is loaded.',
  load: 'Load the network',
  footer: 'Everything runs on your own machine. No picture leaves it.',
};
