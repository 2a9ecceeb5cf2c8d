"""The names of files in a copy: private parts, other systems, includes."""

import os
from pathlib import Path
import posixpath

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.share_safe import Copy, make_copy
from custom_components.security_posture.share_safe.edits import Edit
from custom_components.security_posture.share_safe.file_names import FileNames

from .home import NOTHING, everything, household, load, people, unpacked


def names(*originals: str) -> FileNames:
    """Return the names of some files; the only private name is "zoltan"."""
    return FileNames(originals, replace)


def replace(part: str) -> tuple[str, list[Edit]]:
    at = part.lower().find("zoltan")
    if at < 0:
        return part, []
    edit = Edit(at, at + 6, "person_1", "person", "person_1")
    return f"{part[:at]}person_1{part[at + 6 :]}", [edit]


@pytest.mark.parametrize(
    ("original", "wanted"),
    [
        ("configuration.yaml", "configuration.yaml"),
        ("packages/Zoltan's room.yaml", "packages/person_1's room.yaml"),
        ("zoltan/zoltan.YAML", "person_1/person_1.YAML"),
        ("Küche/Flur.yaml", "Küche/Flur.yaml"),
        (os.fsdecode(b"K\xfcche.yaml"), "Küche.yaml"),
        ("a\\b.yaml", "a_b.yaml"),
        ("a\nb\x1b[31m.yaml", "a_b_[31m.yaml"),
        ("con.yaml", "_con.yaml"),
        ("NUL/lpt1.x.yaml", "_NUL/_lpt1.x.yaml"),
        ("console.yaml", "console.yaml"),
        ("dots. ./x.yaml", "dots_/x.yaml"),
        ('a:b?<c>|"d"*.yaml', "a_b__c___d__.yaml"),
        ("..x.yaml", "..x.yaml"),
        (" x.yaml", "_x.yaml"),
        ("a\u202egpj.yaml", "a_gpj.yaml"),
        ("replaced.csv/x.yaml", "replaced.csv_2/x.yaml"),
        (".yaml", "_.yaml"),
        (f"{'x' * 250}.yaml", f"{'x' * 120}.yaml"),
    ],
)
def test_name(original: str, wanted: str) -> None:
    assert names(original).new(original) == wanted


def test_equal_names_are_numbered() -> None:
    originals = (
        "zoltan.yaml",
        "Zoltan.yaml",
        "person_1.yaml",
        "lamp.yaml",
        "Lamp.yaml",
        "x/lamp.yaml",
    )
    found = names(*originals)
    assert [found.new(name) for name in originals] == [
        "person_1_2.yaml",
        "person_1_3.yaml",
        "person_1.yaml",
        "lamp.yaml",
        "Lamp_2.yaml",
        "x/lamp.yaml",
    ]


def test_many_equal_names_take_no_more_time_each() -> None:
    originals = [f"{'x' * 130}{n:05}.yaml" for n in range(3000)]
    found = names(*originals)
    assert len({found.new(name) for name in originals}) == len(originals)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_any_names(parts: list[str]) -> None:
    parts = [part for part in parts if "/" not in part and "\0" not in part]
    originals = [f"{part}.yaml" for part in parts] + [f"{part}/x.yaml" for part in parts]
    found = names(*originals)
    new = [found.new(name) for name in dict.fromkeys(originals)]
    assert len({name.casefold() for name in new}) == len(new)
    for name in new:
        assert posixpath.normpath(name) == name
        assert not name.startswith(("/", "../"))
        assert not set(name) & set('<>:"|?*\\\r\n\t')
        name.encode()


def test_includes_find_the_renamed_files(tmp_path: Path) -> None:
    home = household(
        tmp_path / "home",
        {
            "configuration.yaml": (
                "automation: !include zoltan/automations.yaml\n"
                'script: !include "Zoltan\'s scripts.yaml"\n'
                "homeassistant:\n  packages: !include_dir_named ./packages/\n"
                "scene: !include_dir_list zoltan\n"
                "lamp: !include con.yaml\n"
                "lovelace:\n  dashboards: {lovelace-x: {filename: dashboards/zoltan.yaml}}\n"
            ),
            "zoltan/automations.yaml": "- !include ../zoltan/parts/zoltan.txt\n",
            "zoltan/parts/zoltan.txt": "a: 1\n",
            "Zoltan's scripts.yaml": "b: 2\n",
            "packages/zoltan/lamp_zoltan.yaml": "c: !include ../../con.yaml\n",
            "con.yaml": "d: 3\n",
            "dashboards/zoltan.yaml": "views: []\n",
        },
    )
    copy = make_copy(home, people("Zoltan"))
    assert copy.left_out == {}
    assert "zoltan" not in everything(copy)
    assert "filename: dashboards/person_1.yaml" in copy.files["configuration.yaml"]
    out = household(tmp_path / "out", copy.files)
    before, after = (load(folder / "configuration.yaml") for folder in (home, out))
    assert after["automation"] == before["automation"] == [{"a": 1}]
    assert after["script"] == {"b": 2}
    assert after["homeassistant"]["packages"] == {"lamp_person_1": {"c": {"d": 3}}}
    assert after["scene"] == before["scene"]
    assert after["lamp"] == {"d": 3}


def test_a_name_that_is_not_utf8_is_no_obstacle(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/Kov\xe1cs \x80.yaml"
    with open(path, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"a: b\n")
    copy = make_copy(tmp_path, people("Zoltan Kovács"))
    assert len(copy.files) == 1
    assert "kov" not in everything(copy)


def test_a_left_out_file_is_named_as_it_would_be_in_the_copy(tmp_path: Path) -> None:
    large = "a: b\n" + "# x\n" * 600_000
    home = household(
        tmp_path,
        {
            "Zoltan Kovacs diary.yaml": large,
            "kovacs/broken.yaml": "a: [\n",
            "kovacs/latin.yaml": b"a: \xe4\n",
        },
    )
    copy: Copy = make_copy(home, people("Zoltan Kovacs"))
    assert sorted(copy.left_out.values()) == ["not_utf8", "not_yaml", "too_large"]
    found = everything(copy)
    assert "zoltan" not in found
    assert "kovacs" not in found
    assert "diary" in unpacked(copy)["left_out.csv"]


def test_a_folder_that_is_too_deep_is_told(tmp_path: Path) -> None:
    household(tmp_path, {f"{'d/' * 14}x.yaml": "a: 1\n"})
    copy = make_copy(tmp_path, NOTHING)
    assert [*copy.left_out.values()] == ["too_deep"]
