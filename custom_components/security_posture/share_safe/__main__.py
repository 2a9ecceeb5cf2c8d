"""`python -m share_safe CONFIG_DIR OUT.zip [--words FILE]`: create a shareable copy.

`--review` lists everything that is replaced, and words that may be private too. `--dry-run`
writes nothing.

Exit code 0: complete copy, 1: files were left out, or words of the list are still in the copy,
2: no copy. A word of the list that is in no file is only reported.
"""

import argparse
import gc
from pathlib import Path
import sys

from . import Copy, Knowledge, Review, archive, make_copy
from .review import NOT_FOUND
from .storage import read_word_list, stored_knowledge

WHOLE, PARTIAL, FAILED = 0, 1, 2
_PROGRESS_STEPS = 50
_WHY_NOT = {
    NOT_FOUND: "not found in the files",
    "empty": "contains no letters or digits",
    "keyword": "Home Assistant or another program uses the same word",
    "placeholder": "looks like a placeholder",
    "too_long": "too long",
    "too_short": "too short",
}


def main(arguments: list[str]) -> int:
    """Create the copy and print what was replaced."""
    given = _arguments(arguments)
    if isinstance(given, int):
        return given
    if not given.directory.is_dir():
        print(f"{given.directory} is not a directory", file=sys.stderr)
        return FAILED
    try:
        words = read_word_list(given.words) if given.words else []
    except OSError, UnicodeDecodeError:
        print(f"{given.words} cannot be read", file=sys.stderr)
        return FAILED
    copy = _copy(given.directory, stored_knowledge(given.directory, words))
    if not given.dry_run and not _write(given.out, archive(copy)):
        return FAILED
    if given.review:
        _print_review(copy.review)
    else:
        for kind, n in copy.counts().items():
            print(f"{n:6} {kind}")
    return _tell(copy, given.out)


def _arguments(arguments: list[str]) -> argparse.Namespace | int:
    parser = argparse.ArgumentParser(prog="python -m share_safe", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="CONFIG_DIR")
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT.zip")
    parser.add_argument(
        "--words", type=Path, metavar="FILE", help="more words to replace, one per line"
    )
    parser.add_argument("--review", action="store_true", help="list what is replaced")
    parser.add_argument("--dry-run", action="store_true", help="do not create a copy")
    try:
        given = parser.parse_args(arguments)
        if given.out is None and not given.dry_run:
            parser.error("OUT.zip is required without --dry-run")
    except SystemExit as stopped:
        return WHOLE if not stopped.code else FAILED
    if given.dry_run:
        given.out = None
    return given


def _copy(directory: Path, knowledge: Knowledge) -> Copy:
    # There are no cycles to collect, and millions of objects to look through for them.
    gc.disable()
    return make_copy(directory, knowledge, progress=_print_progress)


def _write(out: Path, content: bytes) -> bool:
    """Write a new file; never replace one, which may be the original."""
    try:
        file = out.open("xb")
    except OSError as error:
        print(f"{out} cannot be written: {error.strerror}", file=sys.stderr)
        return False
    try:
        with file:
            file.write(content)
    except BaseException as error:
        out.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        print(f"{out} cannot be written: {error.strerror}", file=sys.stderr)
        return False
    return True


def _tell(copy: Copy, out: Path | None) -> int:
    """Print what a person needs to know, and return the exit code."""
    for each in copy.review.words:
        print(f"not replaced: {each.word} ({_WHY_NOT.get(each.why, each.why)})", file=sys.stderr)
    for name, why in copy.left_out.items():
        print(f"left out: {name} ({why})", file=sys.stderr)
    where = f"in {out}" if out else "would be in the copy"
    print(f"{len(copy.files)} files {where}", file=sys.stderr)
    is_kept = any(each.why != NOT_FOUND for each in copy.review.words)
    return PARTIAL if copy.left_out or is_kept else WHOLE


def _print_review(review: Review) -> None:
    for kind in review.kinds:
        state = "" if kind.on else ", switched off"
        print(f"{kind.count:6} {kind.kind}{state}")
        for place in kind.places:
            print(f"         {place.file}:{place.line}")
        if kind.count > len(kind.places) > 0:
            print("         ...")
    if review.suggestions:
        print("\nMay be private too (to replace it, add it to a list for --words):")
    for each in review.suggestions:
        state = ", replaced" if each.on else ""
        where = ", ".join(f"{place.file}:{place.line}" for place in each.places[:3])
        print(f"{each.count:6} {each.text} ({each.kind}{state}): {where}")
    if review.left_out:
        print("\nLeft out:")
    for left in review.left_out:
        print(f"       {left.file} ({left.why})")


def _print_progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and (done % _PROGRESS_STEPS == 0 or done == of):
        print(f"\r{done} of {of}", end="\n" if done == of else "", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
