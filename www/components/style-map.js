import { noChange } from 'lit';
import { directive, Directive, PartType } from 'lit/directive.js';

/** @import { AttributePart, PartInfo } from 'lit/directive.js' */

/** Values by property, in camelCase or as in CSS. @typedef {Readonly<Record<string, string>>} Styles */

/** @param {string} name */
const toCss = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

class StyleMap extends Directive {
  /** @type {readonly string[]} */
  #names = [];

  /** @param {PartInfo} part */
  constructor(part) {
    super(part);
    if (part.type !== PartType.ATTRIBUTE || part.name !== 'style') throw new Error('styleMap is for style');
  }

  /** @override @type {(styles: Styles) => unknown} */
  render = () => noChange;

  /** @override @param {AttributePart} part @param {[Styles]} values */
  update(part, [styles]) {
    const { style } = /** @type {HTMLElement} */ (part.element);
    for (const name of this.#names) if (!(name in styles)) style.removeProperty(toCss(name));
    for (const [name, value] of Object.entries(styles)) style.setProperty(toCss(name), value);
    this.#names = Object.keys(styles);
    return noChange;
  }
}

/**
 * Sets styles one by one, which every Content-Security-Policy allows. Lit's directive of this name sets the attribute at first, for
 * which a policy would have to contain 'unsafe-inline'.
 */
export const styleMap = directive(StyleMap);
