"""Texts that are made to confuse: the parts stay in order, and the work stays linear."""

import random
from typing import Final

import pytest

from custom_components.security_posture.share_safe.uses import (
    comment_parts,
    templates as uses_templates,
)
from custom_components.security_posture.share_safe.uses.styles import split_style
from custom_components.security_posture.share_safe.uses.values import parts_by_key

from .read import pieces

_PIECES: Final = (
    "'", '"', "{{", "}}", "{%", "{#", "[[[", "]]]", "`", "${", "\\", "a_", "sensor.", "states.",
    "#", "//", "/*", "url(", '{"a": "', "a@1.", "M 1,", "<a", "mdi:", "max", " ", "\n", ": ", "é",
)  # fmt: skip


@pytest.mark.parametrize("key", ["message", "value", "service", "icon", "entity_id", "type"])
def test_parts_are_in_order(key: str) -> None:
    chance = random.Random(key)  # noqa: S311 - repeatable
    for _ in range(150):
        text = "".join(chance.choices(_PIECES, k=chance.randrange(1, 40)))
        pieces(text, parts_by_key(key, text))
        pieces(text, split_style(text))
        pieces(text, comment_parts(text))
        pieces(text, uses_templates.split_code(text, uses_templates.Language.CPP))


@pytest.mark.parametrize("start", ["{{", "[[[", ""])
@pytest.mark.parametrize("repeated", ["'\\", '"\\', "`\\", "'", "{{", "{#", "a_", "${"])
def test_blocks_that_do_not_end(start: str, repeated: str) -> None:
    # Each character is read once: quadratic work would not end in the time of a test.
    text = start + repeated * 60_000
    assert sum(part.end - part.begin for part in parts_by_key("value", text)) <= len(text)


@pytest.mark.parametrize("repeated", ["A", "AB1", "Ab ", "A-", "Ab, ", "a b", "É"])
@pytest.mark.parametrize("key", ["message", "value", "password", "type"])
def test_capital_letters(key: str, repeated: str) -> None:
    # Keys and hashes: told from names without trying all ways to split them.
    text = repeated * 200 + "="
    pieces(text, parts_by_key(key, text))
