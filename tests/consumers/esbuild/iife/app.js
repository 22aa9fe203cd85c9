// A bundle without modules doesn't know where its files are.
import { DenseNet } from 'densenet-web';

const [input, output] = [document.querySelector('input'), document.querySelector('output')];

input.onchange = async () => {
  const net = await DenseNet.load({ baseUrl: './densenet-web/' });
  const { predictions } = await net.classify(input.files[0]);
  output.value = `${predictions[0].label} on ${net.engine.kind}`;
  net.dispose();
};
