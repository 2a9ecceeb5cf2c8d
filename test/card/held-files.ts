/** The object URLs that exist while something runs: files that the page keeps in memory. */

export async function withHeldFiles(
  run: (held: ReadonlySet<string>) => Promise<void>,
): Promise<void> {
  const held = new Set<string>();
  const { createObjectURL: create, revokeObjectURL: revoke } = URL;
  URL.createObjectURL = (blob: Blob) => {
    const url = create.call(URL, blob);
    held.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => void (held.delete(url), revoke.call(URL, url));
  try {
    await run(held);
  } finally {
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
  }
}
