"""Recognize files with values that only stand for secrets, made for an automatic check."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from .value_patterns import is_literal, is_placeholder
from .word_split import words

_NAMES: Final = frozenset({"secret", "secrets"})
_PURPOSES: Final = frozenset(
    {
        *("ci", "demo", "dummy", "example", "fake", "github", "mock", "placeholder", "redacted"),
        *("sample", "sanitized", "stub", "template", "test", "tests", "testing", "travis"),
    }
)
# Letters in place of which people write digits.
_DIGITS: Final = str.maketrans("013457", "oleast")
# What people write in place of a secret: "not_the_real_one".
_SAYING: Final = frozenset(
    {
        *("changeme", "demo", "dummy", "example", "fake", "foobar", "insert", "mock", "not"),
        *("notreal", "placeholder", "real", "redacted", "sample", "some", "test", "your"),
    }
)


def is_stand_in_file(name: str) -> bool:
    """Return whether a file is called "fake_secrets.yaml" or the like."""
    found = set(words(PurePosixPath(name).name.partition(".y")[0]))
    return bool(found & _NAMES and found & _PURPOSES)


def are_stand_ins(values: Sequence[str]) -> bool:
    """Return whether the values of such a file stand for others: any of them says so."""
    repeated = Counter(values).most_common(1)
    return any(map(_is_stand_in, values)) or (len(values) > 1 and repeated[0][1] == len(values))


def _is_stand_in(value: str) -> bool:
    if len(set(value)) == 1 or is_placeholder(value) or not is_literal(value):
        return True
    return not _SAYING.isdisjoint((*words(value), *words(value.translate(_DIGITS))))
