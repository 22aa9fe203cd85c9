// DenseNet as an ONNX file, with the same nodes as PyTorch's export for inference: norm0 and norm2 are folded into the
// convolutions before them, and the other norms stay. The field numbers are from onnx.proto.
/** @import { Network } from './networks.js' */
/** @import { Pieces } from './protobuf.js' */
import { folded, get } from './fold.js';
import { build } from './networks.js';
import { bytes, encode, float, integer, message, string } from './protobuf.js';

const FLOAT = 1;

/** @param {string} name @param {number | number[]} value @returns {Pieces} */
function attribute(name, value) {
  if (Array.isArray(value)) {
    return message(5, [string(1, name), ...value.map((one) => integer(8, one)), integer(20, 7)]);
  }
  return Number.isInteger(value)
    ? message(5, [string(1, name), integer(3, value), integer(20, 2)])
    : message(5, [string(1, name), float(2, value), integer(20, 1)]);
}

/** An input or output of the graph. @param {number} field @param {string} name @param {number[]} shape */
function valueInfo(field, name, shape) {
  const dimensions = shape.map((size) => message(1, [integer(1, size)]));
  const tensor = message(1, [integer(1, FLOAT), message(2, dimensions)]);
  return message(field, [string(1, name), message(2, [tensor])]);
}

/** Collects nodes and constants. */
class Graph {
  /** @type {Pieces[]} */
  fields = [];
  #count = 0;

  /**
   * Adds a node and returns the name of its output.
   * @param {string} op @param {string[]} inputs @param {Record<string, number | number[]>} [attributes]
   */
  node(op, inputs, attributes = {}) {
    const output = `${op}_${this.#count++}`;
    const given = Object.entries(attributes).map(([name, value]) => attribute(name, value));
    const parts = [...inputs.map((name) => string(1, name)), string(2, output), string(3, output)];
    this.fields.push(message(1, [...parts, string(4, op), ...given]));
    return output;
  }

  /** @param {string} name @param {number[]} shape @param {Float32Array<ArrayBuffer>} data */
  constant(name, shape, data) {
    const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dims = shape.map((size) => integer(1, size));
    this.fields.push(message(5, [...dims, integer(2, FLOAT), string(8, name), bytes(9, raw)]));
    return name;
  }
}

/** The file's bytes, for one image. @param {Network} network */
export async function toOnnx({ shape, tensors, size }) {
  const graph = new Graph();
  const { blocks, channels, lastNorm } = build(shape);

  const constant = (/** @type {string} */ name) => {
    const tensor = get(tensors, name);
    return graph.constant(name, tensor.shape, tensor.data);
  };
  const normRelu = (/** @type {string} */ x, /** @type {string} */ norm) => {
    const parts = ['weight', 'bias', 'running_mean', 'running_var'].map((part) =>
      constant(`${norm}.${part}`),
    );
    return graph.node('Relu', [graph.node('BatchNormalization', [x, ...parts], { epsilon: 1e-5 })]);
  };
  const conv = (/** @type {string} */ x, /** @type {string[]} */ weights, kernel = 1, stride = 1) =>
    graph.node('Conv', [x, ...weights], {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: Array(4).fill((kernel - 1) / 2),
    });
  const foldedWeights = (/** @type {string} */ name, /** @type {string} */ norm) => {
    const { shape: dims, data, bias } = folded(tensors, name, norm);
    return [graph.constant(`${name}.weight`, dims, data), graph.constant(`${name}.bias`, [dims[0]], bias)];
  };

  let x = 'input';
  if (shape.stem === 'imagenet') {
    x = graph.node('Relu', [conv(x, foldedWeights('features.conv0', 'features.norm0'), 7, 2)]);
    x = graph.node('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  } else {
    x = conv(x, [constant('features.conv0.weight')], 3);
  }
  for (const { layers, transition } of blocks) {
    const features = [x];
    for (const { name } of layers) {
      const all = features.length > 1 ? graph.node('Concat', features, { axis: 1 }) : x;
      const reduced = conv(normRelu(all, `${name}.norm1`), foldedWeights(`${name}.conv1`, `${name}.norm2`));
      features.push(conv(graph.node('Relu', [reduced]), [constant(`${name}.conv2.weight`)], 3));
    }
    x = graph.node('Concat', features, { axis: 1 });
    if (!transition) continue;
    x = conv(normRelu(x, `${transition.name}.norm`), [constant(`${transition.name}.conv.weight`)]);
    x = graph.node('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] });
  }
  x = graph.node('Flatten', [graph.node('GlobalAveragePool', [normRelu(x, lastNorm)])]);
  x = graph.node('Gemm', [x, constant('classifier.weight'), constant('classifier.bias')], { transB: 1 });

  return encode([
    integer(1, 8),
    message(7, [
      ...graph.fields,
      string(2, `densenet, ${channels} features`),
      valueInfo(11, 'input', [1, 3, size, size]),
      valueInfo(12, x, [1, shape.classes]),
    ]),
    message(8, [string(1, ''), integer(2, 17)]),
  ]);
}
