import { createElement } from 'react';

export default function Layout({ children }) {
  return createElement(
    'html',
    { lang: 'en' },
    createElement('head', null, createElement('link', { rel: 'icon', href: 'data:,' })),
    createElement('body', null, children),
  );
}
