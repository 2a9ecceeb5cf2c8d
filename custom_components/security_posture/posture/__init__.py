"""Evaluate facts into a report, without side effects.

Nothing here imports Home Assistant. Collectors fill `facts.Facts`; `evaluate.evaluate` runs
every module of `checks/` and returns a `model.Report`; `projection` selects what is sent to
whom. The current time is always an argument.
"""

# Changes when the same facts may give another result or score: year.month.revision.
RULESET = "2026.11.1"
