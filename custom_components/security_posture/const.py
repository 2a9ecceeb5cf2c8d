"""Names shared by the rooms of the integration."""

from __future__ import annotations

from typing import Final

DOMAIN: Final = "security_posture"
NAME: Final = "Security Posture"

# Sent when there is a new report.
SIGNAL_CHANGED: Final = f"{DOMAIN}_changed"
