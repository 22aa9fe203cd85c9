/** @type {typeof import('../en/cuts.js').default} */
export default {
  rerunning: '正在重新计算切断处之后的层',
  status: '切断',
  isCut: (count) => `这个网络有 ${count} 处被切断，它的预测与完整网络不同。`,
  dropped: (count) => `${count} 处切断属于之前的网络，已随之取消。`,
  undo: '撤销',
  restore: '全部恢复',
  dismiss: '关闭',
  tools: {
    label: '点击的作用',
    select: '选择层',
    connection: '切断连接',
    output: '切断输出',
    chain: '只读前一层',
    chainHint: '每一层只读取紧挨在它前面的那一层',
    undoHint: '撤销（Ctrl+Z）',
    help: {
      select: '点击一列或一格，选择相应的层。',
      connection:
        '点击列中的一条、柱子上方的弧线或热图中的一格：该层不再读取这些通道。再次点击即恢复。用键盘：左右键选层，上下键选条，回车切断。',
      output:
        '点击任意一条：不再有层读取这些通道。再次点击即恢复。用键盘：左右键选层，上下键选条，回车切断。',
    },
    kept: '切断保存在网址中，换引擎后仍然有效；载入其他网络则会取消。',
  },
  outcome: {
    label: '当前预测',
    whole: '完整网络',
    cut: '切断之后',
    unknown: '恢复全部连接，即可看到完整网络的预测。',
  },
  connection: (reader, source, channels) => `${reader}读取${source}（${channels} 个通道）。`,
  output: (source, channels, readers) => `${source}：${channels} 个通道，被 ${readers} 层读取。`,
  enterCuts: '回车或点击即切断。',
  enterRestores: '已切断。回车或点击即恢复。',
  partly: (cut, all) => `${all} 个通道中有 ${cut} 个已切断。`,
  input: (block) => `第 ${block} 块的输入`,
  layer: {
    title: '切断这一层',
    lede: '关闭开关，即切断对应的连接。',
    reads: '读取',
    makes: '输出供后面的层读取',
    none: '此处无可切断：只有稠密块中的连接可以切断。',
    channel: '切断此通道',
    restoreChannel: '恢复此通道',
    channelCut: '此通道已切断：后面没有层读取它。',
  },
};
