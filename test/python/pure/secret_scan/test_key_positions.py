"""The key before a comment is the same one, found alone or among all keys."""

from hypothesis import given, settings, strategies as st

from custom_components.security_posture.secret_scan import key_positions
from custom_components.security_posture.secret_scan.key_positions import KeyPositions
from custom_components.security_posture.secret_scan.tree import no_limit, parse

LINES = (
    "a:", "b: 1", "  c:", "  d: [{e: 1}, {f: 2}]", "    g: {h: {i: 1}}", "- j: 1", "  - k: 1",
    "    l: 2", "- - m: 1", "- []", "- x", "? n", ": o", "? {p: q}", ": r", "---", "&s t: u",
    "v: *s", "  w: |", "    text", "'y': 1",
)  # fmt: skip


def _keys(source: str) -> list[tuple[object, ...]]:
    positions = KeyPositions(source, parse(source, 10_000), ("top",), no_limit)
    found = []
    for offset in range(len(source) + 1):
        key = positions.key_before(offset)
        found.append(
            key and (key.name.start, key.ancestors.keys, key.line, key.column, _above(key))
        )
    return found


def _above(key: key_positions.Key) -> list[int]:
    found = []
    while (key := key.above) is not None:  # type: ignore[assignment]
        found.append(key.name.start)
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_the_key_before_an_offset_is_the_same_among_all_keys(source: str) -> None:
    alone = _keys(source)
    steps, key_positions._MOST_STEPS = key_positions._MOST_STEPS, 1  # type: ignore[misc]
    try:
        assert _keys(source) == alone
    finally:
        key_positions._MOST_STEPS = steps  # type: ignore[misc]


def test_only_the_keys_above_a_comment_are_read() -> None:
    source = "".join(f"k{n}:\n  a: 1\n  b: 2\n" for n in range(500)) + "# note\n"
    steps = 0

    def tick() -> None:
        nonlocal steps
        steps += 1

    positions = KeyPositions(source, parse(source, 10_000), (), tick)
    key = positions.key_before(len(source) - 3)

    assert key is not None
    assert key.ancestors.keys == ("k499", "b")
    assert steps < 10
