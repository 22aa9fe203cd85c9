// The process ends by itself.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const USE = `
  import { DenseNet, planNetwork } from 'densenet-web';
  const net = await DenseNet.load({ threads: 2 });
  const { predictions } = await net.classify('given/truck-1.png');
  await planNetwork('densenet121');
  console.log(predictions[0].label);
`;

for (const [name, code] of [
  ['after dispose', `${USE} net.dispose();`],
  ['with a network that nobody disposed, but that has nothing to do', USE],
]) {
  test(name, () => {
    const flags = ['--input-type=module', '-e', code];
    const { status, stdout, stderr } = spawnSync(process.execPath, flags, {
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: 'truck\n', stderr: '' });
  });
}
