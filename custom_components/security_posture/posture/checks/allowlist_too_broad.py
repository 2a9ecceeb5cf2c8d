"""Can actions access the configuration through an allowed folder?

Integrations access files only below the folders in allowlist_external_dirs. If these
include the whole disk or the configuration, one careless action reaches every secret.
"""

from datetime import datetime
from pathlib import PurePosixPath
from posixpath import normpath

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities.always(Severity.LOW),
    needs=("core",),
    fix=Fix(docs="https://www.home-assistant.io/integrations/homeassistant/"),
    repair=Repair.YAML,
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the allowed folders that contain the configuration directory."""
    core = require(facts.core)
    rows = tuple(
        Evidence(EvidenceKind.FILE, folder)
        for folder in core.allowed_dirs
        if PurePosixPath(core.config_dir).is_relative_to(_normalized(folder))
    )
    return failed(evidence=rows) if rows else passed()


def _normalized(folder: str) -> str:
    """Return a normalized path; two slashes at the beginning have no special meaning here."""
    return normpath(f"/{folder.lstrip('/')}")
