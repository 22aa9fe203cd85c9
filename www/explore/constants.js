// What you might want to tune in the Explore view.

/** Networks with names, for the list. @type {Readonly<Record<'imagenet' | 'cifar', readonly string[]>>} */
export const PRESETS = {
  imagenet: ['densenet121', 'densenet169', 'densenet201', 'densenet161'],
  cifar: [
    'densenet_40_12',
    'densenet_100_12',
    'densenet_100_24',
    'densenet_bc_40_12',
    'densenet_bc_100_12',
    'densenet_bc_250_24',
    'densenet_bc_190_40',
  ],
};

/** What is shown first. */
export const FIRST_PRESET = 'densenet121';

/** How far the sliders go: lowest, highest, step. The number fields next to them take anything. */
export const RANGES = /** @type {const} */ ({
  growthRate: [1, 64, 1],
  blocks: [1, 6, 1],
  layers: [1, 64, 1],
  bnSize: [1, 8, 1],
  compression: [0.1, 1, 0.05],
  initFeatures: [1, 192, 1],
  classes: [1, 1000, 1],
  imagenetSize: [32, 512, 32],
  cifarSize: [8, 128, 8],
});

/** What a bottleneck gets when it is switched on: the paper's 4k. */
export const USUAL_BN_SIZE = 4;

/** The reference article's example: the last layer of one block. */
export const ARTICLE = /** @type {const} */ ({ net: 'densenet121', layers: 16 });

/** The diagram, in pixels; horizontally in layers. */
export const DIAGRAM = /** @type {const} */ ({
  height: 330,
  heightNarrow: 220,
  narrow: 560,
  margin: { top: 26, right: 10, bottom: 44, left: 44 },
  /** How many layers wide the stem and a transition are. */
  stem: 2,
  transition: 2.5,
  /** The minimum width of these, in pixels. */
  minWidth: 14,
  ticks: 5,
  /** With more layers than this, a block is one shape instead of a strip for each. */
  maxStrips: 600,
  /** A block's name and resolution need this much room. */
  roomForName: 58,
  roomForChannels: 30,
  roomForRatio: 24,
  /** The small copy of it that stays in sight on a phone. */
  stripHeight: 56,
});

/** How many passes a network with random weights makes after its first. */
export const RANDOM_RUNS = 3;

/** The package generates random weights only for networks of up to this many parameters. */
export const MAX_RANDOM_PARAMETERS = 100_000_000;

/** How many plans are remembered. */
export const MAX_PLANS = 60;
