/** `npm run new-check -- <id> <area>`: a check, its test and its words, to be filled in. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { INTEGRATION, ROOT } from "./setup/paths.js";
import { Refusal, runMain, say } from "./setup/say.js";

const WORDS = join(INTEGRATION, "translations", "en.json");
const USAGE_ERROR = 2;
/** The failing state, in words: backup_overdue. */
const ID = /^[a-z]+(_[a-z]+)+$/;
const NO_STATE = /^(no|is|has|check|verify|detect|ensure)_/;

interface Words {
  config_panel: { areas: Record<string, string>; checks: Record<string, Record<string, string>> };
}

await runMain(async () => {
  const [id, area, ...rest] = process.argv.slice(2);
  const words = JSON.parse(readFileSync(WORDS, "utf8")) as Words;
  const areas = Object.keys(words.config_panel.areas);
  if (!id || !area || rest.length)
    throw refusal("Specify the ID and the area: npm run new-check -- backup_overdue backups");
  if (!ID.test(id) || NO_STATE.test(id)) {
    throw refusal(
      `"${id}" does not name a failing state such as backup_overdue or admin_without_mfa.`,
    );
  }
  if (!areas.includes(area))
    throw refusal(`Unknown area "${area}". Available areas: ${areas.join(", ")}.`);
  const check = join(INTEGRATION, "posture", "checks", `${id}.py`);
  const test = join(ROOT, "test", "python", "posture", "checks", `test_${id}.py`);
  for (const path of [check, test]) {
    if (existsSync(path)) throw refusal(`${relative(ROOT, path)} already exists.`);
  }
  writeFileSync(check, checkModule(area));
  writeFileSync(test, testModule(id));
  words.config_panel.checks[id] = placeholders(id);
  writeFileSync(WORDS, JSON.stringify(words, null, 2) + "\n");
  for (const path of [check, test, WORDS]) say(relative(ROOT, path));
  say(
    "Complete these three files, and add both severities to test_severities.py. See docs/adding-a-check.md. " +
      "npm run golden and npm run docs generate the rest.",
  );
  return 0;
});

function placeholders(id: string): Record<string, string> {
  const title = id.replaceAll("_", " ");
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    pass: "State what was found to be OK.",
    fail: "State what is wrong, in one clause",
    why: "State why it matters.",
    fix: "State the next step.",
  };
}

function checkModule(area: string): string {
  return `"""Ask one question here, and say why it matters."""

from __future__ import annotations

from datetime import datetime

from ..facts import Facts, Reason, require
from ..model import Area, Check, Fix, Outcome, Severities, Severity, unknown

CHECK = Check(
    area=Area.${area.toUpperCase()},
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("http",),
    fix=Fix(path="/config/network"),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the answer."""
    require(facts.http)
    return unknown(Reason.INTERNAL)
`;
}

function testModule(id: string): string {
  return `"""Its outcomes: fail, pass, unknown, not applicable."""

from __future__ import annotations

import pytest

from ..build import run_check, facts
from ..expect import assert_passed

ID = "${id}"

# What makes it fail at its worst; test_severities.py evaluates it in both exposures.
FAILING = facts()


def test_in_order() -> None:
    assert_passed(run_check(ID, facts()))


def test_wrong() -> None:
    pytest.fail("Change the fact that is wrong, facts(http={...}), and expect assert_failed(...)")
`;
}

function refusal(message: string): Refusal {
  return new Refusal(message, USAGE_ERROR);
}
