"""Comparison of the structure of documents."""

import pytest

from custom_components.security_posture.secret_scan.tree import parse
from custom_components.security_posture.share_safe.structure import has_same_structure

BASE = "a: 1\nb: [x, {c: y}]\nd: !secret z\ne: &e {f: 1}\ng: *e\n"


@pytest.mark.parametrize(
    "other",
    [
        BASE,
        BASE.replace("x", '"other"'),
        BASE.replace("a: 1", "renamed: 2   # and a comment"),
    ],
)
def test_other_values(other: str) -> None:
    assert has_same_structure(parse(BASE, 1000), parse(other, 1000))


@pytest.mark.parametrize(
    "other",
    [
        BASE + "h: 1\n",
        BASE + "---\na: 1\n",
        BASE.replace("[x, ", "[x, x, "),
        BASE.replace("[x, {c: y}]", "x"),
        BASE.replace("{c: y}", "[c, y]"),
        BASE.replace("!secret z", "z"),
        BASE.replace("!secret", "!include"),
        BASE.replace("*e", "{f: 1}"),
        BASE.replace("{f: 1}", "{f: 1, g: 2}"),
    ],
)
def test_another_structure(other: str) -> None:
    assert not has_same_structure(parse(BASE, 1000), parse(other, 1000))
    assert not has_same_structure(parse(other, 1000), parse(BASE, 1000))
