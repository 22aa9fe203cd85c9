// Lists of every kind, of images and of questions about them; and a signal for whatever takes time.
import { DenseNet, inspectCheckpoint, planNetwork } from '../../../pkg/index.js';
import { check, equal, near, rejection, rejectsWith } from './assert.js';
import { test } from './harness.js';
import { pattern, photo } from './images.js';
import { inOrder, TOLERANCE } from './probabilities.js';

const MODEL = '/pkg/models/densenet40_k12_bc_cifar10.safetensors';
const LAYER = 'features.denseblock2.denselayer3';

/** @param {readonly File[]} files */
function fileList(files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}

test('lists: a FileList, a NodeList, a Set and a generator are batches', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const [cat, truck] = await Promise.all(['cat-1', 'truck-1'].map(photo));
  const wanted = (await net.classify([cat, truck], { topK: 10 })).map(inOrder);
  const holder = document.createElement('div');
  for (const blob of [cat, truck]) {
    const image = Object.assign(new Image(), { src: URL.createObjectURL(blob) });
    await image.decode();
    holder.append(image);
  }
  const lists = {
    FileList: fileList([new File([cat], 'cat.jpg'), new File([truck], 'truck.jpg')]),
    NodeList: holder.querySelectorAll('img'),
    Set: new Set([cat, truck]),
    generator: (function* () {
      yield cat;
      yield truck;
    })(),
  };
  for (const [name, list] of Object.entries(lists)) {
    const results = await net.classify(list, { topK: 10 });
    equal(results.length, 2, name);
    for (const [i, result] of results.entries()) near(inOrder(result), wanted[i], TOLERANCE, `${name} ${i}`);
  }
});

test('lists: a list of images is embedded as each of them, in as many passes as it takes', async ({
  load,
}) => {
  const net = await load({ engine: 'cpu', workers: 1 });
  const kinds = [pattern(true), pattern(false), await photo('cat-1')];
  const wanted = [];
  for (const image of kinds) wanted.push(await net.embed(image));
  // One pass takes at most 64.
  const list = Array.from({ length: 70 }, (_, i) => kinds[i % 3]);
  const embedded = await net.embed(list);
  equal(embedded.length, 70, 'results');
  for (const [i, one] of embedded.entries()) near(one, wanted[i % 3], 1e-4, `image ${i}`);
  equal((await net.featureMaps(LAYER)).images, 6, 'images of the last pass');
  const gone = { problem: 'maps-overwritten' };
  await rejectsWith(net.attribution(3, { image: 63 }), 'invalid-input', gone, 'an image of the first pass');
  const absent = { problem: 'image-not-in-last-call' };
  await rejectsWith(net.attribution(3, { image: 70 }), 'invalid-input', absent, 'an image too many');
  const of69 = await net.attribution(3, { image: 69 });
  await net.classify(kinds[0]);
  near([of69.logit], [(await net.attribution(3)).logit], 1e-3, 'the logit of the last image');
});

test('lists: what cannot be read is left out of an embedding', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const text = new Blob(['no image']);
  const results = await net.embed([text, pattern(true), text], { onError: 'skip' });
  equal(
    results.map((one) => 'error' in one),
    [true, false, true],
    'errors',
  );
  near(
    /** @type {Float32Array} */ (results[1]),
    await net.embed(pattern(true)),
    1e-4,
    'the image in between',
  );
  const details = { problem: 'undecodable-image', image: 0, count: 2 };
  await rejectsWith(net.embed([text, pattern(true)]), 'invalid-image', details, 'without skipping');
  equal((await net.embed([text, text], { onError: 'skip' })).length, 2, 'nothing that can be read');
});

test('lists: explanations of several images are those of each', async ({ load }) => {
  const net = await load({ engine: 'cpu', workers: 2 });
  await net.classify([pattern(true), pattern(false), await photo('cat-1')]);
  const [image, classes] = [
    [2, 0, 1],
    [3, 8, 5],
  ];
  /** @type {[string, (index: any, options: any) => Promise<any>][]} */
  const questions = [
    ['classActivationMap', (index, options) => net.classActivationMap(index, options)],
    ['attribution', (index, options) => net.attribution(index, options)],
    ['saliency', (index, options) => net.saliency(index, options)],
    ['gradCam', (index, options) => net.gradCam(LAYER, index, options)],
  ];
  for (const [name, ask] of questions) {
    const several = await ask(classes, { image });
    equal(several.length, 3, name);
    for (const [i, one] of several.entries()) {
      equal(one, await ask(classes[i], { image: image[i] }), `${name}, image ${image[i]}`);
    }
    equal((await ask(3, { image: [0, 1] })).length, 2, `${name}, one class`);
    const missing = { problem: 'class-out-of-range', found: 'undefined' };
    await rejectsWith(ask([3], { image }), 'invalid-argument', missing, `${name}, too few classes`);
    const unnamed = { problem: 'not-an-integer-in-range', argument: 'image', found: 'undefined' };
    await rejectsWith(ask(classes, { image: [0] }), 'invalid-argument', unnamed, `${name}, too few images`);
  }
});

test('lists: a loop over images has the results of a batch, and the last maps are its own', async ({
  load,
}) => {
  const net = await load({ engine: 'cpu' });
  const list = [pattern(true), new Blob(['no image']), await photo('cat-1'), pattern(false)];
  const wanted = await net.classify(list, { topK: 10, onError: 'skip' });
  const seen = [];
  for await (const one of net.classifyEach(list, { topK: 10, batchSize: 2 })) {
    equal([one.image === list[one.index], one.total], [true, 4], `image ${one.index}`);
    const batch = wanted[one.index];
    if ('error' in batch) {
      equal([one.error?.code, one.error?.details.image], ['invalid-image', undefined], 'the error');
      equal(`image 2 of 4: ${one.error?.message}`, batch.error.message, 'its message');
    } else {
      near(inOrder(/** @type {any} */ (one.result)), inOrder(batch), TOLERANCE, `image ${one.index}`);
    }
    seen.push(one.done);
  }
  equal(seen, [1, 2, 3, 4], 'done');
  for await (const { image, result } of net.classifyEach([list[0], list[2]], { batchSize: 1 })) {
    const index = result?.predictions[0].index ?? 0;
    const map = await net.classActivationMap(index);
    await net.classify(image);
    equal(map, await net.classActivationMap(index), 'the class activation map');
    break;
  }
  equal((await net.classify(list, { onError: 'skip' })).length, 4, 'afterwards');
});

/** Whatever takes a signal, after images were classified. @type {[string, (net: DenseNet, options: any) => Promise<unknown>][]} */
const CALLS = [
  ['classify', (net, options) => net.classify(pattern(true), options)],
  ['embed', (net, options) => net.embed([pattern(true)], options)],
  ['preprocess', (net, options) => net.preprocess(pattern(true), options)],
  ['featureMaps', (net, options) => net.featureMaps(LAYER, options)],
  ['classActivationMap', (net, options) => net.classActivationMap(3, options)],
  ['attribution', (net, options) => net.attribution(3, options)],
  ['rerun', (net, options) => net.rerun(options)],
  ['gradients', (net, options) => net.gradients({ class: 3 }, options)],
  ['gradientMaps', (net, options) => net.gradientMaps(null, options)],
  ['saliency', (net, options) => net.saliency(3, options)],
  ['gradCam', (net, options) => net.gradCam(LAYER, 3, options)],
  ['measureReuse', (net, options) => net.measureReuse(3, options)],
  ['featureReuse', (net, options) => net.featureReuse(options)],
  ['cut', (net, options) => net.cut([], options)],
  ['restore', (net, options) => net.restore([], options)],
  ['configure', (net, options) => net.configure({}, options)],
  ['planNetwork', (_, options) => planNetwork('densenet_bc_40_12', [32, 32], options)],
  ['inspectCheckpoint', (_, options) => inspectCheckpoint({ model: MODEL, ...options })],
  ['load', async (_, options) => (await DenseNet.load({ engine: 'cpu', ...options })).dispose()],
];

test('signals: every call that takes time can be aborted, and null is no signal', async ({ load }) => {
  const net = await load({ engine: 'cpu', signal: null });
  await net.classify(pattern(true));
  for (const [name, call] of CALLS) {
    for (const signal of [null, undefined]) await call(net, { signal });
    const reason = `stop ${name}`;
    equal(await rejection(call(net, { signal: AbortSignal.abort(reason) }), name), reason, 'before');
    const controller = new AbortController();
    const running = rejection(call(net, { signal: controller.signal }), name);
    controller.abort(reason);
    equal(await running, reason, 'during');
    const wrong = { problem: 'wrong-type', argument: 'signal' };
    await rejectsWith(call(net, { signal: 'stop' }), 'invalid-argument', wrong, `${name}: another type`);
  }
  check((await net.classify(pattern(true))).predictions.length > 0, 'the network is not usable any more');
});
