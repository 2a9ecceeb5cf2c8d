/** Compare two pictures. It runs in the browser, which can read and draw them. */

export interface Difference {
  /** The number of pixels that differ more than rendering does between machines. */
  pixels: number;
  /** The later picture in grey, with these pixels in red; as a data URL. */
  picture: string;
}

export interface Pair {
  /** Data URLs. */
  before: string;
  after: string;
  tolerance: number;
}

/**
 * Two renderings of one page differ in the shades along the edges of letters and lines, and by a
 * fraction of a pixel. So a pixel differs only if its colour, within `tolerance` per channel, is not
 * between the colours of the pixels around it in the other picture, or the other way round.
 */
export async function compare({ before, after, tolerance }: Pair): Promise<Difference> {
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
  const size = width * height;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const [first, second] = images.map((image) => {
    context.clearRect(0, 0, width, height);
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  }) as [Uint8ClampedArray, Uint8ClampedArray];
  const differs = new Uint8Array(size);
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        for (let channel = 0; channel < 4; channel++) {
          const value = one[at * 4 + channel] ?? 0;
          if (Math.abs(value - (other[at * 4 + channel] ?? 0)) <= tolerance) continue;
          let [lowest, highest] = [255, 0];
          for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
            for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
              const near = other[(row * width + column) * 4 + channel] ?? 0;
              lowest = Math.min(lowest, near);
              highest = Math.max(highest, near);
            }
          }
          if (value < lowest - tolerance || value > highest + tolerance) differs[at] = 1;
        }
      }
    }
  }
  const drawn = context.createImageData(width, height);
  let pixels = 0;
  for (let at = 0; at < size; at++) {
    const grey = 160 + ((second[at * 4] ?? 0) + (second[at * 4 + 1] ?? 0)) / 6;
    drawn.data.set(differs[at] ? [220, 0, 0, 255] : [grey, grey, grey, 255], at * 4);
    pixels += differs[at] ?? 0;
  }
  context.putImageData(drawn, 0, 0);
  return { pixels, picture: canvas.toDataURL() };
}
