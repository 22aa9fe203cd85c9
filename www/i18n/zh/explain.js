/** @type {typeof import('../en/explain.js').default} */
export default {
  classes: '类别',
  otherClass: '其他类别…',
  noGradients: '这个引擎不计算梯度；CPU 引擎和 WebGPU 引擎可以。',

  activation: {
    title: '它在看哪里',
    lede: '网络以全局平均和线性层结束。因此，按分类器对某一类的权重把最后的特征图加权相加，就准确显示该类的 logit 来自何处。梯度则说明预测对什么敏感，任何一层都可以查看。',
    look: '显示内容',
    looks: { activation: '类别图', 'grad-cam': 'Grad-CAM', saliency: '显著图' },
    about: {
      activation: '精确：最后的特征图上每个位置为 logit 增加或减少了多少。',
      'grad-cam': '所选层的特征图按各自的平均梯度加权：支持该类别的内容。',
      saliency: '输入的每个像素：那里稍有变化，logit 会有多大反应。',
    },
    atLayer: (name) => `当前层：${name}；可在图中另选一层。`,
    noLayer: '分类器的输出没有空间位置，请在图中另选一层。',
    opacity: '热图不透明度',
    legend: {
      activation: '每个位置为该类别得分增加多少',
      'grad-cam': '支持该类别的证据（按梯度加权）',
      saliency: '像素各通道中最大的 |梯度|',
    },
    negative: '橙色支持该类别，紫色反对；两者都弱的地方透出图片。位置之间的颜色是插值得到的。',
    evidence: (added, taken, worst) => `各处平均：支持 ${added}，反对 ${taken}（最强处 ${worst}）。`,
    own: '反对的证据使用单独的刻度，以便看清',
    label: {
      activation: (name, row, column, rows, columns) =>
        `“${name}”出现的位置：在 ${rows} × ${columns} 个位置中，第 ${row} 行第 ${column} 列最强。`,
      'grad-cam': (name, row, column, rows, columns) =>
        `“${name}”的 Grad-CAM：在 ${rows} × ${columns} 个位置中，第 ${row} 行第 ${column} 列最强。`,
      saliency: (name, row, column, rows, columns) =>
        `“${name}”的显著图：在 ${rows} × ${columns} 个像素中，第 ${row} 行第 ${column} 列最强。`,
    },
    sum: (name, logit, mean, sign, bias) =>
      `“${name}”的 logit ${logit} = 图的平均值 ${mean} ${sign} 偏置 ${bias}。`,
    asTable: '以表格显示这张图',
  },

  attribution: {
    title: '是谁做的决定？',
    lede: '分类器直接读取最后一块的每一层，而 logit 是对所读特征的加权求和。因此 logit 可以按特征的生成层精确拆开：向右为支持该类别，向左为反对。',
    list: (name) => `各层对“${name}”的 logit 的贡献`,
    input: (name) => `${name}：块的输入`,
    bias: '偏置',
    channels: (count) => `${count} 个通道`,
    most: (label, name, value) => `对“${label}”贡献最大的是${name}（${value}）。`,
    least: (name, value) => `反对最多的是${name}（${value}）。`,
    sum: (total, sign, bias, sum) => `各条之和：${total} ${sign} 偏置 ${bias} = ${sum}。`,
    logit: (logit, difference) => `网络的 logit：${logit}；两者相差 ${difference}，来自舍入。`,
  },

  gradients: {
    title: '各层的梯度',
    lede: '某一层的输出若有变化，预测的反应会有多强。梯度从 logit 一路传回图片；在稠密块里，每一层的梯度同时来自后面的所有层，而不只是下一层。',
    objective: '求梯度的对象',
    objectives: { logit: 'Logit', loss: '损失' },
    measure: '度量',
    measures: { norm: '范数', meanAbsolute: '平均绝对值' },
    value: {
      logit: (name, value) => `“${name}”的 logit 为 ${value}。`,
      loss: (name, value) => `若正确答案是“${name}”，损失为 ${value}。`,
    },
    spread: (most, least, times) => `在稠密层中，${most}的梯度最大，是${least}的 ${times} 倍。`,
    atInput: (value) => `输入处：${value}。`,
    label: (name) => `“${name}”对各层输出的梯度随深度的变化，对数刻度`,
    keys: '各层的梯度。方向键逐层读取。',
    block: (block) => `第 ${block} 块`,
    depth: '层 →',
    at: (name, value) => `${name}：${value}`,
    point: '把指针移到某一层上。',
    dense: '稠密层，同一块内相连',
    others: '起始层、过渡层、最终归一化',
    zero: '所有梯度都为零。',
    layer: '层',
    asTable: '以表格显示梯度',
  },
};
