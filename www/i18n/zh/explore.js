/** @type {typeof import('../en/explore.js').default} */
export default {
  title: '探索',
};
