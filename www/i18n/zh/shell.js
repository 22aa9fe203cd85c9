/** @type {typeof import('../en/shell.js').default} */
export default {
  title: 'DenseNet，逐层看懂',
  skip: '跳到正文',
  views: '视图',
  settings: '设置',
  language: 'English',
  theme: { label: '外观', auto: '自动', light: '浅色', dark: '深色' },
  viewFailed: '无法载入此视图。',
  tryAgain: '重试',

  models: {
    label: '网络',
    choose: '选择网络',
    bundled: '随页面提供',
    file: '使用自己的权重文件',
    about: '关于此文件',
    fileHint:
      '一个 safetensors 或 PyTorch 格式的权重文件，可另附 config.json、类别标签和图片。文件不会离开本机。',
    chooseFiles: '选择文件…',
    notUsable: '所选文件都不是权重文件、config.json 或类别标签。',
    kept: '已保存在本浏览器',
    close: '关闭',
    forget: '删除已下载的权重',
  },
  offer: {
    title: (name) => `下载 ${name}？`,
    body: (size, host) =>
      `其 ImageNet 权重（${size}）来自 ${host}，下载后保存在本浏览器中，只需下载一次。你的图片不会离开本机。`,
    accept: (size) => `下载 ${size}`,
    decline: '暂不下载',
  },

  drop: {
    what: '把文件拖到页面任意处',
    kinds: {
      pictures: { name: '图片', then: '一张：显示并分类；多张：列成表格比较。' },
      checkpoint: {
        name: '权重文件',
        then: '成为当前网络：safetensors 或 PyTorch 格式，可单独拖入，可分片并附上索引，也可与下列文件和图片一起拖入。',
      },
      settings: { name: 'config.json、类别标签', then: '单独拖入时，修改已载入网络的预处理和类别名称。' },
      saved: { name: '.densenet.json', then: '恢复用“分享”保存的图片和视图。' },
    },
  },
  assumed: (name) => `${name} 按 torchvision 的方式读取。这是一种假定：从张量名称无法判断是哪种实现。`,
  random: '这个网络的权重是随机的：预测没有意义，结构、形状和时间是真实的。每次载入都会重新随机生成权重。',
  configuring: '正在应用设置',
  loading: (name) => `正在载入 ${name}`,
  phases: { code: '程序', weights: '权重', engine: '准备引擎' },
  opening: (name) => `正在打开 ${name}`,
  running: (name) => `正在运行 ${name}`,
  runningMany: (count) => `正在运行 ${count} 张图片`,
  benchmarking: '基准测试',
  status: '进行中',
  cancel: '取消',
  dismiss: '关闭',
  details: '详情',
  noNetwork: '尚未载入网络。',
  load: '载入网络',
  footer: '一切都在你自己的机器上运行，图片不会离开本机。',
};
