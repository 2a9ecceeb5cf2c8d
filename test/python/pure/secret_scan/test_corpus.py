"""Find every secret of the corpus, and nothing else.

New exceptions are listed below; an exception that no longer applies fails the test.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, scan

from .households import Household, households

# As "household/file:line".
MISSED: frozenset[str] = frozenset()
FALSE_ALARMS: frozenset[str] = frozenset()


@dataclass
class Comparison:
    """Missed secrets and false alarms of a scan of several households."""

    secrets: int = 0
    missed: set[str] = field(default_factory=set)
    false_alarms: set[str] = field(default_factory=set)

    def add(self, household: Household, folder: Path) -> None:
        """Scan one household and compare the findings with its labels."""
        rows = [
            row for row in scan(household.write(folder)).findings if row.confidence >= CONFIDENT
        ]
        labelled: set[int] = set()
        for secret in household.secrets:
            self.secrets += 1
            found = {
                n
                for n, row in enumerate(rows)
                if row.file == secret.file
                and any(row.line <= line <= row.end_line for line in secret.lines)
            }
            labelled |= found
            if not found:
                self.missed.add(f"{household.name}/{secret.file}:{min(secret.lines)}")
        self.false_alarms |= {
            f"{household.name}/{row.file}:{row.line}"
            for n, row in enumerate(rows)
            if n not in labelled
        }


def test_every_secret_is_found_and_nothing_else(tmp_path: Path) -> None:
    comparison = Comparison()
    for half in ("tuning", "held_out"):
        for household in households(half):
            comparison.add(household, tmp_path)
    assert comparison.secrets > 200
    assert comparison.missed == MISSED
    assert comparison.false_alarms == FALSE_ALARMS


def test_a_lost_secret_and_a_false_alarm_are_noticed(tmp_path: Path) -> None:
    [retrofit] = [each for each in households("tuning") if each.name == "retrofit"]
    comparison = Comparison()
    # The labels of one household on the files of another.
    other = next(each for each in households("held_out") if each.secrets)
    comparison.add(
        Household(
            name="mixed",
            files=other.files,
            secrets=retrofit.secrets,
            values=retrofit.values,
            lookalikes=0,
        ),
        tmp_path,
    )
    assert comparison.missed
    assert comparison.false_alarms


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_clean_households(tmp_path: Path, half: str) -> None:
    clean = [household for household in households(half) if not household.secrets]
    assert clean
    for household in clean:
        assert not scan(household.write(tmp_path)).findings, household.name
