"""Who created a notification.

Home Assistant notifies of a failed login, but any user may create a notification with the same
id, by an action, an automation or a script. What an account cannot forge is the function that
created it, so that is looked up in the call stack: notifications are delivered synchronously.
"""

from enum import Enum
import sys
from types import FrameType, FunctionType, ModuleType
from typing import Final

# The module of Home Assistant that reports failed logins, and the function that it calls.
BAN_MODULE: Final = "homeassistant.components.http.ban"
_NOTIFICATIONS: Final = "homeassistant.components.persistent_notification"
_CREATE: Final = "async_create"
_REPORT: Final = "process_wrong_login"
# Between the callback and `async_create` is the dispatcher: three calls.
_MAX_DEPTH: Final = 16


class Origin(Enum):
    """Who created a notification."""

    HOME_ASSISTANT = "home_assistant"  # its report of a failed login
    ANOTHER = "another"  # an action or another integration
    UNKNOWN = "unknown"  # the stack does not show it


def origin_of_notification() -> Origin:
    """Return who created the notification whose callback is running."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - no public way to one frame
    for _ in range(_MAX_DEPTH):
        if frame is None:
            break
        if frame.f_code.co_name == _CREATE and _module(frame).startswith(_NOTIFICATIONS):
            caller = frame.f_back
            if caller is not None and _module(caller) == BAN_MODULE:
                return Origin.HOME_ASSISTANT
            return Origin.ANOTHER
        frame = frame.f_back
    return Origin.UNKNOWN


def reports_failed_logins(ban: ModuleType) -> bool:
    """Return whether Home Assistant's module still creates the notification itself."""
    report = getattr(ban, _REPORT, None)
    if getattr(report, "__module__", BAN_MODULE) != BAN_MODULE:
        return True  # another integration has replaced it by a function that calls the original
    return any(
        function.__module__ == BAN_MODULE and _CREATE in function.__code__.co_names
        for function in vars(ban).values()
        if isinstance(function, FunctionType)
    )


def _module(frame: FrameType) -> str:
    name = frame.f_globals.get("__name__")
    return name if isinstance(name, str) else ""
