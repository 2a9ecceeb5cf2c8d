"""Deltas, pack files and trees of git, made by hand or by git itself."""

from collections.abc import Iterator
import os
from pathlib import Path
import shutil
import struct
import subprocess
import zlib

import pytest

from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.git import budget, objects, packs, trees
from custom_components.security_posture.collectors.git.delta import apply_delta
from custom_components.security_posture.posture.facts import Reason

COMMIT, BLOB, OFFSET_DELTA, NAMED_DELTA = 1, 3, 6, 7
HASH = 20
# Of the header of a pack file.
START = 12
LIMIT = 0x2000000
GIT = shutil.which("git")
SILENT = r"^$"


def _name(text: str) -> bytes:
    """Return the name of an object that begins with these hexadecimal digits."""
    return bytes.fromhex(text.ljust(2 * HASH, "0"))


def _size(value: int) -> bytes:
    """Return a number of variable length, lowest bits first."""
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])


def _delta(base: int, size: int, *steps: bytes) -> bytes:
    return _size(base) + _size(size) + b"".join(steps)


@pytest.mark.parametrize("n", range(4))
def test_offset_of_a_copy(n: int) -> None:
    """Each byte of the offset is stored only if it is not zero."""
    base = bytes(1 << 8 * n) + b"mark"
    step = bytes([0x80 | 0x10 | 1 << n, 1, 4])
    assert apply_delta(base, _delta(len(base), 4, step), LIMIT) == b"mark"


@pytest.mark.parametrize("n", range(3))
def test_size_of_a_copy(n: int) -> None:
    base = os.urandom(0x10010)
    step = bytes([0x80 | 0x10 << n, 1])
    assert apply_delta(base, _delta(len(base), 1 << 8 * n, step), LIMIT) == base[: 1 << 8 * n]


def test_copy_without_a_size() -> None:
    base = os.urandom(0x10010)
    step = bytes([0x80 | 0x01, 7])
    assert apply_delta(base, _delta(len(base), 0x10000, step), LIMIT) == base[7:0x10007]


def test_copies_and_insertions() -> None:
    """The bytes of offset and size follow each other, lowest first."""
    base = os.urandom(0x1000)
    steps = (b"\x02ab", b"\xb3\x34\x02\x05\x01", b"\x01c")
    made = b"ab" + base[0x234 : 0x234 + 0x105] + b"c"
    assert apply_delta(base, _delta(len(base), len(made), *steps), LIMIT) == made


@pytest.mark.parametrize(
    "delta",
    [
        pytest.param(_delta(3, 1, b"\x01x"), id="another base"),
        pytest.param(_delta(4, 11, b"\x0b12345678901"), id="over the limit"),
        pytest.param(_delta(4, 1, b"\x00", b"\x01x"), id="empty insertion"),
        pytest.param(_delta(4, 1, b"\x91\x04\x01", b"\x01x"), id="copy from behind the base"),
        pytest.param(_delta(4, 1, b"\x02xy"), id="longer than said"),
        pytest.param(_delta(4, 3, b"\x02xy"), id="shorter than said"),
        pytest.param(_delta(4, 5, b"\x05xy"), id="insertion that ends early"),
        pytest.param(_delta(4, 1), id="no steps"),
    ],
)
def test_corrupt_deltas(delta: bytes) -> None:
    with pytest.raises(ValueError, match=SILENT):
        apply_delta(b"base", delta, 10)


@pytest.mark.parametrize("delta", [b"", b"\x84", b"\x04", b"\x04\x81", b"\x04\x01\x91\x00"])
def test_deltas_that_end_early(delta: bytes) -> None:
    with pytest.raises(IndexError):
        apply_delta(b"base", delta, 10)


def _index(offsets: dict[bytes, int], far: tuple[int, ...] = ()) -> bytes:
    """Return an index of version 2 without its checksums."""
    names = sorted(offsets)
    fanout = [sum(name[0] <= first for name in names) for first in range(256)]
    return b"".join(
        [
            b"\xfftOc\x00\x00\x00\x02",
            struct.pack(">256I", *fanout),
            *names,
            bytes(4 * len(names)),
            *(struct.pack(">I", offsets[name]) for name in names),
            *(struct.pack(">Q", offset) for offset in far),
        ]
    )


def test_names_in_an_index() -> None:
    """Names at both ends, and several that begin with the same byte."""
    offsets = {_name(text): n for n, text in enumerate(("00", "0001", "7f", "7f01", "7f02", "ff"))}
    index = packs.PackIndex(_index(offsets), HASH)
    assert {name: index.offset(name) for name in offsets} == offsets
    for text in ("0002", "01", "7f0101", "7f03", "fe", "ff01"):
        assert index.offset(_name(text)) is None


def test_far_offsets() -> None:
    """Offsets from 2 GiB are numbers in a table of their own."""
    offsets = {_name("01"): 12, _name("02"): 0x80000001, _name("03"): 0x80000002}
    index = packs.PackIndex(_index(offsets, far=(0x80000000, 0x123456789A)), HASH)
    assert index.offset(_name("01")) == 12
    assert index.offset(_name("02")) == 0x123456789A
    with pytest.raises(struct.error):
        index.offset(_name("03"))
    beyond = packs.PackIndex(_index({_name("01"): 0x80000000}, far=(1 << 63,)), HASH)
    with pytest.raises(ValueError, match=SILENT):
        beyond.offset(_name("01"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_index({}).replace(b"\x02", b"\x03", 1), id="version 3"),
        pytest.param(_index({})[8:], id="version 1"),
        pytest.param(_index({_name("01"): 12})[:-1], id="ends early"),
    ],
)
def test_other_indexes(content: bytes) -> None:
    with pytest.raises(ValueError, match=SILENT):
        packs.PackIndex(content, HASH)


def _object(kind: int, content: bytes, base: bytes = b"", size: int | None = None) -> bytes:
    """Return an object of a pack file; `base` is where the base of a delta is."""
    rest = len(content) if size is None else size
    head = bytes([kind << 4 | rest & 15 | (0x80 if rest > 15 else 0)])
    return head + (_size(rest >> 4) if rest > 15 else b"") + base + zlib.compress(content)


class _Packed:
    """A pack file of objects with names, for one test."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "x.pack"
        self.offsets: dict[bytes, int] = {}
        self._content = bytes(START)

    def add(self, name: str, item: bytes) -> int:
        at = self.offsets[_name(name)] = len(self._content)
        self._content += item
        return at

    def opened(self) -> packs.Pack:
        self._path.write_bytes(self._content)
        return packs.Pack(self._path, packs.PackIndex(_index(self.offsets), HASH), HASH)


@pytest.fixture
def packed(tmp_path: Path) -> _Packed:
    """Return an empty pack file."""
    return _Packed(tmp_path)


def _read(packed: _Packed, at: int, limit: int = LIMIT) -> packs.GitObject:
    pack = packed.opened()
    try:
        return pack.read(at, limit, budget.Budget.of_one_run())
    finally:
        pack.close()


def _appended(base: bytes, more: bytes) -> bytes:
    """Return the delta that appends to the whole base."""
    copy = bytes([0x90, len(base)])
    return _delta(len(base), len(base) + len(more), copy, bytes([len(more)]) + more)


def test_base_by_name(packed: _Packed) -> None:
    """The base may be behind the delta in the file."""
    at = packed.add("01", _object(NAMED_DELTA, _appended(b"base", b" more"), base=_name("02")))
    packed.add("02", _object(COMMIT, b"base"))
    assert _read(packed, at) == (b"commit", b"base more")


def test_base_in_another_file(packed: _Packed) -> None:
    at = packed.add("01", _object(NAMED_DELTA, _appended(b"base", b"x"), base=_name("02")))
    with pytest.raises(KeyError):
        _read(packed, at)


def test_distant_base(packed: _Packed) -> None:
    """The distance takes two bytes, and the second counts from 128."""
    packed.add("01", _object(BLOB, b"base"))
    packed.add("02", _object(BLOB, os.urandom(200)))
    at = START + 300
    packed.add("03", bytes(at - packed.add("03", b"")))
    delta = _appended(b"base", b"x")
    packed.add("04", _object(OFFSET_DELTA, delta, base=bytes([0x81, 300 - 256])))
    assert _read(packed, at) == (b"blob", b"basex")


@pytest.mark.parametrize("base", [b"\x00", b"\x7f", b"\xff\xff\x00"])
def test_distance_to_outside(packed: _Packed, base: bytes) -> None:
    """A delta is not its own base, and none is before the file; nothing is decompressed for it."""
    packed.add("01", _object(BLOB, b"base"))
    at = packed.add("02", _object(OFFSET_DELTA, _appended(b"base", b"x"), base=base))
    pack = packed.opened()
    with pytest.raises(ValueError, match=SILENT):
        pack.read(at, LIMIT, budget.Budget(budget.monotonic() + 60, objects=0))
    pack.close()


@pytest.mark.parametrize("kind", [0, 5])
def test_unknown_kinds(packed: _Packed, kind: int) -> None:
    """What would be a delta by its content is none."""
    base = _object(BLOB, b"base")
    packed.add("01", base)
    at = packed.add("02", _object(kind, _appended(b"base", b"x"), base=bytes([len(base)])))
    with pytest.raises(ValueError, match=SILENT):
        _read(packed, at)


def test_bases_in_a_circle(packed: _Packed) -> None:
    """The search for the first base ends."""
    at = packed.add("01", _object(NAMED_DELTA, _appended(b"x", b"y"), base=_name("02")))
    packed.add("02", _object(NAMED_DELTA, _appended(b"x", b"y"), base=_name("01")))
    with pytest.raises(ValueError, match=SILENT):
        _read(packed, at)


@pytest.mark.parametrize("size", [15, 16, 5_000, 300_000])
def test_sizes(packed: _Packed, size: int) -> None:
    """The size takes one to three bytes, the content several reads."""
    content = os.urandom(size)
    at = packed.add("01", _object(BLOB, content))
    assert _read(packed, at, limit=size) == (b"blob", content)
    with pytest.raises(packs.TooLargeError):
        _read(packed, at, limit=size - 1)


def test_large_deltas(packed: _Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    """All deltas of one object are in memory at once."""
    base, first, second = b"base", _appended(b"base", b"x"), _appended(b"basex", b"y")
    packed.add("01", _object(BLOB, base))
    packed.add("02", _object(NAMED_DELTA, first, base=_name("01")))
    at = packed.add("03", _object(NAMED_DELTA, second, base=_name("02")))
    monkeypatch.setattr(packs, "MAX_CHAIN_BYTES", len(first) + len(second))
    assert _read(packed, at) == (b"blob", b"basexy")
    monkeypatch.setattr(packs, "MAX_CHAIN_BYTES", len(first) + len(second) - 1)
    with pytest.raises(packs.TooLargeError):
        _read(packed, at)


def test_pack_that_ends_early(packed: _Packed) -> None:
    at = packed.add("01", _object(BLOB, os.urandom(100))[:-60])
    with pytest.raises(ValueError, match=SILENT):
        _read(packed, at)
    with pytest.raises(IndexError):
        _read(packed, 10_000)


def test_more_than_the_size(packed: _Packed) -> None:
    """No more is decompressed than the header says, and too little is an error."""
    at = packed.add("01", _object(BLOB, bytes(100_000), size=4))
    assert _read(packed, at) == (b"blob", bytes(4))
    at = packed.add("02", _object(BLOB, b"x", size=4))
    with pytest.raises(ValueError, match=SILENT):
        _read(packed, at)


def test_bases_that_are_kept(packed: _Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base is decompressed once, until others take its place."""
    monkeypatch.setattr(packs, "MAX_CACHE", 25)
    first, second, third = (packed.add(f"0{n}", _object(BLOB, bytes([n]) * 10)) for n in range(3))
    pack = packed.opened()
    limit = budget.Budget.of_one_run()

    def spent(at: int) -> int:
        before = limit.objects
        pack.read(at, LIMIT, limit)
        return before - limit.objects

    assert [spent(at) for at in (first, second, first, second)] == [1, 1, 0, 0]
    assert [spent(at) for at in (third, second, first)] == [1, 0, 1]
    pack.close()


def test_results_that_are_kept(packed: _Packed) -> None:
    """Versions of one file are often the base of the next."""
    packed.add("01", _object(BLOB, b"base"))
    at = packed.add("02", _object(NAMED_DELTA, _appended(b"base", b"x"), base=_name("01")))
    pack = packed.opened()
    first = pack.read(at, LIMIT, budget.Budget.of_one_run())
    nothing = budget.Budget(budget.monotonic() + 60, objects=0)
    assert pack.read(at, LIMIT, nothing) == first == (b"blob", b"basex")
    pack.close()


def test_object_larger_than_all_that_is_kept(
    packed: _Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MAX_CACHE", 5)
    packed.add("01", _object(BLOB, b"base base"))
    delta = _appended(b"base base", b"x")
    at = packed.add("02", _object(NAMED_DELTA, delta, base=_name("01")))
    assert _read(packed, at) == (b"blob", b"base basex")


def test_no_packs(tmp_path: Path) -> None:
    assert not list(packs.open_packs(tmp_path, HASH))


def _packs(folder: Path, count: int) -> None:
    (folder / "pack").mkdir()
    for n in range(count):
        path = folder / "pack" / f"{n}.idx"
        path.write_bytes(_index({_name("01"): START}))
        path.with_suffix(".pack").write_bytes(bytes(START) + _object(BLOB, str(n).encode()))
        os.utime(path, (n, n))


def test_too_many_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MAX_PACKS", 2)
    _packs(tmp_path, 3)
    with pytest.raises(ValueError, match=SILENT):
        objects.ObjectStore(tmp_path, HASH, budget.Budget.of_one_run())


def test_newest_pack_first(tmp_path: Path) -> None:
    _packs(tmp_path, 3)
    with objects.ObjectStore.opened(tmp_path, HASH, budget.Budget.of_one_run()) as store:
        assert store.read(_name("01")) == (b"blob", b"2")


@pytest.mark.parametrize(("option", "kind"), [("--delta-base-offset", 6), ("--no-reuse-delta", 7)])
def test_packs_of_git(tmp_path: Path, option: str, kind: int) -> None:
    """Both kinds of deltas that git makes give what git reads."""
    if GIT is None:
        pytest.skip("git is not here to make repositories with")

    def run(*args: str, text: bytes = b"") -> bytes:
        env = {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
        command = [str(GIT), "-C", str(tmp_path), *args]
        return subprocess.run(  # noqa: S603 - git
            command, check=True, capture_output=True, env=env, input=text
        ).stdout

    run("init", "-q", "--object-format=sha1")
    common = os.urandom(3_000)
    contents = [common[: 3_000 - 40 * n] + b"%d" % n for n in range(6)]
    names = [run("hash-object", "-w", "--stdin", text=content) for content in contents]
    folder = tmp_path / ".git" / "objects"
    run("pack-objects", "-q", option, str(folder / "pack" / "pack"), text=b"".join(names))
    run("prune-packed", "-q")
    with objects.ObjectStore.opened(folder, HASH, budget.Budget.of_one_run()) as store:
        for name, content in zip(names, contents, strict=True):
            assert store.read(bytes.fromhex(name.decode())) == (b"blob", content)
    (index,) = (folder / "pack").glob("*.idx")
    offsets = packs.PackIndex(index.read_bytes(), HASH)
    packed = index.with_suffix(".pack").read_bytes()
    kinds = [packed[offsets.offset(bytes.fromhex(name.decode())) or 0] >> 4 & 7 for name in names]
    assert sorted(kinds) == [BLOB] + [kind] * 5


@pytest.fixture
def store(tmp_path: Path) -> Iterator[objects.ObjectStore]:
    """Return the objects of an empty repository."""
    with objects.ObjectStore.opened(tmp_path, HASH, budget.Budget.of_one_run()) as opened:
        yield opened


def _tree(folder: Path, name: str, **items: str) -> None:
    """Write a loose tree of files and, with the name of a tree as their value, folders."""
    tree = b"".join(
        b"%s %s\0%s" % (trees.FOLDER if item else trees.FILES[0], key.encode(), _name(item))
        for key, item in items.items()
    )
    path = folder / _name(name).hex()[:2] / _name(name).hex()[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(b"tree %d\0%s" % (len(tree), tree)))


def _expanded(store: objects.ObjectStore, **tracked: str) -> list[str]:
    """Return the paths of a sparse index; an underscore stands for the slash of a folder."""
    found = {path.replace("_", "/"): _name(item) for path, item in tracked.items()}
    return sorted(trees.with_folders_expanded(found, store, HASH))


def test_folders_in_an_index(store: objects.ObjectStore, tmp_path: Path) -> None:
    _tree(tmp_path, "01", a="", b="02")
    _tree(tmp_path, "02", c="", d="03")
    _tree(tmp_path, "03")
    assert _expanded(store, x_="01", y_z_="02", w="03") == ["w", "x/a", "x/b/c", "y/z/c"]


def test_missing_folder(store: objects.ObjectStore, tmp_path: Path) -> None:
    """A partial clone does not have the trees of what is not checked out."""
    _tree(tmp_path, "01", a="02")
    with pytest.raises(CollectorError) as err:
        _expanded(store, x_="01")
    assert err.value.reason is Reason.EXTERNAL


def test_folder_in_itself(store: objects.ObjectStore, tmp_path: Path) -> None:
    _tree(tmp_path, "01", a="01")
    with pytest.raises(CollectorError) as err:
        _expanded(store, x_="01")
    assert err.value.reason is Reason.TOO_LARGE


def test_too_many_files(
    store: objects.ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of all folders count together."""
    _tree(tmp_path, "01", a="", b="")
    _tree(tmp_path, "02", c="")
    monkeypatch.setattr(trees, "MAX_FILES", 3)
    assert _expanded(store, x_="01", y_="02") == ["x/a", "x/b", "y/c"]
    monkeypatch.setattr(trees, "MAX_FILES", 2)
    with pytest.raises(CollectorError) as err:
        _expanded(store, x_="01", y_="02")
    assert err.value.reason is Reason.TOO_LARGE


def test_folders_that_take_too_long(tmp_path: Path) -> None:
    _tree(tmp_path, "01", a="02")
    _tree(tmp_path, "02", b="")
    limit = budget.Budget(budget.monotonic() + 60, objects=1)
    with objects.ObjectStore.opened(tmp_path, HASH, limit) as store:
        with pytest.raises(CollectorError) as err:
            _expanded(store, x_="01")
        assert err.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("content", [b"", zlib.compress(b"tree 5\0xxxxx"), b"not compressed"])
def test_corrupt_folder(store: objects.ObjectStore, tmp_path: Path, content: bytes) -> None:
    _tree(tmp_path, "01")
    (path,) = tmp_path.glob("01/*")
    path.write_bytes(content)
    with pytest.raises(CollectorError) as err:
        _expanded(store, x_="01")
    assert err.value.reason is Reason.PARSE
