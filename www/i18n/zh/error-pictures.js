// Messages for pictures that can't be read. The compiler checks in errors.js that none is missing.

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'empty-image-data': () => '图片没有像素。',
  'unreadable-image-data': ({ reason }) => `无法读取像素（${reason}）。`,
  'unreadable-image-element': ({ reason }) => `图片是空的，或者无法载入（${reason}）。`,
  'no-video-frame': ({ reason }) => `视频还没有画面（${reason}）。`,
  'closed-image': ({ reason }) => `图片已经关闭（${reason}）。`,
  'unreadable-canvas': ({ reason }) => `无法读取画布（${reason}）。`,
  'cross-origin-image': ({ reason }) => `图片的服务器不允许本页读取像素（${reason}）。`,
  'undecodable-image': ({ name, type, bytes, reason }) =>
    `${name ?? '此文件'}（${type || '类型未知'}，${bytes} 字节）已损坏、太大，或者是浏览器无法读取的格式（${reason}）。请导出为 JPEG 或 PNG。`,
  'unreadable-pixels': ({ width, height, reason }) =>
    `无法读取 ${width} × ${height} 的像素：内存可能不足（${reason}）。`,
  'unknown-image-format': () => '此文件不是 JPEG、PNG 或 WebP 图片。',
  'image-too-large': ({ width, height, max }) =>
    `图片太大（${width} × ${height} 像素）：这里最多能读取 ${Math.round(max / 1e6)} 百万像素。请先缩小图片。`,
  'damaged-image': ({ format, detail }) => `此 ${format} 文件已损坏或不完整（${detail}）。`,
  'empty-image-file': ({ name }) => `${name ?? '此文件'}是空的。`,
  'web-page-as-image': ({ name }) => `${name ?? '此文件'}是一个网页：请检查它的来源。`,
  'unsupported-image-format': ({ name, format }) =>
    `${name ?? '此文件'}是 ${format} 格式：请把它导出为 PNG 或 JPEG。`,
  'too-many-pixels': ({ name, width, height, max }) =>
    `${name ?? '图片'}太大（${width} × ${height} 像素）：最多能读取 ${Math.round(max / 1e6)} 百万像素。请先缩小图片。`,
  'truncated-image': ({ name, bytes }) => `${name ?? '此文件'}在 ${bytes} 字节之后中断：请重新复制或下载。`,
  'canvas-falsified': () =>
    '此浏览器会篡改页面读取的像素（Firefox 的 resistFingerprinting，或某个扩展）：请允许本页读取，或使用 JPEG、PNG、WebP 文件。',
  'image-not-in-last-call': ({ image }) => `上次运行中没有第 ${image + 1} 张图片。`,
  'maps-overwritten': () => '一次运行的图片太多，其中一些的特征图已不在：请减少张数。',
};
