"""Names shared by the rooms of the integration."""

from typing import Final

DOMAIN: Final = "security_posture"
NAME: Final = "Security Posture"

# Sent when there is a new report.
SIGNAL_CHANGED: Final = f"{DOMAIN}_changed"

# The options of the config entry.
CONF_VIEWER_DETAIL: Final = "viewer_detail"  # "areas", "overall" or "nothing"
CONF_SCAN_INTERVAL: Final = "scan_interval"  # hours between two looks at everything
CONF_NETWORK_PROBE: Final = "network_probe"  # TLS handshakes with the own addresses; on by default
CONF_FILE_SCAN: Final = "file_scan"  # look through the configuration directory; on by default
CONF_MAX_BACKUP_AGE: Final = "max_backup_age"  # days; absent: as the schedule promises
CONF_BAN_ENTITIES: Final = "ban_entities"  # sensors of fail2ban, CrowdSec, ...
CONF_PULLED_BACKUP_ENTITY: Final = "pulled_backup_entity"
CONF_HOST_UPDATES_ENTITY: Final = "host_updates_entity"
CONF_REFRESH_ADVISORIES: Final = "refresh_advisories"  # off by default: it goes out
