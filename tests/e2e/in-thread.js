// What the scripts of in-thread.cpu.spec.js do in their threads: they answer the page's requests.
/** @import { LoadOptions } from '../../pkg/index.js' */

/** @typedef {{ options: LoadOptions, images: string[] }} Request */

/** Loads a network, uses it in several ways, and says what came of it. @param {typeof import('../../pkg/index.js')} densenet @param {Request} request */
async function use({ DenseNet, planNetwork, inspectCheckpoint }, { options, images }) {
  try {
    const net = await DenseNet.load(options);
    const blobs = await Promise.all(images.map(async (url) => (await fetch(url)).blob()));
    const results = await net.classify([...images, ...blobs], { topK: 10 });
    const probabilities = results.map(({ predictions }) =>
      predictions.toSorted((a, b) => a.index - b.index).map(({ probability }) => probability),
    );
    const maps = await net.featureMaps('features.denseblock1.denselayer2');
    const { engine, stats } = net;
    const aborted = AbortSignal.abort('enough');
    const reason = await net.classify(images, { signal: aborted }).catch((error) => error);
    net.dispose();
    const late = await net.classify(images).catch(({ code }) => code);
    const again = await DenseNet.load(options);
    const [best] = (await again.classify(blobs[0], { topK: 1 })).predictions;
    const model = new URL('../../pkg/models/densenet40_k12_bc_cifar10.safetensors', import.meta.url);
    const { architecture } = await inspectCheckpoint({ model, worker: options.worker });
    const { parameters } = await planNetwork('densenet121');
    // Somebody else's error, and one as if the WebAssembly had failed inside a promise.
    dispatchEvent(new ErrorEvent('error', { error: new Error('of the page') }));
    await again.classify(blobs[0]);
    dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('out of bounds') }));
    const failure = await again.classify(blobs[0]).then(
      () => null,
      ({ code }) => code,
    );
    const afterwards = await DenseNet.load(options).then(
      () => null,
      ({ details }) => details.problem,
    );
    return {
      probabilities,
      maps: [maps.images, maps.channels],
      engine: engine.kind,
      workers: stats.workers,
      reason,
      late,
      again: best.label,
      architecture,
      parameters,
      failure,
      afterwards,
    };
  } catch (error) {
    const { code, details, message } = /** @type {any} */ (error);
    return { code, details, message };
  }
}

/** @param {typeof import('../../pkg/index.js')} densenet */
export function answer(densenet) {
  const receive = (/** @type {any} */ event) => {
    const [port] = event.ports;
    const answered = use(densenet, event.data).then((result) => port.postMessage(result));
    // A service worker ends when it has nothing to wait for.
    event.waitUntil?.(answered);
  };
  addEventListener('message', receive);
  addEventListener('connect', (event) => {
    /** @type {any} */ (event).ports[0].onmessage = receive;
  });
}
