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
    what: 'Drop files anywhere on the page',
    kinds: {
      pictures: {
        name: 'Pictures',
        then: 'One is shown and classified; several are compared in a table.',
      },
      checkpoint: {
        name: 'Checkpoint',
        then: 'Becomes the network: safetensors or PyTorch, alone, in shards with their index, or together with the files below and pictures.',
      },
      settings: {
        name: 'config.json, labels',
        then: 'On their own, they change the preprocessing and the class names of the loaded network.',
      },
      saved: {
        name: '.densenet.json',
        then: 'Restores what was saved here with Share: the picture and the view.',
      },
    },
  },
  assumed: (/** @type {string} */ name) =>
    `${name} is read as torchvision would read it. That is an assumption: the tensors’ names don’t identify the implementation.`,
  random:
    'This network has random weights. Its predictions mean nothing; its structure, shapes and times are real. Each load draws new weights.',
  configuring: 'Applying the settings',
  loading: (/** @type {string} */ name) => `Loading ${name}`,
  phases: { code: 'Program', weights: 'Weights', engine: 'Preparing the engine' },
  opening: (/** @type {string} */ name) => `Opening ${name}`,
  running: (/** @type {string} */ name) => `Running ${name}`,
  runningMany: (/** @type {number} */ count) => `Running ${count} pictures`,
  benchmarking: 'Benchmark',
  status: 'In progress',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  details: 'Details',
  noNetwork: 'No network is loaded.',
  load: 'Load the network',
  footer: 'Everything runs on your own machine. No picture leaves it.',
};
