/** @type {typeof import('../en/story.js').default} */
export default {
  label: '导览',
  start: (steps) => `${steps} 步看懂`,
  resume: (step) => `继续第 ${step} 步`,
  again: '从头开始',
  progress: (step, steps) => `${step} / ${steps}`,
  back: '上一步',
  next: '下一步',
  finish: '完成',
  leave: '退出导览',
  more: '想逐个了解各要点及其代码，请看“学习”',
  skip: '显示答案',
  layer: (index) => `第 ${index} 层`,
  wirings: {
    plain: { name: '链式', about: '每层只能看到前一层。' },
    residual: { name: '相加', about: 'ResNet：把输入加到输出上。' },
    dense: { name: '拼接', about: 'DenseNet：所有输出并排保留。' },
  },
  steps: {
    wirings: {
      title: '层与层之间为什么要多连几条线？',
      about: () =>
        '网络按理越深越好。可是普通的链式网络，约 50 层的反而不如 20 层的，连训练误差都更高：信号走得太远，越来越弱。ResNet 把每层的输入加到输出上，给信号一条捷径。DenseNet 不做相加：每层的输出都保留下来，供后面所有层读取。',
    },
    stem: {
      title: '图片变成通道',
      about: (f) =>
        `图片有 ${f.reads} 个通道。第一个卷积（输入层）把它们变成 ${f.makes} 个。每个通道都是一张特征图，标出某种小图案出现在哪里：边缘、斑点或颜色。下方就是由你的图片得到的特征图。它们就是 x₀，第一个稠密块的起点。`,
    },
    growth: {
      title: '每层读取全部，只新增一点',
      about: () =>
        '稠密层读取所在块的全部内容：进入块的 k₀ 个通道，以及前面每层各 k 个。随后它把自己的 k 个新通道并排放上去，其余一概不动。于是通道数逐层以同样的幅度增加，k 就叫增长率。',
    },
    reuse: {
      title: '特征被反复重用',
      about: () =>
        '弧线表示所选层的通道来自哪里。前面的输出原样传到这里，后面的层不必重新提取。一条连接只是众多通路之一：切断它，看看有何变化。再试试只保留链式连接：这个网络是带着全部连接训练的，少了它们就不行。',
    },
    bottleneck: {
      title: '瓶颈层：输入再宽也不贵',
      about: () =>
        '设输入 544 个通道，k = 32。只用一个 3 × 3 卷积，权重为 3 · 3 · 544 · 32 = 156,672。瓶颈层先用 1 × 1 卷积把 544 个通道压到 4k = 128：544 · 128 + 3 · 3 · 128 · 32 = 106,496，约少三分之一；越靠后的层省得越多。',
    },
    transition: {
      title: '块与块之间，网络瘦身',
      about: () =>
        '特征图大小相同才能拼在一起，所以块内尺寸不变，由两块之间的过渡层减半：每 2 × 2 个像素取平均。在此之前，1 × 1 卷积还可以只保留 m 个通道中的一部分，比例为 θ：⌊θm⌋ 个。',
    },
    gradients: {
      title: '学习信号也走近路',
      about: () =>
        '训练时，梯度沿着同样的连接反向传播。块内每一层都被块后面的层直接读取，因此离损失都不远，论文称之为隐式深度监督。这里实测的是：预测类别的 logit 对各层输出的梯度。',
    },
    price: {
      title: '省了什么，代价是什么',
      about: (f) =>
        `层薄则权重少：就卷积核的每个位置而言，ResNet 为 C · C = ${f.width} · ${f.width} = ${f.residual}，DenseNet 约为 ℓ · k · k，此处是 ${f.reads} · ${f.k} = ${f.dense}。但堆叠要占内存：每层都复制一遍需 ${f.concatenatedBytes}，共用缓冲区则为 ${f.zeroCopyBytes}。DenseNet 更专门；ResNet 更通用，应用也更广。`,
    },
  },
  questions: {
    growth: {
      ask: (f) => `第 ${f.block} 块的输入有 ${f.first} 个通道，k = ${f.k}。第 ${f.index} 层读取多少个通道？`,
      right: (f) =>
        `${f.first} + (${f.index} − 1) · ${f.k} = ${f.reads}。为什么减 1？第 ${f.index} 层先读取，然后才加上自己的 ${f.k} 个。`,
    },
    reuse: {
      ask: () => '块的输入也算一个：这一层直接读取多少个输出？',
      right: (f) => `${f.count} 个：块的输入，以及它前面的每一层。图中每个对应一条弧线。`,
    },
    bottleneck: {
      ask: (f) =>
        `在当前网络中，第 ${f.block} 块第 ${f.index} 层读取 ${f.reads} 个通道，瓶颈为 ${f.between} 个，k = ${f.k}。瓶颈层省下多少个权重？`,
      right: (f) =>
        `不用瓶颈：9 · ${f.reads} · ${f.k} = ${f.plain}；用瓶颈：${f.reads} · ${f.between} + 9 · ${f.between} · ${f.k} = ${f.bottleneck}，少了 ${f.saved} 个。`,
    },
    transition: {
      ask: (f) =>
        `第 ${f.block} 块结束时有 ${f.reads} 个 ${f.side} × ${f.across} 的通道，共 ${f.values} 个数值；这里 θ = ${f.theta}。过渡层之后还剩多少个数值？`,
      right: (f) =>
        `⌊${f.theta} · ${f.reads}⌋ = ${f.kept} 个 ${f.height} × ${f.width} 的通道，共 ${f.answer} 个数值。下一块就从这里开始。`,
    },
    gradients: {
      ask: (f) => `第 ${f.block} 块中，哪一层输出处的梯度更大？`,
      right: (f) =>
        `第 ${f.one} 层：${f.early}；第 ${f.other} 层：${f.late}。${
          f.larger === f.one
            ? '靠前的输出有更多的层读取，来自这些层的梯度会累加起来。'
            : '靠前的输出虽有更多的层读取，但对这张图片，靠后的影响更大。'
        }`,
    },
  },
  mistakes: {
    self: () => '这把该层自己也算进去了，而它要先读取，之后才加上自己的输出。再试一次。',
    noInput: () => '这漏掉了块的输入，每一层也都会读取它。再试一次。',
    onlyPrevious: () => '那是链式连接：只读紧挨着的前一个输出。这里前面的全部都会读取。再试一次。',
    onlySkip: () => '那相当于只有一条跳跃连接。这里前面的每个输出都有自己的连接。再试一次。',
    onlyFirst: () => '这漏掉了瓶颈之后的 3 × 3 卷积，它也有权重。再试一次。',
    onlySecond: () => '这漏掉了构成瓶颈的 1 × 1 卷积，它也有权重。再试一次。',
    everything: (f) => `那就成了 θ = 1。这里只保留 ${f.theta} 的通道。再试一次。`,
    unpooled: () => '这漏掉了取平均：每 2 × 2 个像素合为一个。再试一次。',
    usualHalf: (f) => `一般取一半，但这里 θ = ${f.theta}。再试一次。`,
    otherLayer: () => '是另一层。想一想：每个输出被后面多少层读取？',
  },
  missing: {
    noBlock: () => '这个网络没有稠密层，此处无可展示。',
    noBottleneck: () => '这个网络没有瓶颈层：每层只有一个 3 × 3 卷积。',
    neverSaves: () => '在这个网络里，瓶颈层并不省权重：各层读取的通道都还不够多。',
    noTransition: () => '这个网络只有一个块，因此没有过渡层。',
    noClassifier: () => '这个网络没有分类器，没有可求导的 logit。',
    oneLayer: () => '这个网络的每个块都只有一层，无从比较。但仍可播放反向过程。',
  },
  cuts: {
    one: '切断它与块输入的连接',
    chain: '只保留链式连接',
    restore: '全部恢复',
    computing: '正在计算…',
    noPrediction: '没有预测可比较，但下方的特征图仍会显示切断带来的变化。',
    answer: (name, share) => `${name}，${share}`,
    whole: (now) => `完整网络：${now}。`,
    cut: (now) => `切断之后：${now}。全部恢复，即可看到完整网络的预测。`,
    changed: (before, now) => `完整网络：${before}。切断之后：${now}。`,
  },
  gradients: {
    play: '播放反向过程',
    measuring: '第一次运行完成后即可测得…',
    unsupported: '此引擎不计算梯度。',
  },
};
