"""Configuration that is commented out: values, their keys and places."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import scan
from custom_components.security_posture.secret_scan.comments import (
    REMARK,
    commented_values,
    comments,
)
from custom_components.security_posture.secret_scan.tree import Scalar, parse

Row = tuple[str, str]


def read(text: str, mount: tuple[str, ...] = ()) -> list[Row]:
    """Return the keys and the text of the values that are commented out."""
    rows = []
    for place in commented_values(text, parse(text, 10_000), mount):
        node = place.node
        assert isinstance(node, Scalar)
        assert place.in_comment
        assert text[node.start : node.end].strip("\"'") == node.text
        assert text.count("\n", 0, node.start) + 1 == node.line
        rows.append((".".join(place.keys), node.text))
    return rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("#key: value\n", [("key", "value")]),
        ("# key: 'value'  # old\n", [("key", "value")]),
        ("## # key: value\n", [("key", "value")]),
        ("#mqtt:\n#  password: x1\n#other: y\n", [("mqtt.password", "x1"), ("other", "y")]),
        ("# mqtt:\n#   password: x1\n", [("mqtt.password", "x1")]),
        ("#mqtt:\n  #password: x1\n", [("mqtt.password", "x1")]),
        ("#mqtt:\n\n#  password: x1\n", [("mqtt.password", "x1")]),
        (
            "# An example, not in use:\n#mqtt:\n#  password: x1\n",
            [(REMARK, "An example, not in use:"), ("mqtt.password", "x1")],
        ),
        # In the mapping where it stands, also below a list.
        ("a:\n  b: 1\n  # c: x1\n", [("a.c", "x1")]),
        ("a:\n  # c: x1\n  b: 1\n", [("a.c", "x1")]),
        ("a:\n  b:\n    c: 1\n  # d: x1\n", [("a.d", "x1")]),
        ("a:\n  b:\n    c: 1\n#d: x1\n", [("d", "x1")]),
        ("a:\n- b: 1\n  # c: x1\n", [("a.c", "x1")]),
        ("a:\n  b: 1\n#  c: x1\n", [("a.c", "x1")]),
        (
            "a:\n  - b: 1\n  # - platform: manual\n  #   code: 1234\n",
            [("a.platform", "manual"), ("a.code", "1234")],
        ),
        (
            "a:\n#  - platform: manual\n#    codes:\n#      - 1234\n",
            [("a.platform", "manual"), ("a.codes", "1234")],
        ),
        ("a:\n- b: 1\n#- c: 2\n#  d: 3\n", [("a.c", "2"), ("a.d", "3")]),
        # After a value.
        ("a:\n  b: 1  # c: x1\n", [("a.c", "x1")]),
        ("a: 1  # old: tulip\n", [("a", "tulip")]),
        ("a: 1  # was tulip99\n", [("a", "tulip99")]),
        ("a: 1  # tulip99\n", [("a", "tulip99")]),
        ("a: 1  # the old one\n", [(REMARK, "the old one")]),
        # A value of several lines.
        ("#a: |\n#  b c\n", [("a", "b c")]),
        # No comments.
        ("a: 'b # c'\nd: |\n  # e: f\n", []),
        ("a: b#c\n", []),
        ("# see http://a:b@c\n", [(REMARK, "see http://a:b@c")]),
    ],
)
def test_values(text: str, rows: list[Row]) -> None:
    assert read(text) == rows


def test_the_keys_above_an_included_file() -> None:
    assert read("#a: b1\n", ("x", "y")) == [("x.y.a", "b1")]


def test_siblings_are_known() -> None:
    text = "a:\n  platform: manual\n  # code: 4711\n  # name: front door\n"
    [code, _] = commented_values(text, parse(text, 100))
    assert {"front", "manual"} <= code.context_words


def test_lines_and_texts() -> None:
    text = "a: 1 # x\n\n#\n# y  \n"
    assert [(row.line, row.text) for row in comments(text, parse(text, 100))] == [
        (1, "x"),
        (4, "y"),
    ]


COMMENTED = """notify:
  - platform: telegram
    # api_key: Tul1p-Garden-42
#mqtt:
#  password: Tul1p-Garden!
alarm_control_panel:
  platform: manual
  code: !secret alarm  # was 4711
  # The password is in the safe. Password: ask Anna
  # password: ask the neighbour
"""


def test_findings(tmp_path: Path) -> None:
    (tmp_path / "configuration.yaml").write_text(COMMENTED + "camera:\n  password: Tul1p!\n")
    rows = [(row.line, row.in_comment, row.key) for row in scan(tmp_path).findings]
    assert sorted(rows) == [
        (3, True, "notify.api_key"),
        (5, True, "mqtt.password"),
        (8, True, "alarm_control_panel.code"),
        (12, False, "camera.password"),
    ]
