/** @import { DenseNetConfig } from '../../index.js' */
/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { Reading } from '../shared/protocol.js' */
import { download } from './download.js';
import { labelSetsFor, toIntake } from './intake.js';

/**
 * What the page knows of a network, and what is known of its checkpoint from now on: where labels are missing, those that are
 * assumed become the network's.
 * @param {Network} network @param {Reading} reading @param {URL} labels
 */
export async function describe(network, reading, labels) {
  let facts = JSON.parse(network.info());
  // What random weights answer has no names.
  const isRandom = reading.origin.format === undefined;
  const assumed = isRandom ? undefined : await assumedLabels(facts.config, reading.sources, labels);
  if (assumed) {
    network.configure(undefined, assumed);
    facts = JSON.parse(network.info());
    reading = { ...reading, sources: { ...reading.sources, labels: 'assumption' } };
  }
  const intake = toIntake(facts, reading, isRandom ? [] : await labelSetsFor(facts));
  return { reading, described: { intake, metadata: JSON.parse(network.metadata()) } };
}

/**
 * ImageNet's labels for a network of its 1,000 classes that has none. Without a connection it has none.
 * @param {DenseNetConfig} config @param {Reading['sources']} sources @param {URL} url @returns {Promise<string[] | undefined>}
 */
export async function assumedLabels({ num_classes, in_channels, stem }, sources, url) {
  const isLike = num_classes === 1000 && in_channels === 3 && stem !== 'cifar';
  if (!isLike || sources.labels !== 'default') return undefined;
  try {
    return await (await download(url.href, 'labels')).json();
  } catch {
    return undefined;
  }
}
