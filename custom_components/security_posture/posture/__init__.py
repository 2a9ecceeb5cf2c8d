"""The pure core: facts in, report out.

Nothing here imports Home Assistant. Collectors fill `facts.Facts`; `evaluate.evaluate`
runs every module of `checks/` over them and returns a `model.Report`; `projection`
decides what of it may leave. The clock is always an argument.
"""

# Changes when the same facts may give another verdict or score: year.month.revision.
RULESET = "2026.11.1"
