/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'worker-not-started': ({ url, reason }) =>
    `浏览器无法在后台启动 ${url}${reason ? `（${reason}）` : ''}，也没有说明原因。`,
  'worker-undiagnosed': ({ reason }) => `程序无法启动（${reason}）。`,
  'worker-http-status': ({ url, status }) => `程序无法启动：服务器对 ${url} 返回 ${status}。`,
  'worker-unreachable': ({ url, reason }) => `程序无法启动：连接不上 ${url}（${reason}）。`,
  'worker-without-cors': ({ url }) => `程序无法启动：${url} 的服务器不允许别的页面读取。`,
  'worker-not-javascript': ({ url, type }) =>
    `程序无法启动：服务器返回的 ${url} 类型是${type ? ` ${type}` : '空的'}，而不是 JavaScript。`,
  'worker-without-coep': ({ url }) =>
    `程序无法启动：服务器对 ${url} 也必须发送 Cross-Origin-Embedder-Policy: require-corp。`,
  'worker-forbidden': ({ needed }) =>
    `这个页面的 Content-Security-Policy 禁止运行程序：worker-src 必须允许 ${needed}。`,
  'worker-import-refused': ({ url, needed }) =>
    `无法从 ${url} 启动程序。如果页面有 Content-Security-Policy，其 worker-src 必须允许 ${needed}。`,
  'trusted-types-required': () =>
    '这个页面要求使用 Trusted Types，而它的 Content-Security-Policy 不允许名为 densenet-web 的策略。',
};
