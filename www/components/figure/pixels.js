// What needs a canvas: colours as every program reads them, and pictures as data URLs.

/** @type {Map<string, string>} */
const colours = new Map();
/** @type {CanvasRenderingContext2D | null} */
let probe = null;

/** A computed colour, also in OKLCH, as #rrggbb or rgba(…). @param {string} css */
export function plainColour(css) {
  const known = colours.get(css);
  if (known) return known;
  probe ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!probe) return css;
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = css;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = probe.getImageData(0, 0, 1, 1).data;
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  const plain = alpha === 255 ? hex : `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;
  colours.set(css, plain);
  return plain;
}

/** @param {HTMLCanvasElement | HTMLImageElement | ImageBitmap} image */
export function dataUrl(image) {
  if (image instanceof HTMLCanvasElement) return image.toDataURL();
  const [width, height] =
    image instanceof HTMLImageElement
      ? [image.naturalWidth, image.naturalHeight]
      : [image.width, image.height];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.toDataURL();
}
