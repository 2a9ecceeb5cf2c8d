"""The zip file of a copy."""

import csv
import io
import zipfile

import pytest

from custom_components.security_posture.share_safe import Copy, Replacement, archive


def entries(copy: Copy) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(archive(copy))) as file:
        return file.infolist()


def test_entries_tell_nothing_else() -> None:
    copy = Copy(files={"Küche/a.yaml": "a: ä\n", "b.yaml": ""}, left_out={"c.yaml": "too_large"})
    found = entries(copy)
    assert [entry.filename for entry in found] == [
        "Küche/a.yaml",
        "b.yaml",
        "replaced.csv",
        "left_out.csv",
    ] or [entry.filename for entry in found][-2:] == ["replaced.csv", "left_out.csv"]
    for entry in found:
        assert entry.date_time == (2000, 1, 1, 0, 0, 0)
        assert (entry.extra, entry.comment) == (b"", b"")
        assert entry.external_attr == 0o100644 << 16
        assert entry.flag_bits & 0x800 or entry.filename.isascii()
    assert archive(copy) == archive(copy)


@pytest.mark.parametrize(
    "name",
    [
        "=1+1.yaml",
        "+x.yaml",
        "-x.yaml",
        "@x.yaml",
        "\tx.yaml",
        "\rx.yaml",
        '"=1+1.yaml',
        "'=1+1.yaml",
        "  =1.yaml",
        "\uff1d1.yaml",
    ],
)
def test_no_cell_is_a_formula(name: str) -> None:
    copy = Copy(
        files={},
        replacements=[Replacement(file=name, line=1, kind="host", placeholder="-0.0")],
        left_out={name: "too_large"},
    )
    with zipfile.ZipFile(io.BytesIO(archive(copy))) as file:
        tables = [file.read(each).decode() for each in ("replaced.csv", "left_out.csv")]
    rows = [row for table in tables for row in csv.reader(io.StringIO(table, newline=""))]
    assert [row[0] for row in rows[1::2]] == [f"'{name}"] * 2
    assert rows[1][3] == "'-0.0"


def test_usual_cells_stay() -> None:
    copy = Copy(
        replacements=[Replacement(file="a b.yaml", line=1, kind="host", placeholder="host_1")]
    )
    with zipfile.ZipFile(io.BytesIO(archive(copy))) as file:
        assert file.read("replaced.csv").decode().splitlines()[1] == "a b.yaml,1,host,host_1"
