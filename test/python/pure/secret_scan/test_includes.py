"""Which files an include means, and in which order files are read."""

import pytest

from custom_components.security_posture.secret_scan import includes
from custom_components.security_posture.secret_scan.includes import Include, ReadingOrder, include
from custom_components.security_posture.secret_scan.tree import Scalar, Sequence
from custom_components.security_posture.secret_scan.yaml_values import Ancestors, YamlValue

NAMES = ("configuration.yaml", "a.yaml", "parts/b.yaml", "parts/deep/c.yaml", "parts/d.txt")


def included(tag: str | None, text: str, file: str = "configuration.yaml") -> Include | None:
    node = Scalar(text, tag, None, 1, 1, 0, len(text))
    return include(YamlValue(node, Ancestors(("x",), None, None), in_list=False), file)


@pytest.mark.parametrize(
    ("text", "file", "name"),
    [
        ("a.yaml", "configuration.yaml", "a.yaml"),
        (" ./a.yaml ", "configuration.yaml", "a.yaml"),
        ("b.yaml", "parts/a.yaml", "parts/b.yaml"),
        ("../b.yaml", "parts/a.yaml", "b.yaml"),
    ],
)
def test_a_file_is_relative_to_its_includer(text: str, file: str, name: str) -> None:
    found = included("!include", text, file)
    assert found == Include(name, is_folder=False, is_named=False, keys=("x",))
    assert list(found.files(NAMES)) == [(name, ("x",))]


@pytest.mark.parametrize("text", ["../a.yaml", "parts/../../a.yaml", "/etc/passwd"])
def test_a_file_outside_the_scanned_directory(text: str) -> None:
    assert included("!include", text) is None


@pytest.mark.parametrize("tag", [None, "!secret", "!env_var", "!input"])
def test_no_include(tag: str | None) -> None:
    assert included(tag, "a.yaml") is None


def test_a_list_is_no_include() -> None:
    value = YamlValue(Sequence(1), Ancestors(("x",), None, None), in_list=False)
    assert include(value, "configuration.yaml") is None


@pytest.mark.parametrize(
    ("tag", "keys"),
    [
        ("!include_dir_list", [("x",), ("x",)]),
        ("!include_dir_merge_list", [("x",), ("x",)]),
        ("!include_dir_named", [("x", "b"), ("x", "c")]),
        ("!include_dir_merge_named", [("x",), ("x",)]),
    ],
)
def test_a_folder(tag: str, keys: list[tuple[str, ...]]) -> None:
    found = included(tag, "parts/")
    assert found is not None
    expected = list(zip(("parts/b.yaml", "parts/deep/c.yaml"), keys, strict=True))
    assert list(found.files(NAMES)) == expected


def test_the_scanned_directory_as_a_folder() -> None:
    found = included("!include_dir_list", ".")
    assert found is not None
    assert [name for name, _ in found.files(NAMES)] == [*NAMES[:-1]]


def test_included_files_come_first() -> None:
    order = ReadingOrder(("a.yaml", "b.yaml", "configuration.yaml"))
    read = []
    for name, keys in order:
        read.append((name, keys))
        if name == "configuration.yaml":
            order.add(Include("b.yaml", is_folder=False, is_named=False, keys=("x",)))
            order.add(Include("gone.yaml", is_folder=False, is_named=False, keys=("x",)))
    assert read == [("configuration.yaml", ()), ("b.yaml", ("x",)), ("a.yaml", ())]


def test_too_many_includes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those above the limit are not followed, but every file is still read once."""
    monkeypatch.setattr(includes, "MAX_INCLUDES", 2)
    order = ReadingOrder(("a.yaml", "b.yaml", "configuration.yaml"))
    for name in ("a.yaml", "b.yaml"):
        order.add(Include(name, is_folder=False, is_named=False, keys=("x",)))
    assert list(order) == [("configuration.yaml", ()), ("a.yaml", ("x",)), ("b.yaml", ())]
