"""Print how much longer `evaluate` takes over ten times the facts, and what all ways take.

As a JSON object.
"""

from dataclasses import fields, is_dataclass, replace
import json
from statistics import median
import sys
from time import perf_counter
from typing import Any

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts
from custom_components.security_posture.posture.ways.paths import STARTS, find_ways
from custom_components.security_posture.posture.ways.repairs import first_repairs
from custom_components.security_posture.posture.ways.steps import STEPS
from test.python.pure.posture.build import NOW
from test.python.pure.posture.test_golden import AT_RISK

# Multiples of the facts of a home with two users: a large home, and a larger one than any real one.
SMALL = 5
LARGE = 50
ROUNDS = 9


def grown(value: Any, times: int, depth: int = 0) -> Any:
    """Return facts with every list repeated; nested lists are unchanged."""
    if isinstance(value, tuple):
        return value * times
    if depth < 2 and is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: grown(getattr(value, field.name), times, depth + 1)
            for field in fields(value)
            if field.init
        }
        return replace(value, **changed)
    return value


def seconds(facts: Facts) -> float:
    """Return how long a report on `facts` takes."""
    began = perf_counter()
    evaluate(facts, NOW)
    return perf_counter() - began


def seconds_of_ways() -> float:
    """Return how long it takes to find all ways and the first repairs if every step is open."""
    costs = {check_id: row.check.repair.cost for check_id, row in CHECKS.items()}
    began = perf_counter()
    ways = find_ways({step: step.sureness for step in STEPS})
    for start in STARTS:
        first_repairs((way for way in ways if way.start is start), costs)
    return perf_counter() - began


def main() -> None:
    """Measure both in turn, and print the median of the rounds."""
    small, large = (grown(AT_RISK, times) for times in (SMALL, LARGE))
    rounds = [(seconds(small), seconds(large)) for _ in range(ROUNDS)]
    measured = {
        "seconds": median(ten for _, ten in rounds),
        "ratio": median(ten / once for once, ten in rounds),
        "ways": median(seconds_of_ways() for _ in range(ROUNDS)),
    }
    sys.stdout.write(json.dumps(measured) + "\n")


if __name__ == "__main__":
    main()
