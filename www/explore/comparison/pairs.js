// The networks that the DenseNet paper compares, in pairs of similar error on ImageNet's validation set.
import { planSquare } from '../choice/plans.js';
import { RESNETS, resnetCost } from './resnets.js';

/** @import { Cost } from './resnets.js' */

/**
 * @typedef {object} Published
 * @property {string} name
 * @property {'densenet' | 'resnet'} family
 * @property {number} single top-1 error in percent, single crop, in the paper's setting.
 * @property {number} ten with ten crops.
 * @property {number | null} torchvision top-1 error of torchvision's IMAGENET1K_V1 weights; null if it has none.
 * @property {() => Promise<Cost>} cost
 */

/** @typedef {Omit<Published, 'cost'> & Cost} Compared */

/** @param {'resnet50' | 'resnet101' | 'resnet152'} id */
const resnet = (id) => async () => resnetCost(RESNETS[id]);

/** @param {readonly number[]} layers of each block; the rest is as in DenseNet-121. */
const densenet = (layers) => async () => {
  const { config } = await planSquare('densenet121');
  const { parameters, macs } = await planSquare({ ...config, block_config: [...layers] });
  return { parameters, macs };
};

/**
 * The paper trains DenseNets with the Torch implementation of ResNet (fb.resnet.torch), and compares with the ResNets of
 * that. DenseNets: the paper's table 3. ResNets: the table in fb.resnet.torch's pretrained/README.md.
 *
 * @type {readonly (readonly [Published, Published])[]}
 */
export const PAIRS = [
  [
    {
      name: 'DenseNet-169',
      family: 'densenet',
      single: 23.8,
      ten: 22.08,
      torchvision: 100 - 75.6,
      cost: densenet([6, 12, 32, 32]),
    },
    {
      name: 'ResNet-50',
      family: 'resnet',
      single: 24.01,
      ten: 22.24,
      torchvision: 100 - 76.13,
      cost: resnet('resnet50'),
    },
  ],
  [
    {
      name: 'DenseNet-201',
      family: 'densenet',
      single: 22.58,
      ten: 21.46,
      torchvision: 100 - 76.896,
      cost: densenet([6, 12, 48, 32]),
    },
    {
      name: 'ResNet-101',
      family: 'resnet',
      single: 22.44,
      ten: 21.08,
      torchvision: 100 - 77.374,
      cost: resnet('resnet101'),
    },
  ],
  [
    {
      name: 'DenseNet-264',
      family: 'densenet',
      single: 22.15,
      ten: 20.8,
      torchvision: null,
      cost: densenet([6, 12, 64, 48]),
    },
    {
      name: 'ResNet-152',
      family: 'resnet',
      single: 22.16,
      ten: 20.69,
      torchvision: 100 - 78.312,
      cost: resnet('resnet152'),
    },
  ],
];

export const SOURCES = /** @type {const} */ ({
  paper: 'https://arxiv.org/abs/1608.06993',
  torch: 'https://github.com/facebookarchive/fb.resnet.torch/tree/master/pretrained',
  torchvision: 'https://docs.pytorch.org/vision/stable/models.html',
});

/** The pairs with their costs. @returns {Promise<readonly (readonly [Compared, Compared])[]>} */
export const comparedPairs = () =>
  Promise.all(
    PAIRS.map(
      async ([one, other]) =>
        /** @type {const} */ ([
          { ...one, ...(await one.cost()) },
          { ...other, ...(await other.cost()) },
        ]),
    ),
  );
