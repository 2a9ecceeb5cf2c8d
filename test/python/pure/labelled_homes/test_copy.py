"""The shareable copy of homes that its rules were not made for."""

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
import re

from custom_components.security_posture.share_safe import Name, Private, make_copy
from custom_components.security_posture.share_safe.storage import stored_knowledge

from .reader import Label, LabelledHome, labelled_homes

# Shares of what is left although it is private and known, or a secret; and of the replaced parts
# that nobody labelled as private or doubtful.
LEFT = 0.03
SECRETS_LEFT = 0.005
WRONG = 0.01
_PART = re.compile(r"[\w.]+|\s+|[^\w\s]")
_YAML = (".yaml", ".yml")
# Every value of such a file is replaced.
_SECRETS = re.compile(r"(?:.*/)?[^/]*(?:secret|password)[^/]*\.ya?ml")


def test_nearly_nothing_private_is_left_and_nearly_nothing_else_replaced(tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for home in labelled_homes():
        counts += _counts(home, tmp_path)
    assert counts["k"] > 1_000
    assert counts["replaced"] > 1_500
    assert counts["k left"] / counts["k"] <= LEFT
    assert counts["secret left"] / counts["secret"] <= SECRETS_LEFT
    assert counts["wrong"] / counts["replaced"] <= WRONG


def _counts(home: LabelledHome, folder: Path) -> Counter[str]:
    """Count labels, labels that are left, replaced parts and wrongly replaced ones."""
    directory = home.write(folder)
    known = stored_knowledge(directory)
    words = (Name(Private.WORD, word) for word in home.words)
    copy = make_copy(directory, replace(known, names=(*known.names, *words)))
    counts: Counter[str] = Counter()
    for name, text in home.files.items():
        if not name.endswith(_YAML):
            continue
        # Names of files can be private too, so a file is recognized by its number of lines.
        copied = copy.files.get(name) or _renamed(text, copy.files, home.files)
        if copied is None:
            counts["left out"] += 1
            continue
        labels = [label for label in home.labels if label.file == name]
        for number, (before, after) in enumerate(
            zip(text.split("\n"), copied.split("\n"), strict=True), 1
        ):
            counts += _line(before, after, [each for each in labels if each.line == number], name)
    return counts


def _renamed(text: str, copied: dict[str, str], originals: dict[str, str]) -> str | None:
    lines = text.count("\n")
    others = [
        other
        for name, other in copied.items()
        if name not in originals and other.count("\n") == lines
    ]
    return max(others, key=lambda other: SequenceMatcher(None, text, other).ratio(), default=None)


def _line(before: str, after: str, labels: list[Label], file: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    changed = _changed(before, after)
    for label in labels:
        is_left = not any(begin < label.end and label.begin < end for begin, end in changed)
        kind = {"s": "secret", "n": "secret"}.get(label.kind, label.kind)
        counts[kind] += 1
        counts[f"{kind} left"] += is_left
    private = [label for label in labels if label.kind != "+"]
    for begin, end in changed:
        counts["replaced"] += 1
        counts["wrong"] += not _SECRETS.fullmatch(file) and not any(
            begin < label.end and label.begin < end for label in private
        )
    return counts


def _changed(before: str, after: str) -> list[tuple[int, int]]:
    """Return the parts of a line that are not in the copy."""
    if before == after:
        return []
    ours, theirs = _PART.findall(before), _PART.findall(after)
    begins = [0]
    for part in ours:
        begins.append(begins[-1] + len(part))
    return [
        (begins[first], begins[last])
        for kind, first, last, _, _ in SequenceMatcher(
            None, ours, theirs, autojunk=False
        ).get_opcodes()
        if kind not in ("equal", "insert")
    ]
