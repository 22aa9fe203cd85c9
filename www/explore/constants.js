// Tunable constants of the Explore view.

/** What may come before the first block. */
export const STEMS = /** @type {const} */ (['imagenet', 'cifar', 'deep', 'deep-blur']);

/** Presets for the list. @type {Readonly<Record<'imagenet' | 'cifar', readonly string[]>>} */
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

/** The initial network. */
export const FIRST_PRESET = 'densenet121';

/** The sliders' ranges: minimum, maximum, step. The number fields next to them accept anything. */
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

/** The bottleneck width when it is switched on: the paper's 4k. */
export const USUAL_BN_SIZE = 4;

/** The reference article's example: the last layer of one block. */
export const ARTICLE = /** @type {const} */ ({ net: 'densenet121', layers: 16 });

/** The diagram's sizes, in pixels unless noted. */
export const DIAGRAM = /** @type {const} */ ({
  height: 330,
  heightNarrow: 220,
  narrow: 560,
  margin: { top: 26, right: 10, bottom: 44, left: 44 },
  /** The widths of the stem and a transition, in layers. */
  stem: 2,
  transition: 2.5,
  /** Their minimum width in pixels. */
  minWidth: 14,
  ticks: 5,
  /** A block with more layers than this is drawn as one shape instead of one strip per layer. */
  maxStrips: 600,
  /** The minimum width for a block's name and resolution. */
  roomForName: 58,
  roomForChannels: 30,
  roomForRatio: 24,
  /** The small copy that stays in view on a phone. */
  stripHeight: 56,
});

/** The plot of errors against costs: sizes in pixels, and the axes' ranges in percent, million parameters and G multiply-accumulates. */
export const SCATTER = /** @type {const} */ ({
  height: 230,
  margin: { top: 12, right: 40, bottom: 42, left: 48 },
  error: [21.8, 24.4],
  parameters: [0, 70e6],
  macs: [0, 13e9],
  ticks: 5,
});

/** How many passes a network with random weights runs after its first one. */
export const RANDOM_RUNS = 3;

/** The package generates random weights only for networks of up to this many parameters. */
export const MAX_RANDOM_PARAMETERS = 100_000_000;

/** How many plans are cached. */
export const MAX_PLANS = 60;
