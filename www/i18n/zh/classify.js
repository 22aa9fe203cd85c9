/** @type {typeof import('../en/classify.js').default} */
export default {
  title: '分类',
  samples: '示例图片',
};
