// One message per problem, made from its details: the compiler finds missing problems and misspelt values.
import files from './error-files.js';
import metadata from './error-metadata.js';
import { FILES, nameOf, shapeOf, SUMS } from './error-names.js';
import pictures from './error-pictures.js';
import starting from './error-starting.js';
import weights from './error-weights.js';

/** @import { Codes, Problems } from '../../app/errors.js' */

/** @type {Codes} */
const codes = {
  internal: '出错了。',
  'invalid-config': '这组配置不是有效的网络。',
  'invalid-input': '网络无法接受这一输入。',
  'invalid-weights': '此文件中没有本页能识别的 DenseNet。',
  'invalid-metadata': '无法使用这个 config.json。',
  'unknown-layer': '网络中没有这一层。',
  'no-classifier': '网络没有分类器。',
  'nothing-run': '尚未运行过。',
  'no-engine': '此处没有可用的引擎。',
  'no-gradients': '此引擎不计算梯度。',
  'no-webgpu': '此浏览器不支持 WebGPU。请选择 CPU 或自动。',
  'out-of-memory': '内存不足。',
  'gpu-error': '图形处理器报告了错误。',
  'invalid-image': '浏览器无法把此文件作为图片读取。',
  'invalid-argument': '页面请求了网络无法完成的操作。',
  'download-failed': '下载失败。请检查网络连接后重试。',
  unsupported: '此浏览器缺少网络所需的功能。',
  disposed: '网络已关闭。',
};

/** @satisfies {Problems} */
const problems = {
  'not-whole': ({ field, index }) => `${nameOf(field, index)}：只能填正整数。`,
  'far-too-large': ({ field, index }) => `${nameOf(field, index)}：这个数太大了。`,
  'unreadable-picture': ({ name, format }) =>
    format
      ? `浏览器无法打开 ${name}（${format}）：文件已损坏，或浏览器不支持这种格式。请导出为 JPEG 或 PNG。`
      : `浏览器无法打开 ${name}。如果它是图片，请导出为 JPEG 或 PNG。`,
  'picture-not-fetched': ({ status }) =>
    `无法取得图片${status === null ? '' : `（服务器返回 ${status}）`}：地址可能有误，或者其服务器不允许别的页面读取。`,
  'nothing-usable': ({ names }) =>
    `这些文件都不是图片、权重文件、config.json 或类别标签：${names.join('、')}。`,
  'broken-photo': () =>
    '此链接中的图片已损坏或不完整，链接可能在转发时被截断：请重新索取链接，或改为索取文件。',
  'broken-share': ({ name }) => `${name} 已损坏或不完整：请重新索取此文件。`,
  'camera-unsupported': () => '无法使用摄像头：须通过 https 或 localhost 打开本页。',
  'camera-refused': () => '无法使用摄像头：权限被拒绝。',
  'camera-missing': () => '没有找到摄像头。',

  'unknown-network': ({ name }) => `没有名为 ${name} 的网络。`,
  'malformed-config': ({ detail }) => `无法读取这组配置（${detail}）。`,
  'out-of-range': ({ field, index, min, max, excluded }) => {
    const range = {
      none: `在 ${min} 到 ${max} 之间`,
      min: `大于 ${min} 且不超过 ${max}`,
      max: `不小于 ${min} 且小于 ${max}`,
    }[excluded ?? 'none'];
    return `${nameOf(field, index)}：必须${range}。`;
  },
  'no-channels-left': ({ field, transition }) =>
    `${nameOf(field, null)}：过小，过渡层 ${transition} 之后一个通道也不剩。`,
  'uneven-depth': ({ depth, multiple }) =>
    `三个相等的块无法构成深度 ${depth}：深度必须是 ${multiple} 的倍数加 4。`,
  'too-many-parameters': ({ parameters, max }) =>
    `这个网络有 ${parameters} 个参数；只为不超过 ${max} 个参数的网络生成随机权重。`,
  'too-large': ({ sum }) => `这个网络太大：其${SUMS[sum]}超过 2⁵³，无法准确计数。`,
  'unknown-choice': ({ option, found, known }) =>
    `选项 ${option} 不能是 ${found}，只能是 ${known.join('、')}。`,

  'input-size-out-of-range': ({ height, width, max }) =>
    `输入不能是 ${height} × ${width} 像素：只能在 1 × 1 到 ${max} × ${max} 之间。`,
  'input-too-small': ({ height, width }) =>
    `输入 ${height} × ${width} 像素太小：网络不断把它减半，直到什么都不剩。`,
  'number-count': ({ found, shape }) => `${found} 个数填不满 ${shapeOf(shape)}。`,
  'input-channels': ({ found, expected }) => `图片有 ${found} 个通道，而网络需要 ${expected} 个。`,
  'no-images': () => '没有图片。',
  'mixed-sizes': () => '同时运行的图片必须大小相同。',
  'pixel-bytes': ({ bytes, width, height }) =>
    `${bytes} 字节不是 ${width} × ${height} 的像素：每个像素占四个字节。`,
  'too-elongated': ({ width, height, max }) =>
    `图片过于狭长（${width} × ${height} 像素）：长边最多是短边的 ${max} 倍。`,
  'resized-too-large': ({ width, height }) =>
    `图片将被缩放到 ${width}×${height} 像素：它太狭长，或 crop_pct 太小。`,
  'resize-failed': ({ width, height, detail }) => `无法缩放 ${width} × ${height} 像素的图片（${detail}）。`,
  'no-classifier': () => '网络没有分类器：特征图和嵌入可用，预测和类别图不可用。',
  'unknown-class': ({ class: index, classes }) => `没有类别 ${index}：网络有 ${classes} 个类别，从 0 数起。`,
  'unknown-image': ({ image, images }) => `没有第 ${image + 1} 张图片：上次运行了 ${images} 张。`,
  'features-gone': ({ image }) => `第 ${image + 1} 张图片的特征已不在：一次运行的图片太多。请减少张数。`,

  ...weights,
  'unreadable-weights-file': ({ reason }) => `无法再读取此文件：请重新选择（${reason}）。`,
  'shard-name': ({ found }) => `索引中的分片名 ${found} 无效：分片必须与索引放在一起，名称中不能有斜杠。`,
  'sha256-mismatch': ({ expected, found }) =>
    `文件被改动或已损坏：其 SHA-256 是 ${found}，应为 ${expected}。`,

  ...files,

  ...metadata,

  'unknown-layer': ({ layer }) => `网络中没有 ${layer} 这一层。`,
  'nothing-run': () => '请先运行一张图片。',
  'last-call-failed': () => '上次运行失败：请重新运行这张图片。',
  'no-engine': ({ errors }) => `没有可用的引擎（${errors.map(({ error }) => error.message).join('；')}）。`,
  'no-webgpu': ({ detail }) => `WebGPU 不可用（${detail}）。`,
  'gpu-failed': ({ detail }) => `图形处理器出错（${detail}）。`,
  'gpu-lost': ({ detail }) => `与图形处理器的连接中断（${detail}）：请重新载入网络，或选择 CPU。`,
  'gpu-wrong': ({ deviation }) => `图形处理器算错了，偏差达 ${(deviation * 100).toFixed(1)} %。请选择 CPU。`,
  'gpu-stale': () => '图形处理器返回了另一次运行的结果，或什么也没有返回：请选择 CPU。',
  'gpu-timeout': () => '图形处理器没有响应：请选择 CPU。',
  'gpu-buffer-too-large': ({ needed, limit }) =>
    `这需要 ${needed} MiB 的缓冲区，而图形处理器只允许 ${limit} MiB：请选择 CPU，或者减少、缩小图片。`,
  'gpu-not-finite': ({ precision }) => `图形处理器以 ${precision} 算出了无穷大的数：请选择 CPU。`,
  'gpu-overflow': () => '网络中的数太大，f16 无法表示。',
  'out-of-memory': ({ needed }) => `内存不足：需要 ${needed} MiB。请减少或缩小图片，或换用更小的网络。`,
  'not-finite': () => '网络算出了无穷大的数：它的权重，或 config.json 中的 mean 和 std 不合适。',
  'burn-failed': ({ detail }) => `参考引擎 burn 出错（${detail}）。`,
  'no-burn': () => '这个版本不含参考引擎。',

  ...pictures,

  offline: ({ what }) => `这台设备没有联网，无法下载${FILES[what]}。`,
  unreachable: ({ what, url, reason }) =>
    `无法从 ${url} 取得${FILES[what]}：连接不上，或者其服务器不允许别的页面读取（${reason}）。`,
  'http-status': ({ what, url, status }) => `服务器对 ${url}（${FILES[what]}）返回 ${status}。`,
  'web-page': ({ what, url }) => `${url} 是一个网页，而不是${FILES[what]}。`,
  'cut-off': ({ what, url, loaded, reason }) =>
    `从 ${url} 下载${FILES[what]}，在 ${loaded} 字节之后中断（${reason}）。`,
  stalled: ({ what, timeout }) =>
    `下载${FILES[what]}时，${Math.round(timeout / 1000)} 秒内没有收到数据：请重试。`,
  'file-too-large': ({ what, url, max }) =>
    `${url} 处的文件（${FILES[what]}）超过 ${Math.round(max / 2 ** 20)} MiB：请检查地址。`,
  'metadata-unknown': ({ url, reason }) => `无法得知有没有 ${url}（${reason}）：请重试。`,
  'bindings-not-loaded': ({ url, reason }) => `无法载入程序的一部分 ${url}（${reason}）。`,
  'code-not-loaded': ({ reason }) => `无法载入程序的一部分（${reason}）。`,
  'wasm-not-loaded': ({ reason }) => `无法载入程序（${reason}）。`,

  'no-worker': () => '这个浏览器不能在后台运行程序：请更新浏览器。',
  'inline-failed': ({ reason }) => `程序崩溃（${reason}）：请重新载入页面。`,
  'no-such-file': ({ url }) => `没有 ${url} 这个文件。`,
  'unreadable-file': ({ url, reason }) => `无法读取 ${url}（${reason}）。`,
  ...starting,
  'wasm-forbidden': ({ reason }) => `这里禁止使用 WebAssembly（${reason}）。`,
  'wasm-not-compiled': ({ reason }) => `无法编译程序：它已损坏，或者浏览器太旧（${reason}）。`,
  'no-web-crypto': () => '校验文件需要安全的页面（https）。',
  'no-canvas-context': () => '浏览器无法在后台读取像素：请更新浏览器。',
  disposed: () => '请重新载入后再用。',
  'unreadable-response': () => '程序的回复无法读取：请重新载入网络。',
  'worker-crashed': ({ reason }) => `程序崩溃（${reason}）：请重新运行这张图片。`,
  'batch-worker-failed': () => '分担这些图片的一个 worker 出错：请重新运行。',
  'memory-exhausted': ({ reason }) => `程序耗尽了内存（${reason}）：请减少或缩小图片，或换用更小的网络。`,
  trapped: ({ reason }) => `程序崩溃或内存不足（${reason}）：请重新运行这张图片。`,
  unexpected: ({ name, reason }) => `${name ? `${name}：` : ''}${reason}`,

  'unreadable-argument': ({ reason }) => `无法读取页面传来的内容（${reason}）。`,
  'unknown-option': ({ option, suggestion }) =>
    `没有名为 ${option} 的选项${suggestion ? `；是否指 ${suggestion}？` : '。'}`,
  'unknown-field': ({ field, suggestion }) =>
    `网络没有 ${field} 这一项${suggestion ? `；是否指 ${suggestion}？` : '。'}`,
  'missing-field': ({ field }) => `缺少 ${field}。`,
  'invalid-field': ({ field, found }) => `${field} 不能是 ${found}。`,
  'unknown-on-error': ({ found }) => `onError 不能是 ${found}。`,
  'no-maps': () => '上次运行的图片都无法读取，因此没有特征图。',
  'not-cuttable': ({ layer, from }) =>
    from === null ? `无法切断 ${layer}。` : `${layer} 不读取 ${from}，因此无法切断。`,
  'unknown-channel': ({ layer, channel, channels }) =>
    `${layer} 没有通道 ${channel}：它生成 ${channels} 个通道，从 0 开始编号。`,
  'no-gradients': () => '此引擎不计算梯度：请选择 CPU 或 WebGPU。',
  'nothing-differentiated': () => '上次运行还没有梯度：请先计算梯度。',
  'measurement-outdated': () => '测量重用时图片或切断的连接变了：请重新测量。',
  'cache-not-cleared': ({ reason }) => `无法清除浏览器的存储（${reason}）。`,
  'not-constructible': () => '网络只能载入，不能直接构造。',
  'invalid-hugging-face': ({ found }) => `${found} 不是 Hugging Face 上的模型。`,
  'wrong-type': ({ argument }) => `${argument} 的类型不对。`,
  'not-an-integer-in-range': ({ argument, min, max, found }) =>
    `${argument} 是 ${found}；必须是${max === null ? `不小于 ${min} 的整数` : ` ${min} 到 ${max} 之间的整数`}。`,
  'unknown-engine': ({ found, engines }) => `没有 ${found} 引擎，只有 ${engines.join('、')}。`,
  'unknown-precision': ({ found, precisions }) => `没有 ${found} 精度，只有 ${precisions.join('、')}。`,
  'unknown-model': ({ found, models }) => `没有 ${found} 网络，只有 ${models.join('、')}。`,
  'class-out-of-range': ({ found, classes }) => `没有类别 ${found}：网络有 ${classes} 个类别，从 0 数起。`,
  'exclusive-options': ({ options }) => `${options.join(' 和 ')} 不能同时使用。`,
  'empty-batch': () => '没有图片。',
  'not-an-image': ({ found }) => `${found} 不是图片。`,
  'no-base-url': () => '页面不知道自己的文件在哪里。',
  'invalid-url': ({ url }) => `${url} 不是地址。`,
  'not-transferable': ({ reason }) => `有数据无法送给程序（${reason}）。`,
};

/** @type {typeof import('../en/errors.js').default['located']} */
const located = (image, count, problem) => `第 ${image} 张图片（共 ${count} 张）：${problem}`;

export default { codes, problems, located };
