// Messages for files that hold no weights, or damaged ones. The compiler checks in errors.js that none is missing.

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'empty-file': () => 'The file is empty.',
  'truncated-file': ({ found, expected }) =>
    `The file is cut off after ${found} bytes${expected === null ? '' : ` of ${expected}`}: download it again.`,
  'unknown-file': ({ start }) =>
    `The file is neither safetensors nor a PyTorch checkpoint: it starts with ${start}.`,
  'lfs-pointer': () =>
    'This is a Git LFS pointer, not the file itself: run “git lfs pull”, or download the file.',
  'web-page-file': () =>
    'This is a web page, not a checkpoint: check the address, and whether the download needs a login.',
  'json-file': () =>
    'This is JSON, such as a config.json, and holds no weights: load it together with the checkpoint.',
  'onnx-file': () => "This is an ONNX model: export the PyTorch model's state dict as safetensors instead.",
  'keras-h5': () =>
    'This is an HDF5 file, such as Keras writes: convert the weights to PyTorch and save them as safetensors.',
  'keras-archive': () =>
    'This is a Keras archive: convert the weights to PyTorch and save them as safetensors.',
  'tensorflow-file': () =>
    'This is a TensorFlow model: convert the weights to PyTorch and save them as safetensors.',
  'tflite-file': () =>
    'This is a TensorFlow Lite model: convert the original weights to PyTorch and save them as safetensors.',
  'gguf-file': () =>
    'This is a GGUF file, which holds language models: DenseNets come as safetensors or PyTorch checkpoints.',
  'numpy-file': () => 'These are NumPy arrays: save the state dict with torch.save or as safetensors.',
  'image-file': ({ format }) => `This is an image (${format}), not a checkpoint.`,
  'zip-archive': ({ entries }) =>
    `This is a zip archive, but not PyTorch's: unpack it first (it holds ${entries.join(', ')}).`,
  'tar-archive': () => 'This is a tar archive: unpack it first.',
  'compressed-file': ({ format }) => `This is compressed with ${format}: unpack it first.`,
  'torch-tar': () =>
    "This is PyTorch's tar format of 2016: load it with torch.load and save it again with torch.save.",
  'plain-pickle': () =>
    'This is a Python pickle that torch.save did not write: save the state dict with torch.save.',
  'opaque-torchscript': () =>
    "This is a TorchScript archive without readable parameters: save the original model's state dict instead.",
  'header-length': ({ length, bytes }) =>
    `The safetensors header should have ${length} bytes, but the file has ${bytes}.`,
  'header-json': ({ detail }) => `The safetensors header cannot be read (${detail}).`,
  'unknown-dtype': ({ tensor, found }) => `${tensor} holds numbers of the unknown type ${found}.`,
  'tensor-bytes': ({ tensor, found, expected }) =>
    `${tensor} has ${found} bytes, but its shape and type need ${expected}.`,
  'overlapping-tensors': ({ tensor, other }) => `${tensor} and ${other} use the same bytes.`,
  'malformed-zip': ({ detail }) => `The zip archive is damaged (${detail}).`,
  'compressed-entry': ({ entry }) =>
    `${entry} is compressed, which PyTorch does not do: load the file with torch.load and save it again.`,
  'malformed-pickle': ({ at, detail }) => `The pickle is damaged at byte ${at} (${detail}).`,
  'too-complex': ({ limit }) =>
    `The pickle builds more than ${limit} bytes of objects, far more than a checkpoint needs.`,
  'missing-storage': ({ tensor, storage }) => `The numbers of ${tensor} (storage ${storage}) are missing.`,
  'storage-bytes': ({ tensor, storage, found, expected }) =>
    `The numbers of ${tensor} (storage ${storage}) have only ${found} of ${expected} bytes.`,
  'tensor-outside-storage': ({ tensor, storage }) =>
    `${tensor} reaches beyond its numbers (storage ${storage}).`,
  'several-state-dicts': ({ places }) =>
    `The file has several sets of weights (${places.join(', ')}): save the one to load on its own.`,
  'no-shard-index': ({ files }) =>
    `There are ${files} files of weights, but no model.safetensors.index.json.`,
  'malformed-index': ({ detail }) => `The index of shards cannot be used (${detail}).`,
  'missing-shards': ({ files }) => `Shards are missing: ${files.join(', ')}.`,
  'unlisted-tensor': ({ tensor }) => `The index of shards has no ${tensor}.`,
  'impossible-shape': ({ tensor }) => `${tensor} has an impossible shape.`,
  'repeated-tensor': ({ tensor }) => `There are two tensors called ${tensor}.`,
  'expanded-tensors': ({ bytes }) =>
    `The tensors would take ${bytes} bytes in f32, far more than the file has.`,
  'no-weights': ({ found }) =>
    `The file holds no weights${found.length > 0 ? `, only ${found.join(', ')}` : ''}.`,
};
