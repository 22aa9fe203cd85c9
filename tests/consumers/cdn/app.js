// The package's URL, on another server.
const from = new URLSearchParams(location.search).get('from');

const [input, output] = [document.querySelector('input'), document.querySelector('output')];

input.onchange = async () => {
  const { DenseNet } = await import(from);
  const net = await DenseNet.load();
  const { predictions } = await net.classify(input.files[0]);
  output.value = `${predictions[0].label} on ${net.engine.kind}`;
  net.dispose();
};
