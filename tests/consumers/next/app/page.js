'use client';
import { createElement, useState } from 'react';
import { DenseNet } from 'densenet-web';

export default function Page() {
  const [text, setText] = useState('');
  const classify = async ({ target }) => {
    const net = await DenseNet.load();
    const { predictions } = await net.classify(target.files[0]);
    setText(`${predictions[0].label} on ${net.engine.kind}`);
    net.dispose();
  };
  return createElement(
    'main',
    null,
    createElement('input', { type: 'file', onChange: classify }),
    createElement('output', null, text),
  );
}
