"""Can actions access the configuration through an allowed folder?

Integrations access files only below the folders in allowlist_external_dirs. If these
include the whole disk or the configuration, one careless action reaches every secret.
"""

from datetime import datetime
from pathlib import PurePosixPath
from posixpath import normpath

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
)

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities.always(Severity.LOW),
    needs=("core",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/homeassistant/"),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a listed folder holds the configuration directory."""
    core = require(facts.core)
    rows = tuple(
        Evidence(EvidenceKind.FILE, folder)
        for folder in core.allowed_dirs
        if PurePosixPath(core.config_dir).is_relative_to(_plain(folder))
    )
    return failed(evidence=rows) if rows else passed()


def _plain(folder: str) -> str:
    """Return a path without detours; one that begins with two slashes is an ordinary one here."""
    return normpath(f"/{folder.lstrip('/')}")
