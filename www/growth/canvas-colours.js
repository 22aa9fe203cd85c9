// The page's colours for canvases, which do not support custom properties.

/** @typedef {{ ink: string, soft: string, line: string, strong: string, surface: string, sunken: string, accent: string, dark: boolean }} CanvasColours */

const NAMES = /** @type {const} */ ({
  ink: '--ink',
  soft: '--ink-soft',
  line: '--line',
  strong: '--line-strong',
  surface: '--surface',
  sunken: '--sunken',
  accent: '--accent',
});

/** Reads the current colours of an element. @param {HTMLElement} host @returns {CanvasColours} */
export function readCanvasColours(host) {
  const probe = document.createElement('span');
  probe.hidden = true;
  (host.shadowRoot ?? host).append(probe);
  const read = (/** @type {string} */ value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(
    Object.entries(NAMES).map(([name, property]) => [name, read(`var(${property})`)]),
  );
  const dark = read('light-dark(rgb(0 0 0), rgb(1 1 1))') !== read('rgb(0 0 0)');
  probe.remove();
  return /** @type {CanvasColours} */ ({ ...colours, dark });
}
