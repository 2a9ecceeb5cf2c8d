"""How much of what is planted in whole households is found, and how much that is none."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, scan

from .households import Household, households

PRECISION, RECALL, RECALL_BY_KIND = 0.95, 0.85, 0.80


@dataclass
class Score:
    """What a scan of several households came to."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)

    def add(self, household: Household, folder: Path) -> None:
        """Scan one household, and compare."""
        rows = [
            row for row in scan(household.write(folder)).findings if row.confidence >= CONFIDENT
        ]
        true = set()
        for secret in household.secrets:
            met = {
                n
                for n, row in enumerate(rows)
                if row.file == secret.file
                and any(row.line <= line <= row.end_line for line in secret.lines)
            }
            true |= met
            self.planted[secret.kind] += 1
            self.found[secret.kind] += bool(met)
        self.right += len(true)
        self.wrong += [
            f"{household.name}/{row.file}:{row.line}" for n, row in enumerate(rows) if n not in true
        ]


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_households(tmp_path: Path, half: str) -> None:
    score = Score()
    for household in households(half):
        score.add(household, tmp_path)
    assert score.planted
    assert score.right / (score.right + len(score.wrong)) >= PRECISION, score.wrong
    assert score.found.total() / score.planted.total() >= RECALL
    by_kind = [score.found[kind] / n for kind, n in score.planted.items()]
    assert sum(by_kind) / len(by_kind) >= RECALL_BY_KIND


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_clean_households(tmp_path: Path, half: str) -> None:
    clean = [household for household in households(half) if not household.secrets]
    assert clean
    for household in clean:
        assert not scan(household.write(tmp_path)).findings, household.name
