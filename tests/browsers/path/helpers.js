// What the steps of the page's main path do inside the page. It is evaluated there as a whole, so it uses nothing from outside.

/** Puts `path` and a list of the page's errors into the page. */
export function install() {
  /** @type {string[]} */
  const errors = [];
  // Without an error, it only says that a ResizeObserver will be called again.
  addEventListener('error', (event) => event.error && errors.push(String(event.error)));
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));

  /** All elements inside another one, also in shadow roots. @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
  const inside = (root, selector) => [
    .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)),
    ...[root, ...root.querySelectorAll('*')].flatMap((one) =>
      one instanceof Element && one.shadowRoot ? inside(one.shadowRoot, selector) : [],
    ),
  ];

  /** All elements with a selector, in which a space also stands for a shadow root. @param {string} selector @returns {HTMLElement[]} */
  const all = (selector) => {
    /** @type {ParentNode[]} */
    let found = [document];
    for (const part of selector.split(' ')) {
      found = [...new Set(found.flatMap((one) => inside(one, part)))];
    }
    return /** @type {HTMLElement[]} */ (found);
  };

  /** The text of the first element with a selector, also in its shadow root; empty if there is none. @param {string} selector */
  const text = (selector) => {
    const [first] = all(selector);
    return first ? first.innerText + (first.shadowRoot?.textContent ?? '') : '';
  };

  /** @param {string} selector @param {string} [label] part of its text */
  const click = (selector, label = '') => {
    const target = all(selector).find((one) => one.innerText.includes(label));
    if (!target) throw new Error(`there is no ${selector} with "${label}"`);
    target.click();
  };

  /** @param {{ name: string, base64: string }[]} files */
  const drop = (files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const type = name.endsWith('.jpg') ? 'image/jpeg' : '';
      dataTransfer.items.add(new File([bytes], name, { type }));
    }
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  };

  const isReady = () => all('densenet-app')[0]?.dataset.state === 'ready';

  Object.assign(window, { path: { errors, all, text, click, drop, isReady } });
}
