/** @type {typeof import('../en/names.js').default} */
export default {
  classes: {
    airplane: '飞机',
    automobile: '汽车',
    bird: '鸟',
    cat: '猫',
    deer: '鹿',
    dog: '狗',
    frog: '青蛙',
    horse: '马',
    ship: '船',
    truck: '卡车',
  },
  random: '随机权重',
  assumed: (name) => `${name}（按假定读取）`,
  layers: {
    stem: '起始层',
    'stem-pool': '起始池化',
    'dense-layer': (block, index) => `稠密块 ${block}，第 ${index} 层`,
    transition: (block) => `过渡层 ${block}`,
    'final-norm': '最终归一化',
    classifier: '分类器',
  },
  shortDenseLayer: (block, index) => `第 ${block} 块第 ${index} 层`,
  engines: { auto: '自动', webgpu: 'WebGPU', cpu: 'CPU', burn: 'burn（参考）' },
};
