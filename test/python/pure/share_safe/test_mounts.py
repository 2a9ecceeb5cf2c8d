"""The keys above an include, in all passes."""

from itertools import pairwise
from pathlib import Path

import pytest

from custom_components.security_posture.share_safe import make_copy
from custom_components.security_posture.share_safe.mounts import MAX_MOUNTS, Include, Mounts

from .home import NOTHING, household


def include(target: str, *keys: str, tag: str = "") -> Include:
    return Include(keys, target, bool(tag), tag == "named")


def test_mounts() -> None:
    found = Mounts(
        ["configuration.yaml", "a.yaml", "p/b.yaml", "p/q/c.yaml", "p/secrets.yaml", "other.yaml"],
        {
            "configuration.yaml": [
                include("a.yaml", "lock"),
                include("a.yaml", "alarm"),
                include("p", "homeassistant", "packages", tag="named"),
            ],
            "p/b.yaml": [include("p/q/c.yaml", "codes")],
            "a.yaml": [include("a.yaml", "again")],
        },
    )
    assert found.of("configuration.yaml") == ((),)
    assert found.of("a.yaml")[:2] == (("lock",), ("alarm",))
    assert found.of("p/b.yaml") == (("homeassistant", "packages", "b"),)
    assert found.of("p/q/c.yaml") == (
        ("homeassistant", "packages", "c"),
        ("homeassistant", "packages", "b", "codes"),
    )
    assert found.of("other.yaml") == found.of("p/secrets.yaml") == ((),)
    assert next(name for name, _ in found) == "configuration.yaml"


def test_a_chain_that_doubles_ends() -> None:
    names = [f"{n}.yaml" for n in range(40)]
    found = {
        name: [include(after, "a", "b"), include(after, "c", "d")]
        for name, after in pairwise(names)
    }
    mounts = Mounts(names, found)
    assert all(1 <= len(mounts.of(name)) <= MAX_MOUNTS for name in names)


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        (
            {
                "configuration.yaml": "alarm_control_panel: !include alarm.yaml\n",
                "alarm.yaml": "- platform: manual\n  name: House\n  code: '4711'\n",
            },
            ["4711"],
        ),
        (
            {
                "configuration.yaml": "lock_codes: !include codes.yaml\n",
                "codes.yaml": "front: '4711'\nback: '4712'\n",
            },
            ["4711", "4712"],
        ),
        (
            {
                "configuration.yaml": "alarm_codes: !include codes.yaml\n",
                "codes.yaml": "'4711': cleaner\n",
            },
            ["4711"],
        ),
        (
            {
                "configuration.yaml": "homeassistant:\n  packages: !include_dir_named packages\n",
                "packages/x/y.yaml": "alarm_control_panel: !include ../../panel.yaml\n",
                "panel.yaml": "- platform: manual\n  code: '4711'\n",
            },
            ["4711"],
        ),
        (
            {
                "configuration.yaml": "a: !include x.yaml\nmqtt:\n  password: !include x.yaml\n",
                "x.yaml": "hunter2\n",
            },
            ["hunter2"],
        ),
        (
            {
                "configuration.yaml": "alarm_control_panel: !include_dir_list panels\n",
                "panels/a/b.yaml": "platform: manual\ncode: '4711'\n",
            },
            ["4711"],
        ),
    ],
)
def test_the_keys_above_an_include(tmp_path: Path, files: dict[str, str], codes: list[str]) -> None:
    copy = make_copy(household(tmp_path, files), NOTHING)
    assert copy.left_out == {}
    text = "\n".join(copy.files.values())
    assert [code for code in codes if code in text] == []
