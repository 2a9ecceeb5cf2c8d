"""A text that is made to take long ends neither the scan nor hides the other files."""

from collections.abc import Callable
import os
from pathlib import Path
import sys

import pytest

from custom_components.security_posture.secret_scan import ScanCache, scan, time_limits
from custom_components.security_posture.secret_scan.json_tree import parse_json
from custom_components.security_posture.secret_scan.time_limits import (
    Clock,
    StoppedError,
    TooSlowError,
)

from ...support.steps import steps

LONG = "Zr8" + "qT5mWx2" * 3
SCANNER = sys.modules[scan.__module__]
# Twice the work, and some room for growing containers; quadratic work would be four times.
LINEAR = 2.6


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def _lines(n: int, line: str) -> str:
    return "".join(line % k for k in range(n))


TEXTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "one text": ("a.yaml", lambda n: "description: |\n  " + "pw:" * n),
    "many secrets in one text": (
        "a.yaml",
        lambda n: "a: |\n" + _lines(n // 8, f"  curl -u me:{LONG} http://h%d\n"),
    ),
    "the same secret again and again": (
        "a.yaml",
        lambda n: "a: >\n" + f"  token={LONG}\n" * (n // 8),
    ),
    "many values": ("a.yaml", lambda n: _lines(n, "k%d: v\n")),
    "many secrets": (
        "a.yaml",
        lambda n: "".join(f"k{k}_password: {LONG}\n" for k in range(n // 8)),
    ),
    "keys that are secrets": (
        "a.yaml",
        lambda n: (
            "codes:\n" + "".join(f'  "{1000 + k}":\n    pin: {8000 + k}\n' for k in range(n // 8))
        ),
    ),
    "one long key": ("a.yaml", lambda n: f'"{"k1:" * n}": {{password: {LONG}}}\n'),
    "comments": ("a.yaml", lambda n: "a: 1\n" + "# pw: x\n" * n),
    "broken": ("a.yaml", lambda n: "a: [}\n" + "b: c\n" * n),
    "indented": (
        "a.yaml",
        lambda n: "a: [}\n" + "".join(" " * (k % 150) + "b:\n" for k in range(n)),
    ),
    "json": ("a.json", lambda n: "[" + '{"a": "b"},' * n + "1]"),
    "json text": ("a.json", lambda n: '{"a": "' + "pw:" * n + '"}'),
    "json escapes": ("a.json", lambda n: '{"a": "' + "\\\\" * n + '"}'),
    "json that never ends": ("a.json", lambda n: '{"a": "' + "\\" * (2 * n + 1)),
    "python": ("a.py", lambda n: "x = 'y'\n" * n),
    "one line of python": ("a.py", lambda n: "x = 'y';" * n),
    "shell": ("a.sh", lambda n: "pw=x;" * n),
    "settings": ("a.ini", lambda n: "pw = x\n" * n),
    "environment": ("a.env", lambda n: "PW=x\n" * n),
    "template": ("a.jinja", lambda n: "{% set pw = x %}" * n),
    "logins": (".netrc", lambda n: "password " * n),
    "container": ("Dockerfile", lambda n: "ENV " * n),
}

# A long text is read in pieces, which overlap.
IN_ONE_TEXT = frozenset(
    {
        "container",
        "json text",
        "many secrets in one text",
        "one line of python",
        "one long key",
        "one text",
        "shell",
        "template",
        "the same secret again and again",
    }
)


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_takes_twice_the_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file, text = TEXTS[name]
    for limit in ("MAX_FINDINGS", "MAX_FILE_FINDINGS"):
        monkeypatch.setattr(SCANNER, limit, 10**9)
    counts = []
    size = 3_000 if name in IN_ONE_TEXT else 800
    for n in (size, 2 * size):
        folder = tmp_path / str(n)
        write(folder, file, text(n))
        scan(folder)  # fills the caches of regular expressions and word lists
        counts.append(steps(lambda folder=folder: scan(folder)))  # type: ignore[misc]
        assert "failed" not in scan(folder).capped
    assert counts[1] <= LINEAR * counts[0]


def test_a_slow_file_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path,
        "blueprints/a.yaml",
        f"password: {LONG}\n" + _lines(9_000, "k%d: v\n"),
    )
    write(tmp_path, "configuration.yaml", f"password: {LONG}\n")
    write(tmp_path, "z.py", f'password = "{LONG}"\n')
    monkeypatch.setattr(SCANNER, "MAX_FILE_SECONDS", 0.0)
    monkeypatch.setattr(SCANNER, "MAX_SLOW_FILE_SECONDS", 0.0)
    cache = ScanCache()
    found = scan(tmp_path, cache)
    assert {row.file for row in found.findings} >= {"configuration.yaml", "z.py"}
    assert (found.slow, found.capped, found.complete) == (("blueprints/a.yaml",), ("slow",), False)
    # It is not tried again until it changes, or somebody asks.
    again = scan(tmp_path, cache)
    assert (again.slow, again.capped, again.read) == (found.slow, found.capped, 0)
    monkeypatch.setattr(SCANNER, "MAX_SLOW_FILE_SECONDS", 60.0)
    cache.forget_slow()
    assert scan(tmp_path, cache).complete
    assert scan(tmp_path, cache).read == 0


def test_a_slow_file_gets_more_time_after_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.yaml", _lines(9_000, "k%d: v\n") + f"password: {LONG}\n")
    write(tmp_path, "z.yaml", f"password: {LONG}\n")
    monkeypatch.setattr(SCANNER, "MAX_FILE_SECONDS", 0.0)
    found = scan(tmp_path)
    assert (found.slow, found.complete) == ((), True)
    assert [row.file for row in found.findings] == ["a.yaml", "z.yaml"]
    assert (found.files, found.read) == (2, 3)


def test_a_file_with_any_number_of_secrets_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", _lines(20_000, f"k%d_password: {LONG}\n"))
    write(tmp_path, "z.yaml", f"password: {LONG}\n")
    found = scan(tmp_path)
    assert found.findings[-1].file == "z.yaml"
    assert found.capped == ("findings",)
    assert len(found.findings) == SCANNER.MAX_FILE_FINDINGS + 1


def test_a_file_that_fails_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.json", "{}")
    write(tmp_path, "z.yaml", f"password: {LONG}\n")
    readers = sys.modules["custom_components.security_posture.secret_scan.readers"]

    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(readers, "parse_json", fail)
    found = scan(tmp_path)
    assert [row.file for row in found.findings] == ["z.yaml"]
    assert found.capped == ("failed",)


@pytest.mark.parametrize(
    ("seconds", "is_over", "error"), [(0.0, False, TooSlowError), (60.0, True, StoppedError)]
)
def test_the_clock(seconds: float, is_over: bool, error: type[Exception]) -> None:
    clock = Clock(seconds, lambda: is_over)
    for _ in range(time_limits._INTERVAL - 1):
        clock.tick()
    with pytest.raises(error):
        clock.tick()


def test_the_time_is_looked_at_while_a_text_is_parsed() -> None:
    ticks: list[int] = []
    parse_json("[" + "1," * 100 + "1]", 1_000, lambda: ticks.append(1))
    assert len(ticks) > 100
