/** A scratch directory, and what has to end before it can go. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Ending = () => Promise<void> | void;

export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), "security-posture-"));
  /** Home Assistant's configuration directory; not made yet. */
  readonly config = join(this.folder, "config");
  private readonly endings: Ending[] = [];

  /** Remember what to do at the end; what was begun last ends first. */
  atEnd(ending: Ending): void {
    this.endings.push(ending);
  }

  /** End everything; the directory stays when its log is still wanted. */
  async end({ keep }: { keep: boolean }): Promise<void> {
    for (const ending of this.endings.splice(0).reverse()) await ending();
    if (!keep) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
