// The images that the tests classify. Photos are decoded by the browser, patterns are pixels.

/** @param {string} name */
export const photoUrl = (name) => `/www/samples/${name}.jpg`;

/** @param {string} name */
export async function photo(name) {
  const response = await fetch(photoUrl(name));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.blob();
}

/** @param {boolean} isOpaque */
export function pattern(isOpaque) {
  const [width, height] = [48, 40];
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const alpha = isOpaque ? 255 : 8 + ((x * 5 + y) % 160);
      image.data.set([(x * 5) % 256, (y * 6) % 256, (x * y) % 256, alpha], 4 * (y * width + x));
    }
  }
  return image;
}

/** The opaque pattern on a canvas. @param {boolean} isOffscreen */
export function patternCanvas(isOffscreen) {
  const image = pattern(true);
  const { width, height } = image;
  if (isOffscreen) {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(image, 0, 0);
    return canvas;
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
