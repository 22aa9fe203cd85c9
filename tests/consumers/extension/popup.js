/* global chrome */
// Nobody can choose a file here during a test.
import { DenseNet } from './densenet-web/index.js';

const net = await DenseNet.load();
const { predictions } = await net.classify('./photo.jpg');
const text = `${predictions[0].label} on ${net.engine.kind}`;
document.querySelector('output').value = text;
await chrome.runtime.sendMessage({ page: location.search || 'popup', text }).catch(() => {});
