/** @type {typeof import('../en/share.js').default} */
export default {
  button: '分享',
  title: '分享当前画面',
  lede: '打开此链接即可看到与现在相同的内容：网络、层、类别、切断的连接、各项设置和语言。',
  link: '链接',
  copy: '复制',
  copied: '已复制',
  copyByHand: '链接已选中，请按 Ctrl+C 或 ⌘C 复制。',
  send: '发送…',
  close: '关闭',
  picture: (name) => `你的图片：${name}`,
  choices: {
    without: '不附带图片',
    inside: '图片放入链接',
    file: '保存为文件',
  },
  without: '链接打开后显示示例图片。',
  inside: (characters) =>
    `链接中包含一张缩小的图片，共 ${characters} 个字符。没有服务器会保存它，但任何拿到链接的人都能看到。`,
  making: '正在缩小图片',
  tooLarge: '无法把它缩小到能放入链接的程度，请改为保存文件。',
  file: (size) => `文件包含原图（${size}）以及链接中的全部内容。把文件拖到本页即可打开。`,
  save: '保存文件',
  open: '打开已保存的文件…',
  ownFiles: (names) =>
    `你自己的权重文件不会随之分享。对方打开后看到的是页面自带的网络；要看到你的网络，需要自行载入 ${names}。`,
  configured: '对网络标签和设置的修改不会随之分享。',
  offline: '本页打开一次后即可离线使用。',
  present: '演示模式',
  presentNote: '放大文字和图。按 Esc 退出。',
  leave: '退出演示',
  sharedPicture: '分享的图片',
};
