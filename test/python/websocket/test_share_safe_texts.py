"""What the copy, its commands and the card have in common."""

from collections.abc import Collection

import pytest

from custom_components.security_posture.secret_scan.model import Kind
from custom_components.security_posture.share_safe import Private, copy, files, review, sources
from custom_components.security_posture.share_safe.names import not_replaceable
from custom_components.security_posture.share_safe.remaining_words import KEYWORD
from custom_components.security_posture.storage.copy_choices import FIXED

from ..pure.integration_files.files import ENGLISH, PACKAGE, read


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("copied", [*Private, *Kind]),
        ("suggested", [Private.PERSON, Private.USER, Private.AREA]),
        ("left_out", [copy.NOT_SAFE, sources.TOO_SLOW, sources.NOT_YAML]),
        ("left_out", [files.TOO_LARGE, files.TOO_DEEP, files.UNREADABLE]),
        ("kept", [KEYWORD, review.NOT_FOUND, not_replaceable.EMPTY]),
        ("kept", [not_replaceable.TOO_SHORT, not_replaceable.TOO_LONG]),
        ("kept", [not_replaceable.PLACEHOLDER, not_replaceable.KEYWORD]),
        ("copy", ["failed", "too_large", "stopped", "unauthorized", "not_ready", "invalid_format"]),
    ],
)
def test_codes(group: str, codes: Collection[str]) -> None:
    texts = read(PACKAGE).words[ENGLISH]["config_panel"][group]
    assert set(codes) <= set(texts)


def test_the_kinds_that_can_be_switched_off() -> None:
    """The store and the copy agree on them."""
    assert frozenset(Private) - FIXED == review._OPTIONAL
