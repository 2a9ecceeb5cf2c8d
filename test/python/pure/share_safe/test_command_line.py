"""`python -m share_safe`."""

import os
from pathlib import Path
import subprocess
import sys
from typing import BinaryIO
import zipfile

import pytest

from custom_components.security_posture.share_safe import __main__ as command_line

from .home import household

PACKAGE = Path(__file__).parents[4] / "custom_components" / "security_posture"
HOME = {
    "configuration.yaml": "automation: !include zoltan/x.yaml\nmqtt:\n  password: Sommer2019.\n",
    "zoltan/x.yaml": "- alias: zoltan und Rumpelstilz\n",
    ".storage/person": '{"data": {"items": [{"name": "Zoltan Kovacs"}]}}',
}


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "share_safe", *map(str, arguments)],
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return household(tmp_path / "home", HOME)


def test_a_copy(tmp_path: Path, home: Path) -> None:
    (tmp_path / "words.txt").write_text("# mine\nRumpelstilz\n")
    out = tmp_path / "out.zip"
    done = command(home, out, "--words", tmp_path / "words.txt")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as file:
        assert sorted(file.namelist()) == ["configuration.yaml", "person_1/x.yaml", "replaced.csv"]
        assert file.read("person_1/x.yaml").decode() == "- alias: person_1 und word_1\n"
    assert "1 password" in done.stdout
    for private in ("Sommer2019", "oltan", "Rumpel"):
        assert private not in done.stdout + done.stderr


def test_wrong_arguments(tmp_path: Path, home: Path) -> None:
    existing = household(tmp_path, {"there.zip": "original"}) / "there.zip"
    for wrong in (
        (home, existing),
        (home / "gone", tmp_path / "b.zip"),
        (home,),
        (home, tmp_path / "c.zip", "--words", home / "gone"),
        (home, tmp_path / "gone" / "c.zip"),
        (home, tmp_path / "c.zip", "--unknown"),
    ):
        assert command(*wrong).returncode == 2
    assert existing.read_text() == "original"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "there.zip"]


def test_left_out_files(tmp_path: Path, home: Path) -> None:
    household(home, {"zoltan/broken.yaml": "a: [\n"})
    done = command(home, tmp_path / "out.zip")
    assert done.returncode == 1
    assert "left out: person_1/broken.yaml (not_yaml)" in done.stderr
    assert "zoltan" not in done.stderr


def test_words_that_are_not_replaced(tmp_path: Path, home: Path) -> None:
    household(home, {"light.yaml": "light:\n  - platform: hue\n"})
    (tmp_path / "words.txt").write_text("Ottilie\n")
    done = command(home, tmp_path / "a.zip", "--words", tmp_path / "words.txt")
    assert done.returncode == 0
    assert "not replaced: Ottilie (not found in the files)" in done.stderr
    (tmp_path / "words.txt").write_text("light\n")
    done = command(home, tmp_path / "b.zip", "--words", tmp_path / "words.txt")
    assert done.returncode == 1
    assert "not replaced: light (" in done.stderr


def test_a_dry_run_writes_nothing(tmp_path: Path, home: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    for arguments in ((home, "--dry-run"), (home, tmp_path / "x.zip", "--dry-run", "--review")):
        done = command(*arguments)
        assert done.returncode == 0
        assert "2 files would be in the copy" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_review_has_places_and_no_originals(tmp_path: Path, home: Path) -> None:
    household(home, {"zoltan/broken.yaml": "a: [\n"})
    done = command(home, tmp_path / "x.zip", "--review")
    assert done.returncode == 1
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[lines.index("1 password") + 1] == "configuration.yaml:3"
    assert "person_1/x.yaml:1" in lines
    assert "person_1/broken.yaml (not_yaml)" in lines
    assert "Sommer2019" not in done.stdout
    assert "oltan" not in done.stdout
    assert (tmp_path / "x.zip").exists()


def test_a_name_that_is_not_utf8(tmp_path: Path, home: Path) -> None:
    with open(os.fsencode(home) + b"/K\xfcche.yaml", "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"a: b\n")
    done = command(home, tmp_path / "x.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "x.zip") as archived:
        assert "Küche.yaml" in archived.namelist()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_partly_written_file_is_removed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "x.zip"

    def open_full(self: Path, _mode: str) -> BinaryIO:
        self.touch()
        return open("/dev/full", "wb")  # noqa: PTH123 - the method is replaced

    monkeypatch.setattr(Path, "open", open_full)
    assert not command_line._write(path, b"content")
    assert "cannot be written: No space left" in capsys.readouterr().err
    assert not path.exists()
