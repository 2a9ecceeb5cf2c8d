"""An unchanged file is not read again."""

from collections.abc import Iterator
import os
from pathlib import Path
import sys
import threading

import pytest

from custom_components.security_posture.secret_scan import (
    Finding,
    Kind,
    Scan,
    ScanCache,
    cache as caches,
    scan,
)
from custom_components.security_posture.secret_scan.cache import Entry
from custom_components.security_posture.secret_scan.files import Stamp

LONG = "Zr8" + "qT5mWx2" * 3
SCANNER = sys.modules[scan.__module__]
# Long ago, for the modification time of files.
AGO = 1_700_000_000


class Home:
    """A configuration directory, its cache, and the files that the last scan opened."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.cache = ScanCache()
        self.opened: list[str] = []
        original = os.open

        def counted(path: Path | str, *arguments: int) -> int:
            self.opened.append(Path(path).relative_to(folder).as_posix())
            return original(path, *arguments)

        files = sys.modules["custom_components.security_posture.secret_scan.files"]
        monkeypatch.setattr(files.os, "open", counted)

    def write(self, name: str, text: str, at: float = AGO) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (at, at))
        return path

    def scan(self) -> Scan:
        self.opened.clear()
        found = scan(self.folder, self.cache)
        assert found.read == len(self.opened)
        # The same as a scan without a cache.
        known, self.opened = [*self.opened], []
        fresh = scan(self.folder)
        self.opened = known
        assert (found.findings, found.well_known, found.capped, found.files, found.bytes) == (
            fresh.findings,
            fresh.well_known,
            fresh.capped,
            fresh.files,
            fresh.bytes,
        )
        return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    yield Home(tmp_path, monkeypatch)
    monkeypatch.undo()


def test_two_thousand_unchanged_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    for n in range(2_000):
        ending = ("yaml", "py", "json")[n % 3]
        text = f'{{"password": "{LONG}{n}"}}' if ending == "json" else f'password = "{LONG}{n}"'
        home.write(
            f"packages/{n // 100}/{n}.{ending}",
            text.replace(" =", ":") if ending == "yaml" else text,
        )
    first = scan(tmp_path, home.cache)
    assert (first.read, first.files, first.complete) == (2_000, 2_000, True)
    parsed: list[str] = []
    for name in ("FileFindings", "Reader", "masked_keys", "include"):
        monkeypatch.setattr(SCANNER, name, lambda *_args, name=name: parsed.append(name))
    home.opened.clear()
    second = scan(tmp_path, home.cache)
    assert (home.opened, parsed, second.read) == ([], [], 0)
    assert second.findings == first.findings
    assert len(second.findings) == 2_000


def test_a_change_is_read(home: Home) -> None:
    home.write("a.yaml", f"password: {LONG}\n")
    home.write("b.yaml", "x: 1\n")
    assert len(home.scan().findings) == 1
    home.scan()
    assert home.opened == []
    home.write("b.yaml", f"x: 1\npassword: {LONG}\n")
    assert len(home.scan().findings) == 2
    assert home.opened == ["b.yaml"]
    home.write("a.yaml", f"password: {LONG}\n", AGO + 1)
    home.scan()
    assert home.opened == ["a.yaml"]


def test_the_same_size_and_time_in_another_file(home: Home) -> None:
    path = home.write("a.yaml", f"unique_i: {LONG}\n")
    assert home.scan().findings == ()
    other = home.write("new", f"password: {LONG}\n")
    other.replace(path)
    assert len(home.scan().findings) == 1
    assert home.opened == ["a.yaml"]


def test_the_same_size_and_time_in_place(home: Home) -> None:
    home.write("a.yaml", f"unique_i: {LONG}\n")
    assert home.scan().findings == ()
    home.write("a.yaml", f"password: {LONG}\n")
    assert len(home.scan().findings) == 1


def test_deleted_and_renamed(home: Home) -> None:
    path = home.write("a.yaml", f"password: {LONG}\n")
    home.write("b.yaml", f"password: {LONG}\n")
    home.scan()
    path.rename(home.folder / "c.yaml")
    assert [row.file for row in home.scan().findings] == ["b.yaml", "c.yaml"]
    assert home.opened == ["c.yaml"]
    (home.folder / "b.yaml").unlink()
    assert [row.file for row in home.scan().findings] == ["c.yaml"]
    assert home.opened == []
    assert set(home.cache.entries(home.cache._rules)) == {("c.yaml", ())}


def test_a_file_that_is_included_elsewhere_is_judged_again(home: Home) -> None:
    home.write("configuration.yaml", "script: !include a.yaml\n")
    home.write("a.yaml", "x:\n  code: '8361'\n")
    assert home.scan().findings == ()
    home.write("configuration.yaml", "alarm_control_panel: !include a.yaml\n")
    assert [row.key for row in home.scan().findings] == ["alarm_control_panel.x.code"]
    assert home.opened == ["configuration.yaml", "a.yaml"]
    home.scan()
    assert home.opened == []


def test_a_new_file_in_an_included_folder(home: Home) -> None:
    home.write("configuration.yaml", "alarm_control_panel: !include_dir_list alarms\n")
    home.write("alarms/a.yaml", "code: '8361'\n")
    home.scan()
    home.write("alarms/b.yaml", "code: '9361'\n")
    assert [row.key for row in home.scan().findings] == ["alarm_control_panel.code"] * 2
    assert home.opened == ["alarms/b.yaml"]


@pytest.mark.parametrize(
    ("age_ns", "fraction_ns", "is_racy"),
    [
        (50_000_000, 1, True),
        (500_000_000, 1, False),
        (500_000_000, 0, True),
        (1_999_000_000, 0, True),
        (2_001_000_000, 0, False),
        (-5_000_000_000, 1, True),
    ],
)
def test_a_file_that_was_just_written_is_read_again(
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    age_ns: int,
    fraction_ns: int,
    is_racy: bool,
) -> None:
    written = AGO * 1_000_000_000 + fraction_ns
    path = home.write("a.yaml", f"password: {LONG}\n")
    os.utime(path, ns=(written, written))
    monkeypatch.setattr(SCANNER, "now_ns", lambda: written + age_ns)
    home.scan()
    home.scan()
    assert home.opened == (["a.yaml"] if is_racy else [])


def test_a_file_that_changes_while_it_is_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.write("a.yaml", "x: 1\n")
    files = sys.modules["custom_components.security_posture.secret_scan.files"]
    original = files._stamp
    states = iter((1, 2))

    def changing(status: os.stat_result) -> Stamp:
        return original(status)._replace(size=next(states, 0))

    source = next(each for each in files.scanned_files(home.folder) if each)
    monkeypatch.setattr(files, "_stamp", changing)
    read = files.read_file(path, 100)
    assert read is not None
    assert read.stamp is None
    assert source.stamp is not None


def test_other_rules_read_everything_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write("a.yaml", f"password: {LONG}\n")
    home.scan()
    monkeypatch.setattr(SCANNER, "RULES", SCANNER.RULES + 1)
    home.scan()
    assert home.opened == ["a.yaml"]
    home.scan()
    assert home.opened == []


def test_no_value_is_remembered(home: Home) -> None:
    home.write("a.yaml", f"password: {LONG}\n# token: {LONG}\n")
    home.write("a.py", f'password = "{LONG}"\n')
    home.write("secrets.yaml", "password: changeme\n")
    home.scan()
    entries = home.cache.entries(home.cache._rules)
    assert len(entries) == 3
    assert LONG not in repr(entries)
    assert "changeme" not in repr(entries)


def test_the_cache_is_bounded(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        home.write(f"{n}.yaml", f"password: {LONG}\n")
    for name, value in (("MAX_ENTRIES", 3), ("MAX_SIZE", 1_000)):
        with monkeypatch.context() as patch:
            patch.setattr(caches, name, value)
            home.cache = ScanCache()
            assert len(home.scan().findings) == 4
            assert 0 < len(home.cache.entries(home.cache._rules)) < 4


def test_a_scan_that_ends_early_keeps_what_it_knows(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        home.write(f"{n}.yaml", f"password: {LONG}\n")
    scan(home.folder, home.cache)
    with monkeypatch.context() as patch:
        patch.setattr(SCANNER, "MAX_SECONDS", -1.0)
        assert not scan(home.folder, home.cache).complete
    assert scan(home.folder, home.cache).read == 0


def test_a_file_that_is_not_read_to_its_end_is_not_remembered(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write(
        "a.yaml", f"password: {LONG}\n" + "".join(f"b{n}_password: {LONG}\n" for n in range(500))
    )
    with monkeypatch.context() as patch:
        patch.setattr(SCANNER, "MAX_FINDINGS", 10)
        assert "findings" in scan(home.folder, home.cache).capped
    again = scan(home.folder, home.cache)
    assert (again.read, len(again.findings)) == (1, 501)


def test_nothing_is_added_once_closed(home: Home) -> None:
    home.write("a.yaml", f"password: {LONG}\n")
    home.scan()
    home.cache.close()
    assert home.cache.entries(home.cache._rules) == {}
    home.scan()
    assert home.cache.entries(home.cache._rules) == {}


def test_threads(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f"{n}.yaml").write_text(f"password: {LONG}\n")
    cache, found = ScanCache(), []

    def run() -> None:
        for _ in range(5):
            found.append(len(scan(tmp_path, cache).findings))
            cache.forget_slow()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [30] * 20


def test_the_size_of_an_entry_counts_its_findings() -> None:
    def entry(n: int) -> Entry:
        found = scan_of_one * n
        return Entry(stamp=None, mount=(), findings=found, well_known=(), includes=(), problems=())

    scan_of_one = (
        Finding(
            file="a.yaml",
            line=1,
            end_line=1,
            key="k",
            kind=Kind.TOKEN,
            confidence=1.0,
            is_default=False,
        ),
    )
    assert entry(100).size > 50 * entry(1).size
