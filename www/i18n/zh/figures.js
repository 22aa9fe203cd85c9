/** @type {typeof import('../en/figures.js').default} */
export default {
  label: (figure) => `保存或放大：${figure}`,
  svg: '保存为 SVG',
  png: '保存为 PNG',
  fill: '全屏',
  close: '关闭',
  cuts: (count) => `切断 ${count} 处`,
  source: (title, address) => `来源：${title}，${address}`,
};
