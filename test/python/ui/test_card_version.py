"""The card's version, read from the first line of its file."""

from pathlib import Path
from unittest.mock import patch

import pytest

from custom_components.security_posture.ui import card_version as module
from custom_components.security_posture.ui.card_version import card_version

FIRST_LINE = "/* Security Posture card {}. Licences: THIRD-PARTY-NOTICES.txt */\n"


@pytest.mark.parametrize("version", ["0.0.0", "1.2.3", "1.3.0-beta.12", "10.20.30-rc.1"])
def test_the_first_line_states_it(tmp_path: Path, version: str) -> None:
    file = tmp_path / "card.js"
    file.write_text(FIRST_LINE.format(version) + "export {};\n" * 1000)
    with patch.object(module, "CARD_FILE", file):
        assert card_version() == version


@pytest.mark.parametrize(
    "content",
    ["", "export {};\n", "\n" + FIRST_LINE.format("1.2.3"), FIRST_LINE.format("<script>")],
)
def test_another_file_has_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "card.js"
    file.write_text(content)
    with patch.object(module, "CARD_FILE", file):
        assert card_version() is None


def test_a_missing_file_has_none(tmp_path: Path) -> None:
    for file in (tmp_path / "missing.js", tmp_path):
        with patch.object(module, "CARD_FILE", file):
            assert card_version() is None


def test_the_build_writes_that_line() -> None:
    config = Path(__file__).parents[3] / "rollup.config.mjs"
    line = FIRST_LINE.format("${VERSION}").strip()
    assert line in config.read_text()
