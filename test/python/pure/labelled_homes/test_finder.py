"""The secret scanner on homes that its rules were not made for."""

from pathlib import Path
import re

from custom_components.security_posture.secret_scan import CONFIDENT, scan

from .reader import LabelledHome, labelled_homes

# Shares of the secrets worth telling that are found, and of the findings that are worth telling.
RECALL = 0.97
PRECISION = 0.97
# Where secrets belong.
_SECRETS = re.compile(r"(?:.*/)?secrets?\.ya?ml|\.storage/.*")


def test_most_secrets_are_found_and_nearly_nothing_else(tmp_path: Path) -> None:
    homes = labelled_homes()
    counts = [_counts(home, tmp_path) for home in homes]
    wanted, found, reported, right = (sum(each) for each in zip(*counts, strict=True))
    assert len(homes) == 15
    assert wanted > 300
    assert found / wanted >= RECALL
    assert right / reported >= PRECISION


def _counts(home: LabelledHome, folder: Path) -> tuple[int, int, int, int]:
    """Return how many secrets are worth telling, are found, are reported, are rightly so."""
    rows = [row for row in scan(home.write(folder)).findings if row.confidence >= CONFIDENT]
    lines = {(row.file, line) for row in rows for line in range(row.line, row.end_line + 1)}
    wanted = [
        label for label in home.labels if label.kind == "s" and not _SECRETS.fullmatch(label.file)
    ]
    worth = {(label.file, label.line) for label in home.labels if label.kind == "s"}
    right = [
        row
        for row in rows
        if any((row.file, line) in worth for line in range(row.line, row.end_line + 1))
    ]
    found = [label for label in wanted if (label.file, label.line) in lines]
    return len(wanted), len(found), len(rows), len(right)
