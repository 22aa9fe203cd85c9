/** @type {typeof import('../en/engine.js').default} */
export default {
  title: '引擎',
};
