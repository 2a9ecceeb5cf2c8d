/** Copy a folder recursively, without links to the original. */
import { copyFileSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Copy a folder. Symbolic links are followed: with a copied link, the copy could write to the
 * original. Sockets, broken links and links to a parent folder are skipped. `skip` gets each path
 * relative to the original.
 */
export function copyTree(from: string, to: string, skip: (path: string) => boolean): void {
  copyFolder("", []);

  function copyFolder(path: string, above: readonly string[]): void {
    const real = realpathSync(join(from, path));
    if (above.includes(real)) return;
    mkdirSync(join(to, path), { recursive: true });
    for (const name of readdirSync(real)) {
      const inner = join(path, name);
      if (skip(inner)) continue;
      const kind = statSync(join(from, inner), { throwIfNoEntry: false });
      if (kind?.isDirectory()) copyFolder(inner, [...above, real]);
      else if (kind?.isFile()) copyFileSync(join(from, inner), join(to, inner));
    }
  }
}
