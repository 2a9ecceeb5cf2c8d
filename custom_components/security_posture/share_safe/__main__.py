"""`python -m share_safe CONFIG_DIR OUT.zip [--words FILE]`: create a shareable copy.

Exit code 0: complete copy, 1: files were left out, 2: no copy.
"""

import argparse
from pathlib import Path
import sys

from . import archive, make_copy
from .storage import read_word_list, stored_names

WHOLE, PARTIAL, FAILED = 0, 1, 2
_PROGRESS_STEPS = 50


def main(arguments: list[str]) -> int:
    """Create the copy and print what was replaced."""
    parser = argparse.ArgumentParser(prog="python -m share_safe", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="CONFIG_DIR")
    parser.add_argument("out", type=Path, metavar="OUT.zip")
    parser.add_argument(
        "--words", type=Path, metavar="FILE", help="more words to replace, one a line"
    )
    try:
        given = parser.parse_args(arguments)
    except SystemExit as stopped:
        return WHOLE if not stopped.code else FAILED
    if not given.directory.is_dir():
        print(f"{given.directory} is not a directory", file=sys.stderr)
        return FAILED
    try:
        more = read_word_list(given.words) if given.words else []
    except OSError, UnicodeDecodeError:
        print(f"{given.words} cannot be read", file=sys.stderr)
        return FAILED
    copy = make_copy(
        given.directory, [*stored_names(given.directory), *more], progress=_print_progress
    )
    try:
        # Never overwrite a file: it may be the original.
        with given.out.open("xb") as file:
            file.write(archive(copy))
    except OSError as error:
        print(f"{given.out} cannot be written: {error.strerror}", file=sys.stderr)
        return FAILED
    for kind, n in copy.counts().items():
        print(f"{n:6} {kind}")
    for name, why in copy.left_out.items():
        print(f"left out: {name} ({why})", file=sys.stderr)
    print(f"{len(copy.files)} files in {given.out}", file=sys.stderr)
    return PARTIAL if copy.left_out else WHOLE


def _print_progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and (done % _PROGRESS_STEPS == 0 or done == of):
        print(f"\r{done} of {of}", end="\n" if done == of else "", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
