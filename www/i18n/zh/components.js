/** @type {typeof import('../en/components.js').default} */
export default {
  explainClass: '解释这个类别',
  samples: '示例图片',
  engine: '引擎',
  engineReasons: {
    asked: '由你选定。',
    gpu: (adapter) => `WebGPU 可以使用这台机器的图形处理器（${adapter}），比 CPU 快。`,
    'no-webgpu': (problem) => `此处不支持 WebGPU。${problem}`,
    software: (adapter) => `这里唯一的 WebGPU 适配器（${adapter}）由软件模拟，比直接用 CPU 计算更慢。`,
    'cpu-faster': (adapter) => `在这台机器上，此网络在 CPU 上比在图形处理器（${adapter}）上运行得更快。`,
    failed: (problem) => `WebGPU 未能载入此网络。${problem}`,
    'half-failed': (problem) => `半精度（f16）出错，WebGPU 已改用单精度（f32）。${problem}`,
    'gpu-failed': (problem) => `WebGPU 出错，已改用 CPU。${problem}`,
  },
  rejected: {
    none: '不属于我的类别',
    nearest: (name, probability) => `最接近：${name}，${probability}`,
    noneHere: '网络回答“不属于我的类别”。以下是最接近的类别。',
  },
  input: (name, width, height) => `网络的输入，来自“${name}”：${width} × ${height} 像素`,
  memory: {
    heading: '稠密块的特征，单张图片',
    zeroCopy: '每块一个缓冲区（本页的做法）',
    concatenated: '每层重新拼接所需',
    copied: '这些拼接读写的数据量',
  },
};
