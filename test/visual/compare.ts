/** Compare two pictures. It runs in the browser, which can read and draw them. */

export interface Pair {
  /** Data URLs. */
  before: string;
  after: string;
  /** By how much a channel may differ, of 255. */
  tolerance: number;
  /** By how many pixels an edge may be elsewhere. */
  reach: number;
}

export interface Difference {
  /** The number of pixels that differ. */
  pixels: number;
  /** The later picture in grey, with these pixels in red; as a data URL. */
  picture: string;
}

/**
 * Machines differ in the shades along the edges of letters and lines, and in where within a pixel a letter
 * starts. So a pixel differs if its colour is not between those that the other picture has within `reach`.
 */
export async function compare({ before, after, tolerance, reach }: Pair): Promise<Difference> {
  const images = await Promise.all(
    [before, after].map(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return image;
    }),
  );
  const width = Math.max(...images.map((image) => image.width));
  const height = Math.max(...images.map((image) => image.height));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const [first, second] = images.map((image) => {
    context.clearRect(0, 0, width, height);
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  }) as [Uint8ClampedArray, Uint8ClampedArray];
  const differs = new Uint8Array(width * height);
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    for (let at = 0; at < one.length; at++) {
      const value = one[at] as number;
      if (Math.abs(value - (other[at] as number)) <= tolerance) continue;
      const [pixel, channel] = [at >> 2, at & 3];
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      let [lowest, highest] = [255, 0];
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
        for (let left = Math.max(0, x - reach); left <= Math.min(width - 1, x + reach); left++) {
          const near = other[(row * width + left) * 4 + channel] as number;
          lowest = Math.min(lowest, near);
          highest = Math.max(highest, near);
        }
      }
      if (value < lowest - tolerance || value > highest + tolerance) differs[pixel] = 1;
    }
  }
  const drawn = context.createImageData(width, height);
  let pixels = 0;
  differs.forEach((differing, pixel) => {
    const grey = 160 + ((second[pixel * 4] ?? 0) + (second[pixel * 4 + 1] ?? 0)) / 6;
    drawn.data.set(differing ? [220, 0, 0, 255] : [grey, grey, grey, 255], pixel * 4);
    pixels += differing;
  });
  context.putImageData(drawn, 0, 0);
  return { pixels, picture: canvas.toDataURL() };
}
