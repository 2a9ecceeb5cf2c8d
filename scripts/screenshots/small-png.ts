/** Reduce a PNG to a third of its size: convert 8-bit RGB or RGBA to a palette of 256 colours. */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;
/** Merge colours that look the same: only the upper 5 of 8 bits of each channel are compared. */
const COARSE = 3;

interface Pixels {
  width: number;
  height: number;
  /** One number per pixel, 0xRRGGBB. */
  colours: Uint32Array;
}

export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = pixels(png);
  const palette = commonest(colours);
  const nearest = new Map(palette.map((colour, at) => [colour, at]));
  const rows = Buffer.alloc((width + 1) * height); // the first byte of a row is its filter type: none
  colours.forEach((colour, at) => {
    let index = nearest.get(colour);
    if (index === undefined) {
      index = closest(colour, palette);
      nearest.set(colour, index);
    }
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, a palette, not interlaced
  const entries = Buffer.from(palette.flatMap(parts));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", entries),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function pixels(png: Buffer): Pixels {
  const [width, height, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
  if (png[24] !== 8 || png[28] !== 0 || (kind !== 2 && kind !== 6)) {
    throw new Error("This is not a picture as the browser makes them.");
  }
  const size = kind === 6 ? 4 : 3;
  const data = inflateSync(Buffer.concat([...dataChunks(png)]));
  const stride = width * size;
  const colours = new Uint32Array(width * height);
  let above: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = unfiltered(
      data[start] ?? 0,
      data.subarray(start + 1, start + 1 + stride),
      above,
      size,
    );
    for (let x = 0; x < width; x++) {
      const [r = 0, g = 0, b = 0] = row.subarray(x * size, x * size + 3);
      colours[y * width + x] = (r << 16) | (g << 8) | b;
    }
    above = row;
  }
  return { width, height, colours };
}

function* dataChunks(png: Buffer): Generator<Buffer> {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 8, at + 8 + length);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") yield body;
    at += 12 + length;
  }
}

/** Undo the filter of one row (PNG, section 9). */
function unfiltered(filter: number, raw: Buffer, above: Uint8Array, size: number): Uint8Array {
  const row = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) {
    const left = row[at - size] ?? 0;
    const up = above[at] ?? 0;
    const corner = above[at - size] ?? 0;
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    row[at] = (raw[at] ?? 0) + guess;
  }
  return row;
}

function paeth(left: number, up: number, corner: number): number {
  const base = left + up - corner;
  const [a, b, c] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Return the most common colours: the most common one of each group of similar colours. */
function commonest(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  if (counts.size <= COLOURS) return [...counts.keys()];
  const groups = new Map<number, { colour: number; best: number; n: number }>();
  for (const [colour, n] of counts) {
    const like = parts(colour).reduce((sum, part) => sum * 256 + (part >> COARSE), 0);
    const group = groups.get(like) ?? { colour, best: 0, n: 0 };
    group.n += n;
    if (n > group.best) [group.colour, group.best] = [colour, n];
    groups.set(like, group);
  }
  const ranked = [...groups.values()].sort((a, b) => b.n - a.n);
  return ranked.slice(0, COLOURS).map(({ colour }) => colour);
}

function closest(colour: number, palette: number[]): number {
  const wanted = parts(colour);
  let [best, distance] = [0, Infinity];
  palette.forEach((candidate, at) => {
    const far = parts(candidate).reduce((sum, part, n) => sum + (part - (wanted[n] ?? 0)) ** 2, 0);
    if (far < distance) [best, distance] = [at, far];
  });
  return best;
}

function parts(colour: number): [r: number, g: number, b: number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, "latin1");
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
  return Buffer.concat([head, body, check]);
}
