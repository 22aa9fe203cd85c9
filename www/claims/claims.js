// The points of the article that this project implements, each with where the page shows it and what keeps it true.
// The texts are in i18n/*/claims.js, under the same keys.

/** @import { Place } from './places.js' */

/**
 * What stands behind a claim. `live`: a number that `numbers.js` computes now. `picture`: what the page measures with the
 * visitor's own picture. `measured`: measured by a script or a test. `published`: others measured it. `built`: how the
 * network is built, without a number. `said`: nothing.
 *
 * @typedef {'live' | 'picture' | 'measured' | 'published' | 'built' | 'said'} Evidence
 */

/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {Evidence} evidence
 * @property {readonly Place[]} [where]
 * @property {string} [script] that measured a number.
 * @property {readonly [file: string, title: string]} [test]
 * @property {boolean} [training] whether only training networks could show it.
 */

/** @typedef {'background' | 'resnet' | 'equations' | 'architecture' | 'judgement' | 'code'} Chapter */

const STRUCTURE = 'tests/unit/growth.structure.test.js';
const EXPLORE = 'tests/e2e/explore.spec.js';
const PLAN = 'src/plan/tests.rs';
const PARITY = 'tests/parity.rs';
const PAIRS =
  /** @type {const} */
  ([
    EXPLORE,
    'compares with ResNets of similar accuracy, as the paper does, and says whose figures these are',
  ]);
const READS = /** @type {const} */ ([
  STRUCTURE,
  'a dense layer reads the input of its block and every layer before it',
]);
const FIXTURES = 'scripts/fixtures.py';

/** @type {Readonly<Record<Chapter, readonly Claim[]>>} in the article's order. */
export const CLAIMS = {
  background: [
    { id: 'prize', evidence: 'said' },
    { id: 'reuse', evidence: 'live', where: ['reuse', 'story4'], test: READS },
    {
      id: 'fewer',
      evidence: 'published',
      where: ['pairs'],
      test: ['tests/unit/explore.comparison.test.js', 'ResNets cost what torchvision’s documentation says'],
    },
    { id: 'vanishing', evidence: 'said', training: true, where: ['gradients', 'story7'] },
    { id: 'lineage', evidence: 'said' },
    { id: 'degradation', evidence: 'said', training: true, where: ['story1'] },
    { id: 'normalisation', evidence: 'said', training: true },
    { id: 'identity', evidence: 'said', where: ['connectivity'] },
    { id: 'fractal', evidence: 'said' },
    { id: 'stochastic', evidence: 'said', training: true },
    { id: 'core', evidence: 'said', where: ['connectivity'] },
  ],
  resnet: [
    {
      id: 'concatenation',
      evidence: 'live',
      where: ['plot', 'connectivity'],
      test: [
        'tests/unit/growth.plot.test.js',
        'one point per dense layer, with its input channels under other connection patterns',
      ],
    },
    { id: 'better', evidence: 'published', where: ['pairs'], test: PAIRS },
  ],
  equations: [
    {
      id: 'plain',
      evidence: 'picture',
      where: ['cuts', 'connectivity'],
      test: [
        'tests/e2e/growth-cuts.js',
        'each layer reads only its predecessor, and a second click restores',
      ],
    },
    { id: 'residual', evidence: 'said', where: ['connectivity', 'story1'] },
    {
      id: 'dense',
      evidence: 'measured',
      where: ['staircase'],
      script: FIXTURES,
      test: [PARITY, 'cifar_bc_40_12'],
    },
    {
      id: 'composite',
      evidence: 'measured',
      where: ['order'],
      script: FIXTURES,
      test: [PARITY, 'cifar_plain_40_12'],
    },
  ],
  architecture: [
    {
      id: 'sizes',
      evidence: 'live',
      where: ['staircase', 'story6'],
      test: [
        'tests/e2e/growth.spec.js',
        'every layer has a column, labelled with its channels from the plan',
      ],
    },
    { id: 'growth', evidence: 'live', where: ['staircase', 'story3'], test: [PLAN, 'channels_grow_by_k'] },
    {
      id: 'small',
      evidence: 'live',
      where: ['growth'],
      test: ['src/config/tests.rs', 'channels_of_bc_100_12'],
    },
    { id: 'pre', evidence: 'built', where: ['order', 'activation'], test: [PARITY, 'densenet121_224'] },
    { id: 'post', evidence: 'said', training: true, where: ['order'] },
    { id: 'bottleneck', evidence: 'live', where: ['bottleneck', 'story5'], test: [PARITY, 'cifar_b_22_12'] },
    {
      id: 'wide',
      evidence: 'live',
      where: ['example'],
      test: [PLAN, 'sixteenth_layer_with_and_without_bottleneck'],
    },
    {
      id: 'weights',
      evidence: 'live',
      where: ['example'],
      test: [EXPLORE, 'computes the article’s example from the plan'],
    },
    { id: 'transition', evidence: 'live', where: ['halving', 'story6'], test: [PARITY, 'cifar_c_22_12'] },
    {
      id: 'compression',
      evidence: 'live',
      where: ['theta', 'transition'],
      test: [EXPLORE, 'initially shows what a bottleneck saves and what transitions keep'],
    },
    {
      id: 'variants',
      evidence: 'live',
      where: ['networks'],
      test: [PLAN, 'parameters_are_torchvisions_and_timms'],
    },
  ],
  judgement: [
    {
      id: 'gradients',
      evidence: 'picture',
      where: ['gradients', 'supervision'],
      test: ['tests/gradients/main.rs', 'the_cpu_engine_agrees_with_pytorch'],
    },
    { id: 'stronger', evidence: 'said', training: true, where: ['story7'] },
    {
      id: 'direct',
      evidence: 'live',
      where: ['norm', 'supervision'],
      test: [STRUCTURE, 'the final norm feeds the classifier, and no layer feeds the stem'],
    },
    { id: 'supervised', evidence: 'said', training: true, where: ['supervision'] },
    { id: 'cost', evidence: 'live', where: ['pairs'], test: PAIRS },
    {
      id: 'family',
      evidence: 'live',
      where: ['networks'],
      test: [PLAN, 'parameters_are_torchvisions_and_timms'],
    },
    {
      id: 'levels',
      evidence: 'picture',
      where: ['attribution'],
      test: ['tests/e2e/explanations.js', 'a logit is the sum of what each layer adds'],
    },
    {
      id: 'used',
      evidence: 'picture',
      where: ['reuse', 'story4'],
      test: [
        'tests/e2e/growth-reuse.js',
        'every connection is measured; what cutting one does to the logit is what was measured',
      ],
    },
    { id: 'smooth', evidence: 'said', training: true },
    { id: 'few', evidence: 'said', training: true },
    {
      id: 'copies',
      evidence: 'live',
      where: ['memory', 'story8'],
      test: [PLAN, 'feature_memory_counts_every_concatenation'],
    },
    {
      id: 'buffer',
      evidence: 'live',
      where: ['memoryIdea'],
      test: ['src/engine/program/tests.rs', 'a_block_is_written_once_from_its_first_channel_to_its_last'],
    },
    { id: 'special', evidence: 'said', where: ['story8'] },
  ],
  code: [
    {
      id: 'layer',
      evidence: 'measured',
      where: ['code'],
      script: FIXTURES,
      test: [PARITY, 'densenet169_64'],
    },
    {
      id: 'dropout',
      evidence: 'measured',
      where: ['code'],
      test: ['tests/training.rs', 'dropout_follows_each_layer_while_training_only'],
    },
    {
      id: 'defaults',
      evidence: 'live',
      where: ['code', 'networks'],
      test: ['src/model/tests.rs', 'burn_counts_the_same_parameters'],
    },
    {
      id: 'stem',
      evidence: 'live',
      where: ['networks'],
      test: [EXPLORE, 'shows densenet121 layer by layer, as in the plan'],
    },
    { id: 'end', evidence: 'live', where: ['networks'], test: [PARITY, 'densenet201_64'] },
    {
      id: 'init',
      evidence: 'measured',
      where: ['code'],
      test: ['src/model/tests.rs', 'fresh_weights_are_the_papers'],
    },
  ],
};
