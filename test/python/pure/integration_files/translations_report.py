"""`npm run translations`: report what each language still lacks."""

from collections.abc import Iterator
from pathlib import Path
import sys

from .files import PACKAGE, Files, read
from .languages import complaints, gaps

STRICT = "--strict"


def report(files: Files) -> Iterator[str]:
    """Yield one block of lines per language."""
    broken = list(complaints(files))
    for language, missing in gaps(files).items():
        prefix = f"{language}.json: "
        wrong = [line.removeprefix(prefix) for line in broken if line.startswith(prefix)]
        yield (
            f"{language}: complete"
            if not missing + wrong
            else (f"{language}: {len(missing)} to translate or to remove, {len(wrong)} wrong")
        )
        yield from (f"  {line}" for line in missing)
        yield from (f"  wrong: {line}" for line in wrong)


def main(args: list[str], folder: Path = PACKAGE) -> int:
    """Print the report. With --strict, return 1 if a language is not complete."""
    if set(args) - {STRICT}:
        sys.stderr.write(f"The only option is {STRICT}.\n")
        return 2
    lines = list(report(read(folder)))
    sys.stdout.write("\n".join(lines) + "\n")
    is_complete = all(line.endswith(": complete") for line in lines)
    return 0 if is_complete or STRICT not in args else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
