"""Settings of the running Home Assistant that belong to no integration."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreFacts:
    """The core's paths, its debugger and its log."""

    config_dir: str  # absolute
    allowed_dirs: tuple[str, ...]  # allowlist_external_dirs, absolute
    debugger: bool  # debugpy is set up
    ban_log_level: int  # effective level of the logger that tells of failed sign-ins
    debug_loggers: tuple[str, ...]  # of auth and http, those that log at debug level
