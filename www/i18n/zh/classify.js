/** @type {typeof import('../en/classify.js').default} */
export default {
  title: '分类',
  heading: '网络看到了什么？',
  lede: '选择一张照片、把它拖到页面任意处，或者直接粘贴。网络在你的设备上识别它；然后打开“生长”，查看每一层的内部。',
  choose: '选择图片…',
  chooseHint: '选一张可细看，选多张则列成表格',
  camera: '摄像头',
  stopCamera: '关闭摄像头',
  cameraRuns: '摄像头已开启',
  framesPerSecond: (rate) => `每秒 ${rate} 帧`,
  url: '图片地址',
  urlHint: 'https://…',
  fetch: '从网址载入',
  noPicture: '尚无图片',

  given: {
    part: (width, height, columns, rows) =>
      `网络只看到虚线框内的部分：图片中央的 ${width} × ${height} 像素，缩放为 ${columns} × ${rows}。`,
    whole: (columns, rows) => `网络看到整张图片，缩放为 ${columns} × ${rows} 像素。`,
    follow: '看它进入第一层',
  },

  samples: '示例图片',
  samplesLede: 'CIFAR-10 十个类别的照片，均为自由许可。有的预测正确，有的错误，全部如实显示。',
  credits: '出处与许可',
  credit: (title) => `${title}：`,

  predictions: '预测',
  mostProbable: (count) =>
    count === 1 ? '唯一的类别' : `概率最高的${count === 5 ? '五' : ` ${count} `}个类别`,
  nearestClasses: '最接近的类别',
  rejectedWhy: '各个类别的证据都低于这个网络的阈值，图片里大概没有它认识的东西。下面列出最接近的类别。',
  thresholdWhy: '阈值是怎样选定的',
  noClassifier: '这个网络没有分类器，不会给出类别。它的特征仍然可用，可在“生长”视图中查看。',
  independent: {
    sigmoid: '各自独立的概率：每个类别从 0 到 100 %，总和不是 100 %。',
    'op-norm': '各自独立的分数：50 % 是每个类别的工作点，高于它即视为存在。总和不是 100 %。',
  },
  yourTruth: (name) => `这张示例的真实类别：${name}。`,
  right: 'Top-1 预测正确。',
  wrong: (guess) => `Top-1 预测“${guess}”是错的。`,
  wronglyRejected: '网络认识这个类别，但认为证据太弱。',
  otherClasses: '这个网络的类别与示例的类别不同。',
  waiting: '网络运行完毕后显示预测结果。',
  unsure: '网络没有把握。',
  unsureWhy: 'Top-1 预测的概率偏低：这张图片可能与它学过的不太像。',
  knows: {
    list: (names) => `：${names}`,
    always: (count, list) => `它只认识 ${count} 个类别，无论图片里是什么，都会从中选出一个${list}。`,
    rejecting: (count, list) =>
      `证据太弱时，它会回答“不属于我的类别”，但不是每张无关图片都能识别出来。它认识 ${count} 个类别${list}。`,
    independent: (count, list) =>
      count === '1'
        ? `它只认识一个类别，给出其概率${list}。`
        : `它认识 ${count} 个类别，分别判断，可以同时有几个，也可以一个都没有${list}。`,
  },
  notRun: '这张图片还没有运行过。',
  runNow: '运行',
  seeLayers: '看特征如何逐层累积',

  run: '运行情况',
  engine: '引擎',
  load: '载入',
  firstRun: '首次运行',
  thisRun: '本次运行',
  decode: '解码',
  preprocess: '预处理',

  several: (done, count, failed) => `已完成 ${done} / ${count} 张${failed > 0 ? `，${failed} 张失败` : ''}`,
  severalCaption: '多张图片及其预测',
  table: { picture: '图片', first: 'Top-1', second: 'Top-2', time: '运行时间' },
  status: { waiting: '等待中', running: '运行中…', failed: '失败' },
  look: (name) => `查看 ${name}`,
  resume: '继续运行其余图片',
  csv: '下载 CSV',
  json: '下载 JSON',
  clear: '清空',
};
