/** @type {typeof import('../en/growth.js').default} */
export default {
  title: '生长',
};
