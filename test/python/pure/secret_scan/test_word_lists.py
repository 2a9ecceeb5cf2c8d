"""The word lists of the scanner and of the shareable copy."""

from pathlib import Path
import re

import pytest

from custom_components.security_posture.secret_scan.word_lists import read_words
from custom_components.security_posture.share_safe.names.tables import pairs, read_lists

PACKAGE = Path(read_words.__code__.co_filename).parents[1]
LISTS = sorted(PACKAGE.glob("s*/words/*.txt"))
# Files of several lists, as "list: words".
SEVERAL = [path for path in LISTS if re.search(r"^\w+: ", path.read_text(), re.MULTILINE)]
ALONE = [path for path in LISTS if path not in SEVERAL]
IN_PAIRS = "letters"


def _code(path: Path) -> str:
    return "".join(module.read_text() for module in path.parents[1].rglob("*.py"))


def test_comments_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "fruit.txt").write_text("# Fruit.\napple pear  # sweet\n\nlemon\n")
    assert read_words("fruit", tmp_path) == ("apple", "pear", "lemon")


@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
def test_a_list_is_used_and_has_no_duplicates(path: Path) -> None:
    words = read_words(path.stem, path.parent)
    assert len(words) > 3
    assert len(words) == len(set(words))
    assert re.search(rf'(?:read_words|word_set|folded_words)\("{path.stem}"', _code(path)) or (
        re.search(rf'^_FILES: Final = \([^)]*"{path.stem}"', _code(path), re.MULTILINE)
    )


@pytest.mark.parametrize("path", SEVERAL, ids=lambda path: path.stem)
def test_the_lists_of_a_file_are_used_and_have_no_duplicates(path: Path) -> None:
    code, lists = _code(path), path.read_text()
    assert f'read_lists("{path.stem}")' in code
    for name, words in read_lists(path.stem).items():
        head, beside, _ = name.partition(" ")
        assert f'"{head} "' in code if beside else f'["{name}"]' in code or f"@{name}" in lists
        once = tuple(pairs(words)) if name == IN_PAIRS else words
        assert len(once) == len(set(once)), name
        if name == IN_PAIRS:
            assert len(words) == 2 * len(once)


def test_there_are_lists() -> None:
    assert len(ALONE) > 15
    assert len(SEVERAL) > 2
