"""Decide which steps are open, from the results of the checks and the known facts."""

from collections.abc import Iterable, Mapping

from ..model import Result, Status
from ..model.ways import Circumstance, Need, Step, Sureness

# What is known of each circumstance; None, or no entry: unknown.
type Known = Mapping[Circumstance, bool | None]
# The open steps; a step that something unknown may open is untold.
type OpenSteps = Mapping[Step, Sureness]


def open_steps(steps: Iterable[Step], results: Mapping[str, Result], known: Known) -> OpenSteps:
    """Return how sure each step is that is open or may be."""
    return {
        step: sureness
        for step in steps
        if (sureness := _sureness(step, results, known)) is not None
    }


def _sureness(step: Step, results: Mapping[str, Result], known: Known) -> Sureness | None:
    """Return how sure a step is; None if it is closed."""
    parts = (
        *(_fails(need, results[need.check]) for need in step.needs),
        *(known.get(fact) for fact in step.facts),
    )
    if any(part is False for part in parts):
        return None
    return Sureness.UNTOLD if None in parts else step.sureness


def _fails(need: Need, result: Result) -> bool | None:
    """Return whether the check fails in a way that opens the step; None: unknown."""
    if result.status is Status.UNKNOWN:
        return None
    if result.status is not Status.FAIL:
        return False
    return need.variants is None or result.params.get("variant") in need.variants
