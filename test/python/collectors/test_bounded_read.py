"""Files of any size and kind."""

import os
from pathlib import Path
import socket
import threading

import pytest

from custom_components.security_posture.collectors.common import bounded_read
from custom_components.security_posture.collectors.common.bounded_read import read_limited
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.posture.facts import Reason

LIMIT = 10
OPEN = Path("/proc/self/fd")


def reason(path: Path, limit: int = LIMIT) -> Reason:
    with pytest.raises(CollectorError) as raised:
        read_limited(path, limit)
    return raised.value.reason


@pytest.mark.parametrize("size", [0, 1, LIMIT])
def test_content(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    assert read_limited(path, LIMIT) == read_limited(str(path), LIMIT) == b"x" * size


def test_one_byte_too_many(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (LIMIT + 1))
    assert reason(path) is Reason.TOO_LARGE


def test_a_file_of_proc_that_reports_no_size() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert read_limited(path, 1024 * 1024).startswith(b"Name:")
    assert reason(path) is Reason.TOO_LARGE


def test_missing_and_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError):
        read_limited(tmp_path / "file", LIMIT)
    (tmp_path / "file").touch()

    def refuse(*_args: object) -> int:
        raise PermissionError

    monkeypatch.setattr(bounded_read.os, "open", refuse)
    with pytest.raises(PermissionError):
        read_limited(tmp_path / "file", LIMIT)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert reason(tmp_path) is Reason.PARSE


def test_devices_are_refused_and_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_read.os, "open", pytest.fail)
    for name in ("/dev/zero", "/dev/null", "/dev/tty"):
        assert reason(Path(name)) is Reason.PARSE


def test_a_socket_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert reason(tmp_path / "s") is Reason.PARSE


@pytest.mark.parametrize("swapped", [False, True])
def test_a_fifo_is_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: bool
) -> None:
    """Also one that replaces the file just before it is opened."""
    path = tmp_path / "file"
    path.touch()
    begin = os.open

    def fifo() -> None:
        path.unlink()
        os.mkfifo(path)

    def swap(name: Path, flags: int) -> int:
        fifo()
        return begin(name, flags)

    if swapped:
        monkeypatch.setattr(bounded_read.os, "open", swap)
    else:
        fifo()
    found: list[Reason] = []
    # In a thread, because a test that hangs in `open` cannot be stopped.
    thread = threading.Thread(target=lambda: found.append(reason(path)), daemon=True)
    thread.start()
    thread.join(5)
    assert found == [Reason.PARSE]


def test_links_are_followed_by_default(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    link = tmp_path / "link"
    link.symlink_to("file")
    assert read_limited(link, LIMIT) == b"x"
    with pytest.raises(CollectorError) as raised:
        read_limited(link, LIMIT, follow_symlinks=False)
    assert raised.value.reason is Reason.PARSE
    assert read_limited(tmp_path / "file", LIMIT, follow_symlinks=False) == b"x"


def test_a_link_that_replaces_the_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    path.touch()
    other.write_bytes(b"secret")
    begin = os.open

    def swap(name: Path, flags: int) -> int:
        path.unlink()
        path.symlink_to(other)
        return begin(name, flags)

    monkeypatch.setattr(bounded_read.os, "open", swap)
    with pytest.raises(OSError, match="symbolic links"):
        read_limited(path, LIMIT, follow_symlinks=False)


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (LIMIT + 1))
    before = len(list(OPEN.iterdir()))
    for _ in range(20):
        assert reason(path) is Reason.TOO_LARGE
    assert len(list(OPEN.iterdir())) <= before
