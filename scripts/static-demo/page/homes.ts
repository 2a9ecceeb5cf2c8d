/** The recorded homes: of the scenarios of `npm start`, and the golden reports of the backend's tests. */
import accepted from "../../../test/fixtures/report-accepted.json";
import nothingRead from "../../../test/fixtures/report-nothing-read.json";
import outOfSight from "../../../test/fixtures/report-out-of-sight.json";
import unknown from "../../../test/fixtures/report-unknown.json";
import type { SCENARIOS } from "../../demo/scenarios.js";
import bad from "../recorded/bad.json";
import good from "../recorded/good.json";
import haos from "../recorded/haos.json";
import mixed from "../recorded/mixed.json";
import tricky from "../recorded/tricky.json";
import type { Recording } from "../recording.js";

interface Home {
  label: string;
  recording: Recording;
}

const recorded = (recording: unknown): Recording => recording as Recording;

/** One of each: a new scenario does not compile without its recording. */
const OF_SCENARIOS: Record<keyof typeof SCENARIOS, Home> = {
  good: { label: "Good", recording: recorded(good) },
  mixed: { label: "Attention", recording: recorded(mixed) },
  bad: { label: "At risk", recording: recorded(bad) },
  tricky: { label: "Behind a reverse proxy", recording: recorded(tricky) },
  haos: { label: "Home Assistant OS", recording: recorded(haos) },
};

/** A golden report has no answers to commands: those of the recorded homes are used, by check. */
const ANSWERS: Omit<Recording, "admin" | "viewer"> = {
  ...recorded(bad),
  evidence: Object.assign(
    {},
    ...Object.values(OF_SCENARIOS).map(({ recording }) => recording.evidence),
  ) as Recording["evidence"],
  acceptedRisks: { rows: [{ check_id: "admin_without_mfa", by: "Bob" }] },
};

const golden = (messages: Pick<Recording, "admin" | "viewer">): Recording => ({
  ...ANSWERS,
  ...messages,
});

export const HOMES = {
  ...OF_SCENARIOS,
  accepted: { label: "At risk, with accepted risks", recording: golden(accepted) },
  unknown: { label: "Unknown: sources not read", recording: golden(unknown) },
  "nothing-read": { label: "Unknown: nothing read", recording: golden(nothingRead) },
  "out-of-sight": {
    label: "At risk, findings that cannot be checked any more",
    recording: golden(outOfSight),
  },
} satisfies Record<string, Home>;
