import { html } from 'lit';
import { text } from '../../app/i18n.js';
import '../../components/figure-tools.js';

/** A heat map's title with its tools. @param {number} block @param {boolean} isEffect */
export function reuseHeading(block, isEffect) {
  const words = text().growth.reuse;
  const title = (isEffect ? words.used : words.wired)(text().growth.block(block));
  return html`<div class="heading">
    <figcaption>${title}</figcaption>
    <figure-tools
      .name=${`reuse-${isEffect ? 'used' : 'wired'}-${block}`}
      .heading=${title}
      about=${isEffect ? 'class' : 'network'}
      parts=".map, colour-legend, .scale"
    ></figure-tools>
  </div>`;
}
