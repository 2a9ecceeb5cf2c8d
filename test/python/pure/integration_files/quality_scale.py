"""Rules of quality_scale.yaml: every rule is done, or exempt with a reason."""

from collections.abc import Iterator

from .files import Files

BRONZE = (
    "action-setup",
    "appropriate-polling",
    "brands",
    "common-modules",
    "config-flow",
    "config-flow-test-coverage",
    "dependency-transparency",
    "docs-actions",
    "docs-conditions",
    "docs-high-level-description",
    "docs-installation-instructions",
    "docs-removal-instructions",
    "docs-triggers",
    "entity-event-setup",
    "entity-unique-id",
    "has-entity-name",
    "runtime-data",
    "test-before-configure",
    "test-before-setup",
    "unique-config-entry",
)
SILVER = (
    "action-exceptions",
    "config-entry-unloading",
    "docs-configuration-parameters",
    "docs-installation-parameters",
    "entity-unavailable",
    "integration-owner",
    "log-when-unavailable",
    "parallel-updates",
    "reauthentication-flow",
    "test-coverage",
)
GOLD = (
    "devices",
    "diagnostics",
    "discovery",
    "discovery-update-info",
    "docs-data-update",
    "docs-examples",
    "docs-known-limitations",
    "docs-supported-devices",
    "docs-supported-functions",
    "docs-troubleshooting",
    "docs-use-cases",
    "dynamic-devices",
    "entity-category",
    "entity-device-class",
    "entity-disabled-by-default",
    "entity-translations",
    "exception-translations",
    "icon-translations",
    "reconfiguration-flow",
    "repair-issues",
    "stale-devices",
)
PLATINUM = ("async-dependency", "inject-websession", "strict-typing")
RULES = (*BRONZE, *SILVER, *GOLD, *PLATINUM)


def complaints(files: Files) -> Iterator[str]:
    """Yield missing and incomplete rules."""
    stated = files.quality_scale.get("rules", {})
    for rule in sorted(set(RULES) - set(stated)):
        yield f"quality_scale.yaml: {rule} is missing"
    for rule, state in stated.items():
        if rule not in RULES:
            yield f"quality_scale.yaml: {rule} is no rule"
        elif state == "done":
            continue
        elif not isinstance(state, dict) or state.get("status") not in ("done", "exempt"):
            yield f"quality_scale.yaml: {rule} is neither done nor exempt"
        elif state["status"] == "exempt" and not str(state.get("comment", "")).strip():
            yield f"quality_scale.yaml: {rule} is exempt without a reason"
    if [rule for rule in stated if rule in RULES] != [rule for rule in RULES if rule in stated]:
        yield "quality_scale.yaml: the rules are not in the order of the scale"
