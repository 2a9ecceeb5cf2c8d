"""`python -m secret_scan DIR`: one JSON object per line for each secret; a summary at the end.

Exit code 0: nothing found, 1: something found, 2: could not scan, or not all of it.
"""

import json
from pathlib import Path
import sys

from . import CONFIDENT, scan

NOTHING, SOMETHING, FAILED = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Scan the directory and print the findings."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Give one directory: python -m secret_scan DIR", file=sys.stderr)
        return FAILED
    found = scan(Path(arguments[0]))
    reported = [each for each in found.findings if each.confidence >= CONFIDENT]
    for each in reported:
        row: dict[str, str | int | float] = {
            "file": each.file,
            "line": each.line,
            "end_line": each.end_line,
            "key": each.key,
            "kind": each.kind.value,
            "confidence": each.confidence,
        }
        if each.in_comment:
            row["in_comment"] = True
        print(json.dumps(row))
    for name in (*found.slow, *found.too_large):
        print(f"Not read, or only in part: {name}", file=sys.stderr)
    capped = f"; left out: {', '.join(found.capped)}" if found.capped else ""
    summary = f"{found.files} files, {found.bytes} bytes, {found.seconds:.1f} s{capped}"
    print(summary, file=sys.stderr)
    if reported:
        return SOMETHING
    # What was not scanned may contain secrets, so this is not "nothing found".
    return NOTHING if found.complete else FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
