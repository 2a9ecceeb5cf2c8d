"""The word lists of the scanner and of the shareable copy."""

from pathlib import Path
import re

import pytest

from custom_components.security_posture.secret_scan.word_lists import read_words

PACKAGE = Path(read_words.__code__.co_filename).parents[1]
LISTS = sorted(PACKAGE.glob("s*/words/*.txt"))


def test_comments_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "fruit.txt").write_text("# Fruit.\napple pear  # sweet\n\nlemon\n")
    assert read_words("fruit", tmp_path) == ("apple", "pear", "lemon")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_is_used_and_has_no_duplicates(path: Path) -> None:
    words = read_words(path.stem, path.parent)
    assert len(words) > 5
    assert len(words) == len(set(words))
    code = "".join(module.read_text() for module in path.parents[1].glob("*.py"))
    assert re.search(rf'read_words\("{path.stem}"', code)


def test_there_are_lists() -> None:
    assert len(LISTS) > 15
