/// <reference path="./path.d.ts" />
/* global path */
// The page's main path, from opening it to its other language. Each step does something and then waits until the page shows
// what it should.
import { readFileSync } from 'node:fs';

const ROOT = new URL('../../../', import.meta.url);
const CHECKPOINT = 'densenet40_k12_bc_cifar10';

/** @param {string} folder @param {string} name */
const file = (folder, name) => ({
  name,
  base64: readFileSync(new URL(folder + name, ROOT)).toString('base64'),
});

/**
 * `act` and `isDone` run in the page; `given` is what both receive.
 * @typedef {{ name: string, given?: any, act?: (given: any) => void, isDone: (given: any) => unknown }} Step
 */

/** @param {boolean} hasWebGpu @returns {Step[]} */
export const stepsOf = (hasWebGpu) => [
  { name: 'open', isDone: () => path.isReady() },
  {
    name: 'grow',
    isDone: () =>
      path.all('stair-case [role=option]').length >= 20 &&
      path.text('layer-numbers .verdict').includes('✓') &&
      path.all('layer-maps feature-tiles canvas').length >= 12,
  },
  {
    name: 'classify',
    given: [file('www/samples/', 'horse-1.jpg')],
    act: (given) => {
      path.click('nav a[href*="classify"]');
      path.drop(given);
    },
    isDone: () =>
      path.isReady() &&
      path.text('figcaption').includes('horse-1.jpg') &&
      path.text('prediction-list li').includes('horse'),
  },
  {
    name: hasWebGpu ? 'switch to WebGPU' : 'ask for WebGPU, where there is none',
    given: hasWebGpu,
    act: () => path.click('input[type=radio][value=webgpu]'),
    isDone: (given) =>
      given
        ? path.isReady() &&
          path.text('run-facts').includes('WebGPU') &&
          path.text('prediction-list li').includes('horse')
        : path.text('[role=alert]').includes('WebGPU is not available in this browser.'),
  },
  {
    name: 'switch to the CPU',
    act: () => path.click('input[type=radio][value=cpu]'),
    isDone: () =>
      path.isReady() &&
      path.text('run-facts').includes('CPU') &&
      path.text('prediction-list li').includes('horse'),
  },
  {
    name: 'open a checkpoint of one’s own',
    given: [file('pkg/models/', `${CHECKPOINT}.safetensors`), file('pkg/models/', `${CHECKPOINT}.json`)],
    act: (given) => path.drop(given),
    isDone: (given) =>
      path.isReady() &&
      path.text('model-picker button.open').includes(given[0].name) &&
      path.text('prediction-list li').includes('horse'),
  },
  {
    name: 'read it in Chinese',
    act: () => path.click('site-header button', '中文'),
    isDone: () =>
      document.documentElement.lang === 'zh-Hans' && path.text('prediction-list li').includes('马'),
  },
  { name: 'without an error', isDone: () => path.errors.length === 0 },
];
