"""Constants of the integration."""

from datetime import timedelta
from typing import Final

DOMAIN: Final = "security_posture"
NAME: Final = "Security Posture"

# Dispatched when there is a new report.
SIGNAL_CHANGED: Final = f"{DOMAIN}_changed"

# After a start, devices, services and the clock of the machine come back one by one.
# Until this has passed, the history does not count good turning unknown as worsened, and does
# not resolve findings from before the start.
STARTUP_HISTORY_GRACE: Final = timedelta(minutes=10)
# Until this has passed, a check that passes does not end the acceptance of its finding. Longer,
# because an acceptance that has ended does not come back.
STARTUP_ACCEPTANCE_GRACE: Final = timedelta(minutes=15)

# The options of the config entry.
CONF_VIEWER_DETAIL: Final = "viewer_detail"  # "areas", "overall" or "nothing"
CONF_SCAN_INTERVAL: Final = "scan_interval"  # hours between two full checks
CONF_NETWORK_PROBE: Final = "network_probe"  # TLS handshakes with own addresses; on by default
CONF_FILE_SCAN: Final = "file_scan"  # scan the configuration directory; on by default
CONF_MAX_BACKUP_AGE: Final = "max_backup_age"  # days; absent: by the backup schedule
CONF_BAN_ENTITIES: Final = "ban_entities"  # sensors of fail2ban, CrowdSec, ...
CONF_PULLED_BACKUP_ENTITY: Final = "pulled_backup_entity"
CONF_HOST_UPDATES_ENTITY: Final = "host_updates_entity"
CONF_REFRESH_ADVISORIES: Final = "refresh_advisories"  # off by default: asks GitHub
# One dashboard resource; absent: the entry was made before there was a choice.
CONF_KEEP_CARD: Final = "keep_card"

# Asked once, when the integration is added, and not stored.
CONF_CREATE_DASHBOARD: Final = "create_dashboard"
