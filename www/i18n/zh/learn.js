/** @type {typeof import('../en/learn.js').default} */
export default {
  title: '学习',
  heading: 'DenseNet 背后的思想',
  lede: '七个要点，每个只用几句话和一幅小图，最后是整个网络的代码。点按钮，可以在真实的网络里看到每个要点。',
  ideasLabel: '七个要点',
  pause: '暂停动画',
  resume: '继续动画',
  asTable: '以表格显示',
  inStory: (step) => `导览第 ${step} 步`,
  showIn: { growth: '在“生长”中查看', explore: '在“探索”中试试' },

  readings: {
    plain: 'x 下标 l 等于 H 下标 l，作用于 x 下标 l 减 1',
    residual: 'x 下标 l 等于 H 下标 l，作用于 x 下标 l 减 1，再加上 x 下标 l 减 1',
    dense: 'x 下标 l 等于 H 下标 l，作用于并排的 x 下标 0、x 下标 1，一直到 x 下标 l 减 1',
    channels: 'm 下标 l 等于 k 下标 0 加 k 乘以括号 l 减 1',
    without: 'm 乘 k 乘 3 的平方',
    with: 'm 乘 4k，加 4k 乘 k 乘 3 的平方',
    kept: 'θ 乘 m，向下取整，其中 θ 大于 0 且不超过 1',
    layer: 'H 下标 l 作用于 x，等于对 x 先做 BN，再做 ReLU，最后做 Conv',
    concatenated: 'L 乘 k 下标 0，加二分之一 L 乘以括号 L 加 1，再乘 k',
    once: 'k 下标 0 加 L 乘 k',
  },
  notes: {
    supervision:
      '在“生长”中请看最后的归一化层：它直接读取最后一块的每一层，从第一层到最后一层，损失就在它后面不远处。',
  },

  code: {
    title: '代码',
    lede: '同一个网络的两种写法：PyTorch 模块，以及本项目用 Rust（burn）写的参考模型；更快的引擎都以后者为准做测试。Rust 源码在构建网页时从所列文件中截取。',
    label: (title, file) => (file ? `${title}：${file}` : title),
    notes: [
      '一层：归一化、ReLU、卷积，做两遍。PyTorch 版返回输入和 k 个新通道拼接的结果，Rust 版只返回新通道。',
      '一个稠密块：每一层比前一层多读 k 个通道。在 Rust 版里，由块来拼接。',
      '两块之间：先减少通道，再把像素减到四分之一。',
      '整个网络。Rust 模型还支持 CIFAR 的小型输入层和 timm 的深层输入层。',
    ],
    counted:
      '用 PyTorch 2.15 运行过一次：该模块默认有 7,978,856 个参数；权重相同时，logit 与 torchvision 的 densenet121 相差不到 10⁻⁶。',
    computed: (parameters) => `本页按网络结构算出：${parameters}。`,
  },
  measured: {
    title: '在这个网络里实测',
    caption: (network, picture, name) =>
      `“${name}”的 logit 对各层输出的梯度的范数，网络为 ${network}，图片为“${picture}”。由本页做一次反向传播算出，归一化参数固定。不同块的分辨率不同，请在同一块内比较。`,
    waiting: '第一次运行后就有梯度可看。',
    noPicture: '还没有图片经过这个网络。',
    useSample: '运行一张示例',
    noClassifier: '这个网络没有分类器，没有可求导的 logit。',
  },
  ideas: {
    connectivity: {
      title: '稠密连接',
      paragraphs: [
        '在普通网络里，一层只看得到它的前一层。前面的层发现的东西，要么挺过中间的每一步，要么只能重新发现一遍。',
        '残差网络加了一条跳跃连接：把一层的输出与它的输入相加。信息更容易通过，但相加之后无法再分开，新旧特征混在同样的通道里。',
        '在稠密块里什么都不相加。每一层并排接收前面所有层的输出，再把自己的输出放到旁边。一旦发现的特征，块内后面的每一层都能原样读到。',
      ],
      equations: { plain: '普通', residual: '残差', dense: '稠密' },
      alt: '三行输出 x0 到 x4。普通：每个输出有一条箭头指向下一个。残差：另有一条弧线指向下一个，并在那里相加。稠密：每个输出都有弧线指向其后的所有输出。',
      kinds: { plain: '普通', residual: '残差', dense: '稠密' },
      caption: '四个层。L 层的稠密块有 L(L + 1)/2 条连接。颜色表示传递的是哪一层的输出。',
      columns: { kind: '网络', connections: '四层时的连接数' },
    },
    growth: {
      title: '增长率',
      paragraphs: [
        '既然特征都保留着，一层就不必重复它们，只需贡献 k 个新通道。k 可以很小：12、32 或 48，而别的网络动辄几百。层薄一点没有关系，因为每层都能用上此前的全部成果。',
        '块内第 ℓ 层读取块的 k₀ 个输入通道，再加上前面每层的 k 个。于是通道数逐层以同样的幅度上升，像一级级台阶。',
      ],
      equations: { channels: '第 ℓ 层读取的通道数' },
      alt: (first, k, layers) =>
        `${layers} 列方格，一格代表一个通道。第一层读取 ${first} 个，此后每层多 ${k} 个。每列顶端旁边是该层新产生的 ${k} 个通道。`,
      layer: (index) => `第 ${index} 层`,
      caption: 'k₀ = 4、k = 2 的一个块。每列是一层读取的内容，按来源着色；旁边的方格是新增的通道。',
      columns: { layer: '层', sum: 'k₀ + (ℓ − 1) · k', channels: '输入通道', new: '新增' },
    },
    bottleneck: {
      title: '瓶颈层',
      paragraphs: [
        '到了块的后部，一层要读几百个通道，却只产生几十个。3 × 3 卷积对每一对输入、输出通道都要付出九个权重，加起来相当可观。',
        '瓶颈层先用 1 × 1 卷积把输入混合成 4k 个通道，每对通道只要一个权重，然后才去看相邻的像素。在块的前部这样做得不偿失，越往后每层省得越多。',
      ],
      equations: { without: '没有瓶颈的权重数', with: '有瓶颈的权重数' },
      without: '没有瓶颈',
      with: '4k 的瓶颈',
      weights: '个权重',
      alt: (m, between, k, without, withOne) =>
        `柱高表示通道数。没有瓶颈：${m} 经 3 × 3 卷积到 ${k}，共 ${without} 个权重。有瓶颈：${m} 经 1 × 1 卷积到 ${between}，再经 3 × 3 卷积到 ${k}，共 ${withOne} 个权重。`,
      caption: 'k₀ = 64、k = 32 的块中的第十六层。只计卷积的权重。',
      columns: { kind: '层', sum: '算式', weights: '权重数' },
    },
    transition: {
      title: '过渡层与压缩',
      paragraphs: [
        '特征图大小相同才能并排放在一起。因此网络被分成若干块：块内分辨率不变，两块之间由过渡层对 2 × 2 像素取平均，把边长减半。',
        '在此之前，过渡层的 1 × 1 卷积还可以精简特征：m 个通道只保留比例 θ，通常是一半。既有瓶颈层又有压缩的网络称为 DenseNet-BC。',
      ],
      equations: { kept: 'm 个通道保留' },
      alt: (m, kept, side, half) =>
        `一叠 ${m} 张 ${side} × ${side} 的特征图；经 1 × 1 卷积后剩 ${kept} 张，大小不变；取平均后是 ${kept} 张 ${half} × ${half} 的特征图。`,
      average: '平均',
      maps: (count) => `${count} 个通道`,
      caption: 'θ = 0.5 的过渡层：先减少通道，再把像素减到四分之一。',
      columns: { stage: '经过', channels: '通道', size: '像素' },
      stages: { block: '稠密块', convolution: '1 × 1 卷积', pooling: '平均池化' },
    },
    activation: {
      title: '预激活',
      paragraphs: [
        'DenseNet 的一层先归一化，再激活，最后才卷积。在它之前，多数网络都是卷积在前。',
        '在这里，顺序比在别处更要紧，因为同一个特征会被许多层读取。每个读者各自做归一化，对每个通道都有自己的缩放和平移：一层可以放大另一层置零的东西，而存着的特征保持原样。',
      ],
      equations: { layer: '一层' },
      pre: '预激活：每个读者有自己的 BN',
      post: '后激活：所有读者共用一个 BN',
      alt: '上：两层读取同一叠特征，各自经过自己的 BN、ReLU 和卷积。下：一层先卷积，再对输出归一化并激活一次。',
      caption: 'BN 即批归一化，其缩放和平移由训练得到。彩色的一叠是块里目前保存的特征。',
      columns: { order: '顺序', steps: '步骤', normalised: '一个特征的归一化' },
      every: '由读取它的每一层各做一次',
      once: '只由产生它的层做一次',
    },
    supervision: {
      title: '隐式深度监督',
      paragraphs: [
        '训练时，损失告诉每一层该怎样改变：梯度从末端一路传回开头。在链式网络里，途中每一层都会改变它，到达最前面的层时可能已经很微弱。',
        '在稠密块里，块之后的部分直接读取块内每一层的输出。因此梯度不必穿过块内其他层就能到达每一层，块与块之间也只隔着一个过渡层。虽然只有末端一个损失，却好像每层都有一个自己的小损失。',
      ],
      equations: {},
      loss: '损失',
      chain: '链式：逐层传回',
      dense: '稠密块：还可直达',
      alt: '上：箭头从损失依次回到 x3、x2、x1、x0。下：从损失有弧线直接连到其中每一个。',
      caption: '梯度的回传路径。每个输出下方的数字是它到损失的最短路径上隔着几层。',
      columns: { layer: '输出', chain: '相隔层数（链式）', dense: '相隔层数（稠密块）' },
    },
    memory: {
      title: '内存',
      paragraphs: [
        '如果照字面理解，拼接要为每一层新建一个数组，把已有的一切复制进去。最早的特征每过一层就被复制一次，内存随深度的平方增长。',
        '但旧特征从不改变。只要给每块一个放得下全部通道的缓冲区就够了：一层从头读起，把自己的 k 个通道写在后面。什么都不用复制，内存只随深度线性增长。本页的引擎就是这样工作的。',
      ],
      equations: { concatenated: '逐层复制时的通道数', once: '只用一个缓冲区' },
      concatenated: '每层一个新数组',
      once: '整块一个缓冲区',
      block: '块',
      layer: (index) => `第 ${index} 层`,
      total: (count) => `共保存 ${count} 个通道`,
      alt: (concatenated, once, layers) =>
        `上：${layers} 行方格，每层一行，每行都含前一行的副本和两个新通道，共 ${concatenated} 个通道。下：只有一行，共 ${once} 个。`,
      caption: '即要点 2 中的块，k₀ = 4，k = 2。浅色虚线方格是副本。',
      columns: { layer: '层', concatenated: '通道（复制）', once: '通道（一个缓冲区）', sum: '合计' },
    },
  },
};
