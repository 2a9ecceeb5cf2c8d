/** The heading of a finding says what is wrong; that of any other check is its topic. */
import { expect } from "@open-wc/testing";
import { createCheck, createRisk, iso, mount, unmountAll, type Mounted } from "./builders.js";
import { settled } from "./clock.js";

const BANS = "button.tile:nth-of-type(3)";
const EXPIRED = createCheck({
  id: "certificate_expired",
  severity: "critical",
  status: "fail",
  params: { variant: "expired", at: "2026-11-20T10:00:00+00:00" },
});
const PROBLEM = "The certificate expired on November 20, 2026";
const TOPIC = "Certificate validity";

const text = (element: Element): string => element.textContent!.replace(/\s+/g, " ").trim();

/** Return topic, heading and first paragraph below it of the only row. */
function row(card: Mounted): (string | null | undefined)[] {
  const rows = card.$$(".check");
  expect(rows).to.have.length(1);
  const [topic, heading] = [".topic", "h4"].map((part) => rows[0]!.querySelector(part));
  const after = rows[0]!.querySelector("h4 + p");
  return [topic && text(topic), heading && text(heading), after && text(after)];
}

async function opened(check: Record<string, unknown>): Promise<Mounted> {
  const card = await mount({ message: createRisk({ checks: [check] }) });
  await card.press(BANS);
  return card;
}

async function changesOf(kind: string, check: Record<string, unknown>): Promise<Mounted> {
  const card = await mount({ message: createRisk({ checks: [check] }) });
  card.connection.replies["security_posture/changes"] = {
    looked_at: null,
    changes: [{ kind, at: iso(), check_id: "certificate_expired", severity: "critical" }],
  };
  await card.press(".buttons .plain:nth-child(2)");
  await settled();
  await card.settle();
  return card;
}

describe("headlines", () => {
  afterEach(unmountAll);

  it("an open finding: what is wrong, below its topic and severity", async () => {
    const [topic, heading, after] = row(await opened(EXPIRED));
    expect([topic, heading]).to.deep.equal([`${TOPIC} Critical`, PROBLEM]);
    expect(after, "the problem is not repeated").to.match(/^Why it matters/);
  });

  it("an accepted finding: what is wrong as well", async () => {
    const accepted = { reason: "It is offline", until: iso(86_400_000), by_you: true };
    const [topic, heading] = row(await opened({ ...EXPIRED, accepted }));
    expect([topic, heading]).to.deep.equal([`${TOPIC} Critical · accepted`, PROBLEM]);
  });

  it("a check that passes: its topic, above its result", async () => {
    const [topic, heading, after] = row(await opened({ ...EXPIRED, status: "pass" }));
    expect([topic, heading]).to.deep.equal([null, `${TOPIC} OK`]);
    expect(after).to.equal("The certificate is valid until November 20, 2026.");
  });

  for (const [status, reason, word, expected] of [
    ["unknown", "timeout", "Unknown", "There was no response in time."],
    ["not_applicable", "not_configured", "Not applicable", "Not used here."],
  ]) {
    it(`a check that is ${status}: its topic, above the reason`, async () => {
      const shown = row(await opened({ ...EXPIRED, status, reason }));
      expect(shown).to.deep.equal([null, `${TOPIC} ${word}`, expected]);
    });
  }

  it("a finding without a text of its own: its topic", async () => {
    const [topic, heading, after] = row(await opened({ ...EXPIRED, params: {} }));
    expect([topic, heading, after]).to.deep.equal([null, `${TOPIC} Critical`, "Needs attention"]);
  });

  for (const kind of ["opened", "reopened", "accepted"]) {
    it(`a recent change, ${kind}: what is wrong, while it is`, async () => {
      const [topic, heading] = row(await changesOf(kind, EXPIRED));
      expect(topic).to.match(new RegExp(`^${TOPIC} `));
      expect(heading).to.equal(PROBLEM);
      unmountAll();
      const [gone, title] = row(await changesOf(kind, { ...EXPIRED, status: "pass" }));
      expect(gone).to.equal(null);
      expect(title).to.match(new RegExp(`^${TOPIC} `));
    });
  }

  it("a recent change, resolved: the topic, even if it was found again", async () => {
    for (const status of ["pass", "fail"]) {
      const [topic, heading] = row(await changesOf("resolved", { ...EXPIRED, status }));
      expect([topic, heading]).to.deep.equal([null, `${TOPIC} fixed`]);
      unmountAll();
    }
  });

  it("the finding that limits the score: what is wrong", async () => {
    const score_detail = { raw: 90, cap: { by: "certificate_expired", at: 39 }, lost: [] };
    const card = await mount({ message: createRisk({ checks: [EXPIRED], score_detail }) });
    expect(card.$(".admin").textContent).to.contain(`“${PROBLEM}”`);
  });
});
