// Runs the camera's frames live. A frame is captured only after what shows the previous one has read what it needs, so frames
// never queue up.
import { PageError } from './errors.js';
import { frameShown } from './frames.js';
import { text } from './i18n.js';
import { choosePicture, pass, run } from './runs.js';
import { store } from './store.js';
import { cancel, runTask, SUPERSEDED } from './tasks.js';
import { TOP } from '../constants.js';

/** @import { DenseNet } from 'densenet-web' */
/** @import { View } from './store.js' */

/** The views that show what the camera sees. @type {readonly View[]} */
const VIEWS = ['growth', 'classify'];
/** The frame rate is measured over this many milliseconds. */
const WINDOW = 2000;
const WIDTH = 640;

/** The camera's stream, for the view that shows it. */
export const video = document.createElement('video');
Object.assign(video, { muted: true, playsInline: true });

/** @type {number[]} */
let times = [];

export async function startCamera() {
  if (!navigator.mediaDevices) {
    store.set({ error: new PageError({ problem: 'camera-unsupported' }) });
    return;
  }
  let superseded = false;
  /** @type {Blob | null} */
  let last = null;
  await runTask('camera', text().classify.cameraRuns, async ({ signal }) => {
    try {
      await open(signal);
      await watch(signal);
    } finally {
      superseded = signal.reason === SUPERSEDED;
      if (!superseded) last = await snapshot();
      close();
    }
  });
  // The last frame becomes the picture unless the visitor chose something else.
  if (last) await choosePicture(last, text().classify.camera);
  else if (!superseded && !store.state.result) await run();
}

export function stopCamera() {
  if (store.state.busy?.kind === 'camera') cancel();
}

/** Nobody watches in other views. */
store.subscribe((changed) => changed.has('view') && !VIEWS.includes(store.state.view) && stopCamera());

/** @param {AbortSignal} signal */
async function open(signal) {
  const wanted = { facingMode: 'environment', width: { ideal: WIDTH } };
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  signal.throwIfAborted();
  await video.play();
}

/** @param {AbortSignal} signal */
async function watch(signal) {
  while (!signal.aborted) {
    await nextFrame(signal);
    const { network } = store.state;
    if (!network || signal.aborted) return;
    await show(network, signal);
    await frameShown();
  }
}

/** Runs a frame and publishes what the network makes of it. @param {DenseNet} network @param {AbortSignal} signal */
async function show(network, signal) {
  const bitmap = await createImageBitmap(video);
  const classification = await pass(network, { blob: bitmap }, { topK: TOP, signal });
  times = [...times, performance.now()].filter((time) => time > performance.now() - WINDOW);
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const { live: former, networkId } = store.state;
  const { camera: name } = text().classify;
  const picture = { name, blob: new Blob(), sourceUrl: '', bitmap, sampleId: null, truth: null };
  const rate = span > 0 ? ((times.length - 1) * 1000) / span : null;
  store.set({
    result: null,
    live: { picture, classification, modelId: networkId ?? '', cuts: network.cuts, rate },
  });
  former?.picture.bitmap.close();
}

/** @returns {Promise<Blob | null>} */
async function snapshot() {
  if (!store.state.live || !video.videoWidth) return null;
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas.convertToBlob();
}

function close() {
  const stream = /** @type {MediaStream | null} */ (video.srcObject);
  for (const track of stream?.getTracks() ?? []) track.stop();
  video.srcObject = null;
  times = [];
  store.set({ live: null });
}

/** @param {AbortSignal} signal */
function nextFrame(signal) {
  return new Promise((resolve) => {
    const handle = video.requestVideoFrameCallback(resolve);
    signal.addEventListener('abort', () => (video.cancelVideoFrameCallback(handle), resolve(undefined)), {
      once: true,
    });
  });
}
