// The page's colours for canvases, which know no custom properties.

/** @typedef {{ ink: string, soft: string, line: string, strong: string, surface: string, sunken: string, accent: string, dark: boolean }} Inks */

const NAMES = /** @type {const} */ ({
  ink: '--ink',
  soft: '--ink-soft',
  line: '--line',
  strong: '--line-strong',
  surface: '--surface',
  sunken: '--sunken',
  accent: '--accent',
});

/** Reads the colours as they hold for an element now. @param {HTMLElement} host @returns {Inks} */
export function readInks(host) {
  const probe = document.createElement('span');
  probe.hidden = true;
  (host.shadowRoot ?? host).append(probe);
  const read = (/** @type {string} */ value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const inks = Object.fromEntries(
    Object.entries(NAMES).map(([name, property]) => [name, read(`var(${property})`)]),
  );
  const dark = read('light-dark(rgb(0 0 0), rgb(1 1 1))') !== read('rgb(0 0 0)');
  probe.remove();
  return /** @type {Inks} */ ({ ...inks, dark });
}

/** Sizes a canvas for the screen's own pixels. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
export function prepare(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
