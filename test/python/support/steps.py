"""Count the steps of a call, which depend on no clock."""

from collections.abc import Callable
import sys
from types import CodeType

_TOOL = 4


def steps(work: Callable[[], object]) -> int:
    """Return the number of bytecode instructions of a call."""
    monitoring = sys.monitoring
    count = 0

    def counted(_code: CodeType, _offset: int) -> None:
        nonlocal count
        count += 1

    monitoring.use_tool_id(_TOOL, "steps")
    try:
        monitoring.register_callback(_TOOL, monitoring.events.INSTRUCTION, counted)
        monitoring.set_events(_TOOL, monitoring.events.INSTRUCTION)
        work()
    finally:
        monitoring.set_events(_TOOL, monitoring.events.NO_EVENTS)
        monitoring.register_callback(_TOOL, monitoring.events.INSTRUCTION, None)
        monitoring.free_tool_id(_TOOL)
    return count
