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

/** Return heading, weight, and the first two lines of what the only row opens. */
function row(card: Mounted): string[] {
  expect(card.$$(".check")).to.have.length(1);
  return [".headline", ".weight", ".opened > p", ".opened > p + p"].map((part) => {
    const found = card.root.querySelector(`.check ${part}`);
    return found ? text(found) : "";
  });
}

async function opened(check: Record<string, unknown>): Promise<Mounted> {
  const card = await mount({ message: createRisk({ checks: [check] }) });
  await card.press(BANS);
  await card.openRows();
  return card;
}

/** Return topic and heading of the only change. */
async function changeOf(kind: string, check: Record<string, unknown>): Promise<(string | null)[]> {
  const card = await mount({ message: createRisk({ checks: [check] }) });
  card.connection.replies["security_posture/changes"] = {
    looked_at: null,
    changes: [{ kind, at: iso(), check_id: "certificate_expired", severity: "critical" }],
  };
  await card.press(".buttons .plain:nth-child(2)");
  await settled();
  await card.settle();
  expect(card.$$(".change")).to.have.length(1);
  return [".topic", ".headline"].map((part) => {
    const found = card.root.querySelector(`.change ${part}`);
    return found && text(found);
  });
}

describe("headlines", () => {
  afterEach(unmountAll);

  it("an open finding: what is wrong, above its topic", async () => {
    const [heading, weight, topic, after] = row(await opened(EXPIRED));
    expect([heading, weight, topic]).to.deep.equal([PROBLEM, "Critical", TOPIC]);
    expect(after, "the problem is not repeated").to.match(/^Why it matters/);
  });

  it("an accepted finding: what is wrong as well", async () => {
    const accepted = { reason: "It is offline", until: iso(86_400_000), by_you: true };
    const [heading, weight] = row(await opened({ ...EXPIRED, accepted }));
    expect([heading, weight]).to.deep.equal([PROBLEM, "Critical · accepted"]);
  });

  it("a check that passes: its topic, above its result", async () => {
    const [heading, weight, after] = row(await opened({ ...EXPIRED, status: "pass" }));
    expect([heading, weight]).to.deep.equal([TOPIC, "OK"]);
    expect(after).to.equal("The certificate is valid until November 20, 2026.");
  });

  for (const [status, reason, word, expected] of [
    ["unknown", "timeout", "Unknown", "There was no response in time."],
    ["not_applicable", "not_configured", "Not applicable", "Not used here."],
  ]) {
    it(`a check that is ${status}: its topic, above the reason`, async () => {
      const shown = row(await opened({ ...EXPIRED, status, reason }));
      expect(shown.slice(0, 3)).to.deep.equal([TOPIC, word, expected]);
    });
  }

  it("a finding without a text of its own: its topic", async () => {
    const [heading, weight, after] = row(await opened({ ...EXPIRED, params: {} }));
    expect([heading, weight, after]).to.deep.equal([TOPIC, "Critical", "Needs attention"]);
  });

  for (const kind of ["opened", "reopened", "accepted"]) {
    it(`a recent change, ${kind}: what is wrong, while it is`, async () => {
      const [topic, heading] = await changeOf(kind, EXPIRED);
      expect(topic).to.match(new RegExp(`^${TOPIC} `));
      expect(heading).to.equal(PROBLEM);
      unmountAll();
      const [gone, title] = await changeOf(kind, { ...EXPIRED, status: "pass" });
      expect(gone).to.equal(null);
      expect(title).to.match(new RegExp(`^${TOPIC} `));
    });
  }

  it("a recent change, resolved: the topic, even if it was found again", async () => {
    for (const status of ["pass", "fail"]) {
      const [topic, heading] = await changeOf("resolved", { ...EXPIRED, status });
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
