"""The paths in a copy: they follow the names of the files, however they are written."""

from pathlib import Path

from custom_components.security_posture.share_safe import make_copy
from custom_components.security_posture.share_safe.edits import apply
from custom_components.security_posture.share_safe.paths import kept_paths
from custom_components.security_posture.share_safe.secret_scanner import parse

from .home import household, load, people


def test_a_path_with_escapes_follows_the_file(tmp_path: Path) -> None:
    """It cannot be found in the source as it is, so the whole value is replaced, with its tag."""
    files = {
        "configuration.yaml": 'script: !include "\\u005aoltan.yaml"\n',
        "Zoltan.yaml": "a: 1\n",
    }
    copy = make_copy(household(tmp_path / "in", files), people("Zoltan"))
    assert copy.files["configuration.yaml"] == 'script: !include "person_1.yaml"\n'
    out = household(tmp_path / "out", copy.files)
    assert load(out / "configuration.yaml") == {"script": {"a": 1}}


def test_a_path_that_was_written_is_kept() -> None:
    source = "a: !include person_1.yaml\nb: person_1.yaml\nc: other.yaml\n"
    tree = parse(source, 100)
    edits = [*kept_paths(source, tree, {"person_1.yaml"})]
    assert [source[edit.begin : edit.end] for edit in edits] == [
        "!include person_1.yaml",
        "person_1.yaml",
    ]
    assert apply(source, edits)[0] == source
    assert not [*kept_paths(source, tree, set())]
