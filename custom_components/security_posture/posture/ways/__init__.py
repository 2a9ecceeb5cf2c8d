"""Ways in: from the results of the checks to what an attacker could do, and the owner afterwards.

`steps` holds the steps as data, `circumstances` the facts that they need besides, `open_steps` says
which of them are open, `paths` joins them to ways, `repairs` finds what closes all ways,
`signs`, `how_far` and `way_back` say what
has happened or would follow. Pure, like all of `posture/`.
"""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from ..facts import Facts
from ..model import Exposure, Result
from ..model.ways import Ways
from .circumstances import known_circumstances
from .how_far import how_far
from .open_steps import open_steps
from .paths import STARTS, find_ways
from .repairs import first_repairs
from .signs import signs
from .steps import STEPS
from .way_back import way_back


def find(
    facts: Facts,
    results: Iterable[Result],
    exposure: Exposure,
    now: datetime,
    previous: Ways | None = None,
) -> Ways:
    """Return all ways in, and what would follow.

    A circumstance that was seen in the `previous` report and cannot be read now still counts, as
    the failing checks of that report do.
    """
    by_id = {result.id: result for result in results}
    known = known_circumstances(facts, exposure)
    if previous:
        known = {
            fact: True if value is None and previous.known.get(fact) else value
            for fact, value in known.items()
        }
    steps = open_steps(STEPS, by_id, known)
    accepted = frozenset(result.id for result in by_id.values() if result.accepted)
    ways = find_ways(steps, accepted)
    costs = {result.id: result.check.repair.cost for result in by_id.values()}
    return Ways(
        ways=ways,
        first=MappingProxyType(
            {
                start: first_repairs((way for way in ways if way.start is start), costs)
                for start in STARTS
            }
        ),
        signs=signs(by_id.values()),
        how_far=how_far(steps),
        way_back=way_back(facts, now),
        known=MappingProxyType(dict(known)),
    )
