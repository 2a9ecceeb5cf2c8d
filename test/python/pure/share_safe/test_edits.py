"""Parts of a value, as edits of the source."""

import pytest
import yaml

from custom_components.security_posture.secret_scan.tree import Mapping, Scalar, parse
from custom_components.security_posture.share_safe.edits import Edit, apply, in_source


def _value(source: str) -> Scalar:
    root = parse(source, 100).roots[0]
    assert isinstance(root, Mapping)
    value = root.pairs[0][1]
    assert isinstance(value, Scalar)
    return value


def _edited(source: str, node: Scalar, old: str) -> str:
    begin = node.text.index(old)
    edit = Edit(begin, begin + len(old), "person_1", "person", "person_1")
    return apply(source, in_source(source, node, [edit]))[0]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("a: Otti goes  # now\nb: 1\n", "a: person_1 goes  # now\nb: 1\n"),
        ("a: !tag &b 'it''s Otti'\nb: 1\n", "a: !tag &b 'it''s person_1'\nb: 1\n"),
        ('a: "\\u004ftti \\x41 \\\n  goes"\n', 'a: "person_1 \\x41 \\\n  goes"\n'),
        ('a: "\\U0001F600 \\q Otti"\n', None),
        ("a: |\n  Hello\n  Otti\nb: 1\n", "a: |\n  Hello\n  person_1\nb: 1\n"),
        ("a: >-\n  Hello\n  Otti\n\nb: 1\n", "a: >-\n  Hello\n  person_1\n\nb: 1\n"),
    ],
)
def test_the_rest_stays(source: str, written: str | None) -> None:
    if written is None:
        assert parse(source, 100).problem is not None
    else:
        assert _edited(source, _value(source), "Otti") == written


@pytest.mark.parametrize(
    "source",
    ["a: Hello\nb: 1\n", "a: 'Hello'\nb: 1\n", "a: |\n  Hello\nb: 1\n"],
)
def test_a_value_that_is_written_in_another_way_is_written_again(source: str) -> None:
    node = _value(source)
    is_block = node.style == "|"
    node.text = "One line\n\nOtti: two\n" if is_block else "Otti: two"
    expected = node.text.replace("Otti", "person_1")
    assert yaml.safe_load(_edited(source, node, "Otti")) == {"a": expected, "b": 1}


def test_blanks_are_no_value() -> None:
    source = "a: 'one   two'\n"
    node = _value(source)
    assert in_source(source, node, [Edit(3, 6, "x", "person", "x")]) == []
