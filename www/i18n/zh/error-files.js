// Messages for files that hold no weights, or damaged ones. The compiler checks in errors.js that none is missing.

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'empty-file': () => '此文件是空的。',
  'truncated-file': ({ found, expected }) =>
    `文件不完整：只有 ${found} 字节${expected === null ? '' : `，应有 ${expected} 字节`}。请重新下载。`,
  'unknown-file': ({ start }) => `此文件既不是 safetensors，也不是 PyTorch 权重文件：它以 ${start} 开头。`,
  'lfs-pointer': () => '这是 Git LFS 指针，不是文件本身：请运行 “git lfs pull”，或下载该文件。',
  'web-page-file': () => '这是一个网页，不是权重文件：请检查网址，以及下载是否需要登录。',
  'json-file': () => '这是 JSON（例如 config.json），其中没有权重：请与权重文件一起载入。',
  'onnx-file': () => '这是 ONNX 模型：请改为把 PyTorch 模型的 state dict 导出为 safetensors。',
  'keras-h5': () => '这是 HDF5 文件（例如 Keras 的权重）：请把权重转换到 PyTorch，再保存为 safetensors。',
  'keras-archive': () => '这是 Keras 存档：请把权重转换到 PyTorch，再保存为 safetensors。',
  'tensorflow-file': () => '这是 TensorFlow 模型：请把权重转换到 PyTorch，再保存为 safetensors。',
  'tflite-file': () => '这是 TensorFlow Lite 模型：请把原始权重转换到 PyTorch，再保存为 safetensors。',
  'gguf-file': () => '这是 GGUF 文件，用于语言模型：DenseNet 使用 safetensors 或 PyTorch 权重文件。',
  'numpy-file': () => '这是 NumPy 数组：请用 torch.save 保存 state dict，或保存为 safetensors。',
  'image-file': ({ format }) => `这是一张图像（${format}），不是权重文件。`,
  'zip-archive': ({ entries }) =>
    `这是 zip 压缩包，但不是 PyTorch 的：请先解压（其中有 ${entries.join('、')}）。`,
  'tar-archive': () => '这是 tar 归档：请先解包。',
  'compressed-file': ({ format }) => `此文件经过 ${format} 压缩：请先解压。`,
  'torch-tar': () => '这是 PyTorch 2016 年的 tar 格式：请用 torch.load 读取，再用 torch.save 重新保存。',
  'plain-pickle': () => '这是 Python pickle，但不是 torch.save 写的：请用 torch.save 保存 state dict。',
  'opaque-torchscript': () => '这是 TorchScript 存档，其中没有可读取的参数：请改为保存原模型的 state dict。',
  'header-length': ({ length, bytes }) => `safetensors 文件头应有 ${length} 字节，但文件只有 ${bytes} 字节。`,
  'header-json': ({ detail }) => `无法读取 safetensors 文件头（${detail}）。`,
  'unknown-dtype': ({ tensor, found }) => `${tensor} 的数值类型 ${found} 未知。`,
  'tensor-bytes': ({ tensor, found, expected }) =>
    `${tensor} 有 ${found} 字节，但按其形状和类型应有 ${expected} 字节。`,
  'overlapping-tensors': ({ tensor, other }) => `${tensor} 与 ${other} 使用了相同的字节。`,
  'malformed-zip': ({ detail }) => `zip 存档已损坏（${detail}）。`,
  'compressed-entry': ({ entry }) =>
    `${entry} 被压缩过，而 PyTorch 不这样做：请用 torch.load 读取后重新保存。`,
  'malformed-pickle': ({ at, detail }) => `pickle 在第 ${at} 字节处损坏（${detail}）。`,
  'too-complex': ({ limit }) => `pickle 要构建超过 ${limit} 字节的对象，远多于权重文件所需。`,
  'missing-storage': ({ tensor, storage }) => `缺少 ${tensor} 的数值（存储 ${storage}）。`,
  'storage-bytes': ({ tensor, storage, found, expected }) =>
    `${tensor} 的数值（存储 ${storage}）只有 ${found} 字节，应有 ${expected} 字节。`,
  'tensor-outside-storage': ({ tensor, storage }) => `${tensor} 超出了它的数值范围（存储 ${storage}）。`,
  'several-state-dicts': ({ places }) =>
    `文件中有多组权重（${places.join('、')}）：请把要载入的那一组单独保存。`,
  'no-shard-index': ({ files }) => `有 ${files} 个权重文件，但没有 model.safetensors.index.json。`,
  'malformed-index': ({ detail }) => `无法使用分片索引（${detail}）。`,
  'missing-shards': ({ files }) => `缺少分片：${files.join('、')}。`,
  'unlisted-tensor': ({ tensor }) => `分片索引中没有 ${tensor}。`,
  'impossible-shape': ({ tensor }) => `${tensor} 的形状不可能存在。`,
  'repeated-tensor': ({ tensor }) => `有两个张量都叫 ${tensor}。`,
  'expanded-tensors': ({ bytes }) => `这些张量换成 f32 需要 ${bytes} 字节，远多于文件所能容纳。`,
  'no-weights': ({ found }) => `文件中没有权重${found.length > 0 ? `，只有 ${found.join('、')}` : ''}。`,
};
