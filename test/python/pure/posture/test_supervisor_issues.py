"""What the Supervisor's issues mean: every type of its client and of Home Assistant is judged."""

from collections import Counter
import json
from pathlib import Path

from aiohasupervisor.models import ContextType, IssueType
import pytest

from custom_components.security_posture.posture.facts import SupervisorIssue
from custom_components.security_posture.posture.supervisor_issues import (
    _TYPES,
    Meaning,
    issues_of,
    meaning_of,
)
from homeassistant.components import hassio
from homeassistant.components.hassio import coordinator

KNOWN = frozenset().union(*_TYPES.values())
STRINGS = json.loads((Path(hassio.__file__).parent / "strings.json").read_text())


def issue(key: str, about: str | None = None) -> SupervisorIssue:
    return SupervisorIssue(key=key, about=about, shown=True)


def test_a_type_has_one_meaning() -> None:
    counted = Counter(name for types in _TYPES.values() for name in types)
    assert {name for name, n in counted.items() if n > 1} == set()


def test_every_type_of_the_client_is_judged() -> None:
    """A type that a later version adds is to be put into one of the lists, with its reason."""
    assert {kind.value for kind in IssueType} - KNOWN == set()


def test_every_issue_that_home_assistant_shows_is_judged() -> None:
    shown = {key for key in STRINGS["issues"] if key.startswith("issue_")}
    shown |= set(coordinator.ISSUE_KEYS_FOR_REPAIRS)
    assert len(shown) > 10
    judged = [key for key in shown for name in KNOWN if key.endswith(f"_{name}")]
    assert set(judged) == shown


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("addon_pwned", Meaning.LEAKED_SECRET),
        ("app_pwned", Meaning.LEAKED_SECRET),  # another name of the context
        ("core_security", Meaning.INSECURE),
        ("addon_detached_addon_removed", Meaning.ABANDONED_APP),
        ("addon_deprecated_arch_addon", Meaning.ABANDONED_APP),
        ("system_reboot_required", Meaning.OTHER),
        ("system_ntp_sync_failed", Meaning.OTHER),
        ("system_free_space", Meaning.OTHER),
        ("system_multiple_data_disks", Meaning.IGNORED),
        ("mount_mount_failed", Meaning.IGNORED),
        ("plugin_dns_server_failed", Meaning.IGNORED),
        ("system_something_new", Meaning.OTHER),
        ("unpwned", Meaning.OTHER),
    ],
)
def test_meaning(key: str, meaning: Meaning) -> None:
    assert meaning_of(issue(key)) is meaning
    assert issues_of([issue(key)], meaning) == [issue(key)]


def test_a_new_type_that_home_assistant_does_not_show() -> None:
    hidden = SupervisorIssue(key="system_something_new", about=None, shown=False)
    assert meaning_of(hidden) is Meaning.IGNORED
    known = SupervisorIssue(key="core_security", about=None, shown=False)
    assert meaning_of(known) is Meaning.INSECURE


@pytest.mark.parametrize("context", ContextType)
def test_the_context_changes_nothing(context: ContextType) -> None:
    for kind in IssueType:
        assert meaning_of(issue(f"{context}_{kind}")) is meaning_of(issue(kind.value))
