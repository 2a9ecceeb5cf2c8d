"""`npm run translations`: gaps of each language, and the exit code."""

from pathlib import Path
import shutil

import pytest

from .files import ENGLISH, read
from .incomplete import KEY, change, copy
from .translations_report import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy(tmp_path)


def test_report_of_complete_languages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in set(read(folder).words) - {ENGLISH}:
        shutil.copy(folder / "translations/en.json", folder / f"translations/{language}.json")
    (folder / "translations/pl.json").unlink()  # needs more plural forms than English has
    assert main(["--strict"], folder) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.endswith(": complete") for line in lines)


def test_report_of_gaps(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, "de", None)
    change(folder, "fr", {"why": "{gone}", "spare": "De trop"})
    assert main([], folder) == 0
    output = capsys.readouterr().out
    assert f"  {KEY}.title is missing" in output.splitlines()
    assert f"  wrong: {KEY}.spare is not in English" in output.splitlines()
    assert f"  wrong: {KEY}.why has the placeholders ['gone']" in output
    assert main(["--strict"], folder) == 1
    assert main(["--quiet"], folder) == 2
