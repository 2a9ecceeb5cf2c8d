/** A temporary folder, and what must be stopped before it can be deleted. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type CleanUp = () => Promise<void> | void;

export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "security-posture-"));
  /** Home Assistant's configuration directory; not created yet. */
  readonly config = join(this.path, "config");
  private readonly cleanUps: CleanUp[] = [];

  /** Register a function to call at the end; they run in reverse order. */
  onCleanUp(cleanUp: CleanUp): void {
    this.cleanUps.push(cleanUp);
  }

  /** Run the registered functions, then delete the folder unless `keep` is set. */
  async cleanUp({ keep }: { keep: boolean }): Promise<void> {
    for (const cleanUp of this.cleanUps.splice(0).reverse()) await cleanUp();
    if (!keep) rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
