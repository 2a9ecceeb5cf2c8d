/** The reference pictures, and how far a picture may be from them. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/setup/paths.js";
import type { Camera } from "./camera.js";
import { compare, type Difference } from "./compare.js";
import { PICTURES, type Picture } from "./pictures.js";
import type { Failure } from "./report.js";

const FOLDER = join(ROOT, "test", "visual", "references");
const CALIBRATION = "calibration";
/** Per channel, of 255. */
const TOLERANCE = 4;
/** A letter has more. */
const MAX_PIXELS = 20;

export class References {
  /**
   * `reach` is 0 on a machine that renders as the one of the references does, where a line that is a pixel
   * wider is found; else 1.
   */
  private constructor(
    private readonly camera: Camera,
    private readonly calibration: Buffer,
    readonly reach: number,
  ) {}

  static async open(camera: Camera): Promise<References> {
    const calibration = await camera.calibrate();
    const path = file(CALIBRATION);
    const isSame = existsSync(path) && readFileSync(path).equals(calibration);
    return new References(camera, calibration, isSame ? 0 : 1);
  }

  /** Replace references, delete those without a picture, and return the size of the new ones. */
  async update(wanted: readonly Picture[]): Promise<number> {
    mkdirSync(FOLDER, { recursive: true });
    if (wanted.length === PICTURES.length) writeFileSync(file(CALIBRATION), this.calibration);
    let bytes = 0;
    for (const { name, hash } of wanted) {
      const picture = await this.camera.take(hash);
      writeFileSync(file(name), picture);
      bytes += picture.length;
    }
    for (const { name } of leftOver()) rmSync(file(name));
    return bytes;
  }

  async check(wanted: readonly Picture[]): Promise<Failure[]> {
    const failures: Failure[] = [];
    for (const { name, hash } of wanted) {
      const failure = await this.failure(name, await this.camera.take(hash));
      if (failure) failures.push(failure);
    }
    const problems = this.camera.problems.map((why) => ({ name: "page", why }));
    return [...failures, ...problems, ...leftOver()];
  }

  private async failure(name: string, picture: Buffer): Promise<Failure | null> {
    const after = dataUrl(picture);
    if (!existsSync(file(name))) return { name, why: "There is no reference.", after };
    const stored = readFileSync(file(name));
    if (stored.equals(picture)) return null;
    const before = dataUrl(stored);
    const { pixels, picture: difference } = await this.compare(before, after);
    if (pixels <= MAX_PIXELS) return null;
    return { name, why: `${pixels} pixels differ.`, before, after, difference };
  }

  private compare(before: string, after: string): Promise<Difference> {
    const pair = { before, after, tolerance: TOLERANCE, reach: this.reach };
    return this.camera.page.evaluate(compare, pair);
  }
}

/** Return the references without a picture. */
function leftOver(): Failure[] {
  const names = new Set([CALIBRATION, ...PICTURES.map(({ name }) => name)]);
  return readdirSync(FOLDER)
    .map((name) => name.replace(/\.png$/, ""))
    .filter((name) => !names.has(name))
    .map((name) => ({ name, why: "There is no such picture." }));
}

function file(name: string): string {
  return join(FOLDER, `${name}.png`);
}

function dataUrl(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`;
}
