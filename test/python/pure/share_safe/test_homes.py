"""Properties of copies of generated homes: nothing private is left, nothing else is touched."""

from collections.abc import Callable
from pathlib import Path
import re
import shutil
import sys
import tempfile

from hypothesis import HealthCheck, given, settings
import yaml

from custom_components.security_posture.secret_scan import scan
from custom_components.security_posture.share_safe import Copy, Name, Private, make_copy
from custom_components.security_posture.share_safe.model import Knowledge

from .homes import Home, homes

_SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def copied(files: dict[str, str], knowledge: Knowledge) -> Copy:
    """Return the copy of some files."""
    folder = Path(tempfile.mkdtemp())
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return make_copy(folder, knowledge)
    finally:
        shutil.rmtree(folder)


@_SETTINGS
@given(homes())
def test_only_what_is_private_is_replaced(home: Home) -> None:
    copy = copied(home.files, home.knowledge)
    assert copy.left_out == {}
    assert set(copy.files) == set(home.files)
    for name, pattern in home.patterns.items():
        assert re.fullmatch(pattern, copy.files[name]), (home.files[name], copy.files[name])
    text = "\n".join(copy.files.values()).lower()
    assert [each for each in home.canaries() if each in text] == []


@_SETTINGS
@given(homes())
def test_nothing_is_found_in_a_copy(home: Home) -> None:
    copy = copied(home.files, home.knowledge)
    folder = Path(tempfile.mkdtemp())
    try:
        for name, text in copy.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        assert scan(folder).findings == ()
    finally:
        shutil.rmtree(folder)


@_SETTINGS
@given(homes())
def test_a_copy_of_a_copy_is_the_same(home: Home) -> None:
    copy = copied(home.files, home.knowledge)
    assert copied(copy.files, Knowledge()).files == copy.files
    assert copied(copy.files, home.knowledge).files == copy.files


@_SETTINGS
@given(homes())
def test_a_copy_has_the_same_values_where_nothing_is_private(home: Home) -> None:
    copy = copied(home.files, home.knowledge)
    for name, text in home.files.items():
        before, after = scalars(text), scalars(copy.files[name])
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            assert old == new or re.search(r"[a-z]_\d|0\.0", new), (old, new)


def scalars(text: str) -> list[str]:
    """Return the values of a document, in order."""
    return [
        event.value
        for event in yaml.parse(text, Loader=yaml.CSafeLoader)
        if isinstance(event, yaml.ScalarEvent)
    ]


def calls(work: Callable[[], object]) -> int:
    """Return how many functions were called."""
    count = 0

    def tracer(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tracer)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _files(n: int) -> dict[str, str]:
    return {
        f"part_{i}.yaml": f"mqtt:\n  broker: nas{i}.local\n  password: zK7x{i:05}qP\n"
        f"automation:\n  - alias: Light {i}\n    trigger: {{platform: sun, event: sunset}}\n"
        for i in range(n)
    }


def test_the_work_is_linear_in_files_and_secrets() -> None:
    copied(_files(5), Knowledge())
    once, twice = (calls(lambda n=n: copied(_files(n), Knowledge())) for n in (60, 120))
    assert twice < 2.3 * once


def test_the_work_hardly_grows_with_known_words() -> None:
    def names(n: int) -> Knowledge:
        return Knowledge(names=tuple(Name(Private.PERSON, f"Quorx{i:04}en") for i in range(n)))

    files = _files(40)
    copied(files, names(10))
    none, some, twice = (calls(lambda n=n: copied(files, names(n))) for n in (0, 300, 600))
    assert twice - some < 1.3 * (some - none)
