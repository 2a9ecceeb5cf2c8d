"""Home directories of persons and services."""

from pathlib import Path

import pytest

from custom_components.security_posture.collectors.host.personal_home import is_personal_home


@pytest.mark.parametrize(
    ("names", "lived_in"),
    [
        ((), False),
        ((".bashrc", ".profile", ".cache"), False),
        (("Documents",), True),
        ((".ssh/authorized_keys",), True),
        ((".bash_history", ".viminfo"), False),
        ((".bash_history", ".viminfo", ".ssh/known_hosts"), True),
    ],
)
def test_by_file_names(tmp_path: Path, names: tuple[str, ...], lived_in: bool) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert is_personal_home(tmp_path) is lived_in


def test_a_missing_home(tmp_path: Path) -> None:
    assert not is_personal_home(tmp_path / "gone")


def test_a_broken_link_counts(tmp_path: Path) -> None:
    (tmp_path / ".mozilla").symlink_to("/gone")
    assert is_personal_home(tmp_path)
