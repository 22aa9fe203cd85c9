// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { DenseNet } from 'densenet-web';
import './classifier.js';

const photo = readFileSync('given/truck-1.jpg');

test('the component classifies a photo', async () => {
  const element = document.createElement('photo-classifier');
  document.body.append(element);
  const input = element.querySelector('input');
  Object.defineProperty(input, 'files', { value: [new File([photo], 'truck.jpg', { type: 'image/jpeg' })] });
  input.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(element.querySelector('output').value).toBe('truck'), { timeout: 20_000 });
  element.remove();
}, 30_000);

test("jsdom's Blobs and signals", async () => {
  const net = await DenseNet.load();
  const photos = [photo, new Blob([photo]), new File([photo], 'truck.jpg')];
  const results = await net.classify(photos, { topK: 1 });
  expect(results.map(({ predictions }) => predictions[0].label)).toEqual(['truck', 'truck', 'truck']);
  const controller = new AbortController();
  const aborted = net.classify(photos[1], { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  net.dispose();
}, 30_000);
