"""Say how far an attacker gets who is an administrator of Home Assistant."""

from ..model.ways import HowFar, Position, Sureness
from .open_steps import OpenSteps


def how_far(steps: OpenSteps) -> HowFar:
    """Return the farthest position, how sure that is, and every step that leads there."""
    onwards = {step: sure for step, sure in steps.items() if step.start is Position.ADMINISTRATOR}
    if not onwards:
        return HowFar(end=Position.ADMINISTRATOR, sureness=Sureness.OPEN, by_design=False, steps=())
    sureness = max(onwards.values(), key=lambda each: each.rank)
    surest = tuple(
        sorted(
            (step for step, sure in onwards.items() if sure is sureness), key=lambda step: step.id
        )
    )
    return HowFar(
        end=Position.MACHINE,
        sureness=sureness,
        by_design=any(step.by_design for step in surest),
        steps=surest,
    )
