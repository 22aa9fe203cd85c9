import { html } from 'lit';
import { text } from '../../app/i18n.js';

/** The controls of the diagram's size. @param {{ isOpen: boolean, zoom: (steps: number) => void, fit: () => void, foldAll: () => void }} options `isOpen`: whether a block is not folded. */
export function sizeControls({ isOpen, zoom, fit, foldAll }) {
  const words = text().growth.size;
  return html`<div class="row size" role="group" aria-label=${words.label}>
    <button aria-label=${words.smaller} title=${words.smaller} @click=${() => zoom(-1)}>−</button>
    <button @click=${fit}>${words.fit}</button>
    <button aria-label=${words.larger} title=${words.larger} @click=${() => zoom(1)}>+</button>
    <button @click=${foldAll}>${isOpen ? words.foldAll : words.unfoldAll}</button>
  </div>`;
}
