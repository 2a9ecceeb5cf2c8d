"""Core settings, the debugger and log levels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreFacts:
    """Paths, the debugger and log levels."""

    config_dir: str  # absolute
    allowed_dirs: tuple[str, ...]  # allowlist_external_dirs, absolute
    debugger: bool  # debugpy is set up
    ban_log_level: int  # effective level of the logger of failed logins
    debug_loggers: tuple[str, ...]  # loggers of auth and http at debug level
